// The tables of examples/, as a program reads them: raw, with the name of the column to predict.
import { fileURLToPath } from 'node:url'
import { csv } from '../../src/library/index.ts'

export const exampleNames = ['iris', 'wine', 'breast_cancer', 'digits', 'diabetes'] as const
export type ExampleName = (typeof exampleNames)[number]

export const examplePath = (name: ExampleName): string =>
  fileURLToPath(new URL(`../../examples/${name}.csv`, import.meta.url))

export const exampleTable = (name: ExampleName) => csv(examplePath(name), { target: 'target' })
