// The rows of the scoreboard, in the order in which it prints them.
import { killing } from './kill.ts'
import { oddCells } from './odd-cells.ts'
import { everyOption } from './options.ts'
import { probabilities } from './probabilities.ts'
import { processes } from './processes.ts'
import { rawClasses, rawRegression } from './raw-tables.ts'
import { resuming } from './resume.ts'
import type { Row } from './row.ts'
import { settings } from './settings.ts'
import { sortedLabels } from './sorted-labels.ts'
import { xor } from './xor.ts'

export const rows: readonly Row[] = [
  xor,
  rawClasses,
  rawRegression,
  settings,
  resuming,
  processes,
  killing,
  everyOption,
  probabilities,
  oddCells,
  sortedLabels,
]
