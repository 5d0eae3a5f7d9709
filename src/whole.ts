// Import it first, and nothing comes later: the command line, the rooms' own entries and Node do.
import { laterParts } from './engine/later-parts.ts'
import * as engineParts from './engine/parts.ts'
import { words } from './messages.ts'
import { vocabulary } from './vocabulary.ts'

words.bring(vocabulary)
laterParts.bring(engineParts)
