// The words of the screen that checks.
import type { BiasPolicy } from '../../src/core/network.ts'
import type { Phase } from '../../src/derive/step.ts'
import type { Content } from '../../src/present/document.ts'
import type { Order } from '../training/messages.ts'
import type { Cause } from './own-numbers.ts'

interface Stage {
  readonly text: string
  readonly phase: Phase
  readonly isFault?: boolean
}

type Sides<Value> = Readonly<Record<'story' | 'runs' | 'own', Value>>

export interface CheckWords {
  readonly checking: string
  readonly pass: (count: string) => string
  readonly fail: (failed: string, all: string) => string
  readonly kinks: (count: string) => string
  readonly kink: string
  readonly passed: string
  readonly failed: string
  readonly idea: string
  readonly how: string
  readonly order: string
  readonly orders: Readonly<Record<'name' | 'error', string>>
  readonly progress: (done: string, all: string) => string
  readonly some: (count: string, all: string) => string
  readonly checkAll: (count: string) => string
  readonly cancel: string
  readonly table: string
  readonly parameter: string
  readonly chainRule: string
  readonly measured: string
  readonly relativeError: string
  readonly result: string
  readonly worst: (count: number) => string
  readonly toStep: string
  readonly frozen: string
  readonly ifTrained: string
  readonly biases: Readonly<Record<BiasPolicy, string>>
  readonly sides: string
  readonly side: Sides<string>
  readonly titles: Sides<string>
  readonly famous: (published: string, correct: string) => string
  readonly correct: string
  readonly published: string
  readonly whereFrom: string
  readonly errorAfter: (updates: number) => Content
  /** @param output from 1 */
  readonly outputAfter: (output: number) => Content
  readonly fromTooEarly: string
  readonly sameMistake: string
  readonly oneEarly: string
  readonly ways: Readonly<Record<Order, string>>
  readonly waysHow: Readonly<Record<Order, string>>
  readonly orderRight: readonly Stage[]
  readonly orderWrong: readonly Stage[]
  readonly gradientOf: Content
  readonly tooSmall: (percent: string) => string
  readonly storyEnd: string
  readonly followBoth: string
  readonly checkOwn: string
  readonly runsHow: (same: number, all: number) => string
  readonly ownHow: string
  readonly quantity: string
  readonly yours: string
  readonly errorAfterUpdate: string
  readonly right: string
  readonly rounded: string
  readonly roundedOnTheWay: string
  readonly wrong: string
  readonly notANumber: string
  readonly sum: (right: string, rounded: string, wrong: string) => string
  readonly clear: string
  readonly mistakes: Readonly<Record<Cause, string>>
}
