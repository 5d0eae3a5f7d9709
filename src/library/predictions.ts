// What a model answers to a row: a class or a number, or several of either by the names of their targets.
import type { Prediction as Decoded } from '../data/targets.ts'
import type { TaskName } from '../data/task.ts'

/** The class of each of several targets, by its name. */
export type LabelsByTarget = Readonly<Record<string, string>>

/** The classes of one target, or of several. */
export type AnyLabel = string | LabelsByTarget

/** Answers of the other kinds: absent, and there for the compiler. */
interface Absent {
  readonly label?: undefined
  readonly value?: undefined
  readonly labels?: undefined
  readonly values?: undefined
  readonly probabilities?: undefined
}

export interface ClassPrediction<Label extends string = string>
  extends Omit<Absent, 'label' | 'probabilities'> {
  /** The most probable class. Classes that were numbers are texts: '0', '1'. */
  readonly label: Label
  /** Of each class; they add up to 1. */
  readonly probabilities: Readonly<Record<Label, number>>
}

export interface NumberPrediction extends Omit<Absent, 'value'> {
  /** On the target's own scale. */
  readonly value: number
}

/** Of a regression with several targets. */
export interface NumbersPrediction<Name extends string = string> extends Omit<Absent, 'values'> {
  /** Each target on its own scale. */
  readonly values: Readonly<Record<Name, number>>
}

/** Of several targets with two classes each. */
export interface LabelsPrediction<Labels extends LabelsByTarget = LabelsByTarget>
  extends Omit<Absent, 'labels' | 'probabilities'> {
  /** Each target's more probable class. */
  readonly labels: Labels
  /** Of each target's second class. */
  readonly probabilities: Readonly<Record<keyof Labels & string, number>>
}

type OnePrediction<Task extends TaskName, Label extends string> = [Label] extends [never]
  ? never
  : Task extends 'classification'
    ? ClassPrediction<Label>
    : NumberPrediction

type SeveralPrediction<Task extends TaskName, Labels extends LabelsByTarget> = [Labels] extends [never]
  ? never
  : Task extends 'classification'
    ? LabelsPrediction<Labels>
    : NumbersPrediction<keyof Labels & string>

/** What a model answers to a row. Where the task is known only when the data is read, a class or a number. */
export type Prediction<Task extends TaskName = TaskName, Label extends AnyLabel = string> =
  | OnePrediction<Task, Extract<Label, string>>
  | SeveralPrediction<Task, Extract<Label, LabelsByTarget>>

/** The classes in the order of the outputs: of one target, or of each of several by its name. */
export type Classes<Label extends AnyLabel> =
  | ([Extract<Label, string>] extends [never] ? never : readonly Extract<Label, string>[])
  | ([Extract<Label, LabelsByTarget>] extends [never]
      ? never
      : {
          readonly [Name in keyof Extract<Label, LabelsByTarget>]: readonly Extract<
            Label,
            LabelsByTarget
          >[Name][]
        })

export type AnyPrediction = Prediction<TaskName, AnyLabel>

/** Without the kind, by which programs of the data room tell answers apart. */
export function predictionOf(answer: Decoded): AnyPrediction {
  switch (answer.kind) {
    case 'number':
      return { value: answer.value }
    case 'numbers':
      return { values: answer.values }
    case 'class':
      return { label: answer.label, probabilities: answer.probabilities }
    case 'labels':
      return { labels: answer.labels, probabilities: answer.probabilities }
  }
}
