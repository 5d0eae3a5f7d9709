// Comparing: this run kept as a thin line, and another from the same weights.
import { keepAsA, runA, snapshot } from './run.ts'
import { trainWords } from './train-words.ts'

export function CompareControls() {
  const w = trainWords.value
  return (
    <div class="facts">
      <h2>{w.compare}</h2>
      <p class="faint">{w.compareHow}</p>
      <p class="buttons-row">
        <button
          type="button"
          class="plain"
          aria-disabled={snapshot.value?.epoch === 0}
          onClick={() => {
            if (snapshot.peek()?.epoch !== 0) keepAsA()
          }}
        >
          {w.keepAsA}
        </button>
        {runA.value && (
          <button
            type="button"
            class="plain"
            onClick={() => {
              runA.value = undefined
            }}
          >
            {w.forgetA}
          </button>
        )}
      </p>
    </div>
  )
}
