// What the network of the lesson is, in words: its sizes, its activations, and its learning rate.
import type { ComponentChildren } from 'preact'
import { proseOf } from '../../src/present/prose/index.ts'
import { numberText } from '../formula/formula.tsx'
import { derivation, lesson, notation, view } from '../model/page.ts'
import { words } from '../words/said.ts'

export const lessonName = (): string => {
  const { name } = lesson.value
  return name === 'deck' || name === undefined ? words.value.exampleNetwork : name
}

export function lessonSizes(): string {
  const { network } = derivation.value.trace
  return [network.inputs, ...network.layers.map(({ biases }) => biases.length)].join('-')
}

interface LessonFactsProps {
  /** In place of the number of the learning rate: what edits it. */
  readonly rate?: ((value: number) => ComponentChildren) | undefined
}

export function LessonFacts({ rate }: LessonFactsProps) {
  const { network } = derivation.value.trace
  const { learningRate } = lesson.value.optimizer.options
  const prose = proseOf(view.value.language, notation.value)
  const activations = new Set(network.layers.map(({ activation }) => prose.nameOfActivation(activation.name)))
  return (
    <>
      {lessonSizes()} · {[...activations].join(', ')}
      {typeof learningRate === 'number' && (
        <>
          {' · α '}
          {rate ? rate(learningRate) : `= ${numberText(learningRate, view.value.digits)}`}
        </>
      )}
    </>
  )
}
