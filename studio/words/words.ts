// The words of the page's controls; what a step says comes from src/present.
import type { Phase } from '../../src/derive/step.ts'
import type { Language } from '../../src/errors.ts'
import type { NotationName } from '../../src/math/formula.ts'
import type { ScreenName } from '../model/view.ts'

export interface Words {
  readonly title: string
  readonly home: string
  readonly screenTabs: string
  readonly screens: Readonly<Record<ScreenName, string>>
  readonly menu: string
  readonly help: string
  readonly undo: string
  readonly redo: string
  readonly link: string
  readonly linkTooLong: string
  readonly linkCopied: string
  readonly themes: string
  readonly theme: { readonly light: string; readonly dark: string }
  readonly languageName: Readonly<Record<Language, string>>
  readonly languages: string
  readonly network: (name: string, sizes: string) => string
  readonly exampleNetwork: string
  readonly learningRate: string
  readonly digits: (n: number) => string
  readonly notation: string
  readonly notations: Readonly<Record<NotationName, string>>
  readonly form: string
  readonly forms: { readonly paths: string; readonly recursive: string }
  readonly phases: Readonly<Record<Phase, string>>
  readonly step: (k: number, n: number) => string
  readonly update: (n: number) => string
  readonly row: (n: number, all: number) => string
  readonly transport: {
    readonly name: string
    readonly first: string
    readonly previous: string
    readonly play: string
    readonly pause: string
    readonly next: string
    readonly last: string
    /** After the last step: the next update, from w@n. */
    readonly nextUpdate: (version: number) => string
    readonly pace: string
    readonly paces: Readonly<Record<'slow' | 'usual' | 'fast', string>>
    readonly stopAtPhases: string
  }
  readonly timeline: string
  readonly rows: {
    readonly layer: string
    readonly general: string
    readonly derivative: string
    readonly numbers: string
    readonly value: string
    readonly sum: string
    readonly via: string
  }
  readonly rest: (count: number) => string
  readonly checked: string
  readonly checkFailed: string
  readonly allChecks: string
  readonly corner: string
  readonly differences: string
  readonly relativeError: string
  readonly table: {
    readonly input: string
    readonly target: string
    readonly output: string
    readonly error: string
    readonly total: string
    readonly weights: string
    readonly before: (version: number) => string
    readonly gradient: string
    readonly after: (version: number) => string
    readonly notYet: string
  }
  readonly edit: (name: string) => string
  readonly notLoaded: string
  /** Before the reason. */
  readonly badAddress: (reason: string | undefined) => string
  readonly notANumber: (text: string) => string
  readonly copy: string
  readonly copied: string
  readonly closeNotice: string
  readonly notCopied: string
  readonly copyValue: string
  readonly copyAs: Readonly<Record<'latex' | 'markdown' | 'text' | 'json', string>>
  readonly copyScope: Readonly<Record<'step' | 'all', string>>
  readonly print: string
  readonly picture: string
  readonly pictureAs: Readonly<Record<'svg' | 'png', string>>
  readonly ask: {
    readonly parameter: string
    readonly how: string
    readonly unknown: (text: string, layers: number) => string
  }
}
