// The words of the help beside the terms.

import type { ScreenName } from '../model/view.ts'
import type { TermGroup } from './terms.ts'

/** What a screen's keys do; `page` are those that work everywhere, the others those of parts that several screens have. */
export type KeyGroup = ScreenName | 'page' | 'drawing' | 'editor' | 'table'

/** Keys, as they are printed on a keyboard, and what they do. */
export type KeyLine = readonly [keys: string, does: string]

export interface HelpWords {
  readonly title: string
  readonly close: string
  readonly view: string
  readonly views: Readonly<Record<'terms' | 'keys', string>>
  readonly find: string
  readonly found: (count: number) => string
  readonly groups: Readonly<Record<TermGroup, string>>
  readonly keyGroups: Readonly<Partial<Record<KeyGroup, string>>>
  readonly keys: Readonly<Partial<Record<KeyGroup, readonly KeyLine[]>>>
  readonly questionMark: string
}
