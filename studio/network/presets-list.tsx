// The examples to begin from; the one that is shown is marked as long as nothing of it has changed.
import { signal } from '@preact/signals'
import { lesson } from '../model/page.ts'
import { announce } from '../page/announce.ts'
import { Icon } from '../page/icon.tsx'
import { words } from '../words/said.ts'
import { replaceLesson } from './draft.ts'
import { networkWords } from './network-words.ts'
import { type PresetName, presetNames } from './preset-names.ts'
import { isPreset, presetLesson } from './presets.ts'

const reading = signal<PresetName>()
const isFailed = signal(false)

async function choose(name: PresetName): Promise<void> {
  reading.value = name
  isFailed.value = false
  try {
    const preset = await presetLesson(name)
    // Another one may have been asked for meanwhile.
    if (reading.peek() !== name) return
    replaceLesson(() => preset)
    announce(networkWords.peek().opened(name))
  } catch {
    isFailed.value = true
  }
  reading.value = undefined
}

export function Presets() {
  const w = networkWords.value
  return (
    <div class="net-presets">
      <h2>{w.examples}</h2>
      <div class="net-chips">
        {presetNames.map((name) => {
          const isChosen = isPreset(lesson.value, name)
          return (
            <button
              key={name}
              type="button"
              class="net-chip"
              aria-pressed={isChosen}
              onClick={() => void choose(name)}
            >
              {isChosen && <Icon name="check" />}
              {w.presets[name]}
            </button>
          )
        })}
      </div>
      <p role="status" class="faint">
        {reading.value && w.making(reading.value)}
      </p>
      {isFailed.value && (
        <p class="net-message wrong" role="alert">
          {words.value.notLoaded}
        </p>
      )}
    </div>
  )
}
