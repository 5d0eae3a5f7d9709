// The data: how many rows, which column is predicted, and which are inputs.
import { locale, view } from '../model/page.ts'
import { begin, info, settings } from './run.ts'
import { trainWords } from './train-words.ts'

/** More columns are not listed one by one. */
const MOST_COLUMNS = 200

export function DataRows() {
  const w = trainWords.value
  const { rows, target, columns, warnings, encoding, source } = info.value!
  const count = (n: number): string => n.toLocaleString(locale.value)
  const classes = encoding?.kind === 'classes' ? w.classes(encoding.classes.length) : undefined
  return (
    <div class="facts">
      <p class="fact">
        <span>{w.rows}</span>
        <span class="value">{count(rows.all)}</span>
      </p>
      {source !== 'lesson' && (
        <p class="fact">
          <span>{w.trainValidation}</span>
          <span class="value">
            {count(rows.train)} / {count(rows.validation)}
          </span>
        </p>
      )}
      {columns && target !== undefined && (
        <>
          <label class="fact">
            <span>{w.target}</span>
            <span class="fact-choice">
              <select value={target} onChange={({ currentTarget }) => begin({ target: currentTarget.value })}>
                {columns.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
              {classes && <span class="faint">{classes}</span>}
            </span>
          </label>
          <InputColumns columns={columns} target={target} />
        </>
      )}
      {warnings.length > 0 && (
        <details class="notes">
          <summary>{w.notes(warnings.length)}</summary>
          {warnings.map((texts) => {
            const { what, where = '' } = texts[view.value.language]
            return (
              <p key={texts.en.what + texts.en.where}>
                {what} {where}
              </p>
            )
          })}
        </details>
      )}
    </div>
  )
}

interface ColumnsProps {
  readonly columns: readonly string[]
  readonly target: string
}

function InputColumns({ columns, target }: ColumnsProps) {
  const w = trainWords.value
  const { ignored } = settings.value
  const inputs = columns.filter((name) => name !== target)
  const all = inputs.length + ignored.length
  if (all > MOST_COLUMNS) return <p class="faint">{w.columns(inputs.length, all)}</p>
  const leave = (name: string): void => begin({ ignored: [...ignored, name] })
  const take = (name: string): void => begin({ ignored: ignored.filter((one) => one !== name) })
  return (
    <details class="columns">
      <summary>{w.columns(inputs.length, all)}</summary>
      {inputs.map((name) => (
        <label key={name}>
          <input type="checkbox" checked disabled={inputs.length === 1} onChange={() => leave(name)} />
          <span>{name}</span>
        </label>
      ))}
      {ignored.map((name) => (
        <label key={name}>
          <input type="checkbox" checked={false} onChange={() => take(name)} />
          <span>{name}</span>
        </label>
      ))}
    </details>
  )
}
