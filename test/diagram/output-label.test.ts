// What stands in and beside an output's circle.
import { expect, it } from 'vitest'
import { outputLabel } from '../../src/diagram/output-label.ts'

it.each([
  ['no name', 9, undefined, 50, '10', undefined],
  ['a short name', 0, 'b', 50, 'b', undefined],
  ['a name', 0, 'setosa', 50, '1', 'setosa'],
  ['a name and no room', 0, 'setosa', 33, '1', undefined],
  ['a long name', 2, 'versicolor', 34, '3', 'versicol…'],
])('%s', (_, unit, name, pitch, inside, below) => {
  expect(outputLabel(unit, name, pitch)).toEqual({ inside, below })
})
