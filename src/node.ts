// The public names of Paso in Node, where all words are there from the beginning.
import './words.ts'

export * from './index.ts'
