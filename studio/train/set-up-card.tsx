// What is trained: the table and its target, the network, and what may change while it runs.
import { useRef } from 'preact/hooks'
import { Icon } from '../page/icon.tsx'
import { Menu } from '../page/menu.tsx'
import { tableNames, usualSettings } from '../training/messages.ts'
import { CompareControls } from './compare.tsx'
import { DataRows } from './data-rows.tsx'
import { trainOnFile } from './drop-area.tsx'
import { FaultMessage } from './fault-message.tsx'
import { LiveControls } from './live-controls.tsx'
import { NetworkFields } from './network-fields.tsx'
import { begin, info, lessonSource, reading, source } from './run.ts'
import { trainWords } from './train-words.ts'

export function SetUpCard() {
  const w = trainWords.value
  return (
    <section class="card set-up" aria-labelledby="set-up">
      <header class="card-head">
        <h1 id="set-up">{sourceName()}</h1>
        <span class="spread" />
        <SourceMenu />
      </header>
      <FaultMessage place="data" />
      {reading.value && (
        <p class="reading" role="status">
          {w.reading(
            sourceName(),
            reading.value.rows.toLocaleString(),
            reading.value.share === undefined ? undefined : `${Math.round(100 * reading.value.share)} %`,
          )}
        </p>
      )}
      {info.value ? (
        <details class="set-up-body" open={matchMedia('(min-width: 768px)').matches}>
          <summary>{w.setUp}</summary>
          <DataRows />
          <NetworkFields />
          <LiveControls />
          <CompareControls />
        </details>
      ) : (
        <p class="reading">{w.loading}</p>
      )}
    </section>
  )
}

/** As the file is called, or as a built-in table is known. */
function sourceName(): string {
  const w = trainWords.value
  const from = source.value
  if (from.kind === 'built-in') return w.tables[from.name]
  return from.kind === 'file' ? from.name : w.lesson
}

function SourceMenu() {
  const w = trainWords.value
  const from = source.value
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Menu
        label={w.change}
        groups={[
          {
            label: w.builtIn,
            items: tableNames.map((name) => ({
              label: w.tables[name],
              isChosen: from.kind === 'built-in' && from.name === name,
              onSelect: () => begin(usualSettings, { kind: 'built-in', name }),
            })),
          },
          {
            label: w.own,
            items: [
              { label: w.chooseFile, onSelect: () => input.current!.click() },
              {
                label: w.lesson,
                onSelect: () => begin(usualSettings, lessonSource()),
              },
            ],
          },
        ]}
      >
        {w.change}
        <Icon name="down" />
      </Menu>
      <input
        class="unseen"
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        tabIndex={-1}
        aria-label={w.chooseFile}
        ref={input}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file) trainOnFile(file, file.name)
          currentTarget.value = ''
        }}
      />
    </>
  )
}
