// Import it first, and each message has its words from the beginning: the command line, the rooms' own entries and Node do.
import { speak } from './messages.ts'
import { vocabulary } from './vocabulary.ts'

speak(vocabulary)
