// What the tests of the library train on.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const example = (name: string): string =>
  fileURLToPath(new URL(`../../examples/${name}`, import.meta.url))

/** The rows of iris.csv as a program has them. */
export const irisRows = readFileSync(example('iris.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [sepalLength, sepalWidth, petalLength, petalWidth, species] = line.split(',')
    return {
      sepalLength: Number(sepalLength),
      sepalWidth: Number(sepalWidth),
      petalLength: Number(petalLength),
      petalWidth: Number(petalWidth),
      species: species!,
    }
  })

export const irisInputs = irisRows.map(({ sepalLength, sepalWidth, petalLength, petalWidth }) => [
  sepalLength,
  sepalWidth,
  petalLength,
  petalWidth,
])

export const irisSpecies = irisRows.map(({ species }) => species)

export const xor = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [0, 1, 1, 0],
}
