// Opens and saves network files; what was wrong with one stands below, with its place.
import { useRef } from 'preact/hooks'
import { show, view } from '../model/page.ts'
import { fileFault, openFile, saveLesson } from './files.ts'
import { networkWords } from './network-words.ts'

export function FileButtons() {
  const w = networkWords.value
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" class="plain" title={w.openHow} onClick={() => input.current!.click()}>
        {w.open}
      </button>
      <button type="button" class="plain" onClick={() => void saveLesson()}>
        {w.save}
      </button>
      <input
        class="unseen"
        type="file"
        accept=".json,.checkpoint,.safetensors,application/json"
        tabIndex={-1}
        aria-label={w.openHow}
        ref={input}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file) void openFile(file)
          currentTarget.value = ''
        }}
      />
    </>
  )
}

export function FileMessage() {
  const w = networkWords.value
  const fault = fileFault.value
  if (!fault) return null
  const { kind, name, texts, table } = fault
  const title = {
    wrong: w.fileWrong(name),
    table: w.tableHere(name),
    'too-large': w.tooLargeFile(name),
    'no-file': w.noFile,
  }[kind]
  const text = texts?.[view.value.language]
  const lines = text
    ? [
        text.what,
        text.where,
        text.expected && w.expected(text.expected),
        text.received && w.received(text.received),
        text.why,
        text.hint,
      ]
    : []
  return (
    <div class="fault-message" role="alert">
      <p class="fault-what">{title}</p>
      {lines.filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {table && (
        <button
          type="button"
          class="cure"
          onClick={() => {
            fileFault.value = undefined
            show({ screen: 'train' })
            void import('../train/drop-area.tsx').then(({ trainOnFile }) => trainOnFile(table, table.name))
          }}
        >
          {w.trainOn(table.name)}
        </button>
      )}
      <button type="button" class="cure" onClick={() => (fileFault.value = undefined)}>
        {w.close}
      </button>
    </div>
  )
}
