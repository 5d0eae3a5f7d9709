// Import it first, and nothing comes later: the command line, the rooms' own entries and Node do.
import { laterParts as laterInCore } from './core/later-parts.ts'
import * as coreParts from './core/parts.ts'
import { laterParts as laterInData } from './data/later-parts.ts'
import * as dataParts from './data/parts.ts'
import { laterParts as laterInEngine } from './engine/later-parts.ts'
import * as engineParts from './engine/parts.ts'
import { laterParts as laterInLibrary } from './library/later-parts.ts'
import * as libraryParts from './library/parts.ts'
import { laterParts as laterInMath } from './math/later-parts.ts'
import * as mathParts from './math/parts.ts'
import { words } from './messages.ts'
import { vocabulary } from './vocabulary.ts'

words.bring(vocabulary)
laterInMath.bring(mathParts)
laterInCore.bring(coreParts)
laterInData.bring(dataParts)
laterInEngine.bring(engineParts)
laterInLibrary.bring(libraryParts)
