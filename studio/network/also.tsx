// What changed beside what was chosen, or why a choice was refused, where it was made.
import { signal } from '@preact/signals'
import { isExampleName } from '../../src/formats/example-names.ts'
import type { Lesson } from '../model/lesson.ts'
import { lesson } from '../model/page.ts'
import { announce } from '../page/announce.ts'
import type { Choice } from './choices.ts'
import { keep } from './draft.ts'
import { networkWords } from './network-words.ts'
import { sizesOf } from './reshape.ts'
import { refusalText } from './sentence.ts'

type Where = 'shape' | 'training' | 'biases' | 'weights' | 'sample'

interface Told {
  readonly where: Where
  readonly isWrong: boolean
  readonly texts: () => readonly string[]
  /** It is about this lesson alone. */
  readonly lesson: Lesson
}

const told = signal<Told>()

/** What is an example no longer is called by its sizes. */
export function named(of: Lesson): Lesson {
  const now = lesson.peek()
  const isOwn = now.name !== undefined && !isExampleName(now.name) && now.name !== sizesOf(now).join('-')
  return isOwn ? of : { ...of, name: sizesOf(of).join('-') }
}

/** @returns whether it was taken */
export function choose(where: Where, make: () => Choice): boolean {
  let made: Choice | undefined
  const refused = keep(() => {
    made = make()
    return where === 'sample' ? made.lesson : named(made.lesson)
  })
  const also = made?.also ?? []
  const texts = (): readonly string[] => {
    const w = networkWords.value
    return refused ? [refusalText(refused)] : also.map((one) => w.also[one])
  }
  told.value = { where, isWrong: refused !== undefined, texts, lesson: lesson.peek() }
  announce(texts().join(' '))
  return refused === undefined
}

/** A change that brings nothing else about. */
export const chooseLesson = (where: Where, make: () => Lesson): boolean =>
  choose(where, () => ({ lesson: make(), also: [] }))

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
