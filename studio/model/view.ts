// View: how the page shows a lesson.
import type { Language } from '../../src/errors.ts'
import type { NotationName } from '../../src/math/formula.ts'

type Theme = 'light' | 'dark'
type Form = 'paths' | 'recursive'

/** Within another page: 1 without the tables of the first screen, tables with them. */
type Embed = '1' | 'tables'

/** In the order of the tabs. */
export const screenNames = ['steps', 'network', 'train', 'surface', 'check'] as const
export type ScreenName = (typeof screenNames)[number]

export interface View {
  readonly screen: ScreenName
  readonly language: Language
  /** Undefined: as the system has it. */
  readonly theme: Theme | undefined
  /** Undefined: the deck's names where the network is small, layers and indices where it is not. */
  readonly notation: NotationName | undefined
  readonly form: Form
  /** Significant digits in formulas. */
  readonly digits: number
  /** Undefined: as a page of its own, with the top bar. */
  readonly embed: Embed | undefined
  /** What the screen that trains has to train, as it writes it itself. */
  readonly train: string | undefined
  /** The two parameters of the surface and the steps made over them, as that screen writes them. */
  readonly plane: string | undefined
}

/** In the language of the browser. */
export const usualView: Omit<View, 'language'> = {
  screen: 'steps',
  theme: undefined,
  notation: undefined,
  form: 'paths',
  digits: 9,
  embed: undefined,
  train: undefined,
  plane: undefined,
}
