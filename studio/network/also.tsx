// What changed beside what was chosen, or why a choice was refused, where it was made.
import { signal } from '@preact/signals'
import type { Lesson } from '../model/lesson.ts'
import { lesson } from '../model/page.ts'
import { announce } from '../page/announce.ts'
import type { Choice } from './choices.ts'
import { keep } from './draft.ts'
import { networkWords } from './network-words.ts'

type Where = 'shape' | 'training' | 'biases'

interface Told {
  readonly where: Where
  readonly isWrong: boolean
  readonly texts: () => readonly string[]
  /** It is about this lesson alone. */
  readonly lesson: Lesson
}

const told = signal<Told>()

export function choose(where: Where, make: () => Choice): void {
  let made: Choice | undefined
  const refused = keep(() => {
    made = make()
    return made.lesson
  })
  const also = made?.also ?? []
  const texts = (): readonly string[] => {
    const w = networkWords.value
    return refused ? [refused.what, w.nothingChanged] : also.map((one) => w.also[one])
  }
  told.value = { where, isWrong: refused !== undefined, texts, lesson: lesson.peek() }
  announce(texts().join(' '))
}

export function AlsoMessage({ of }: { readonly of: Where }) {
  const now = told.value
  if (now?.where !== of || now.lesson !== lesson.value) return null
  const texts = now.texts()
  if (texts.length === 0) return null
  return (
    <div class={`net-message ${now.isWrong ? 'wrong' : ''}`} role={now.isWrong ? 'alert' : 'note'}>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  )
}
