// The public names of Paso in Node, where nothing comes later.
import './whole.ts'

export * from './index.ts'
