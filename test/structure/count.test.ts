// The closing line of `npm test`: nothing that went wrong may be left out of it.
import { expect, it } from 'vitest'
import { add, closingLine, countReport } from '../../scripts/count.ts'

const good = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1 }
const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
})

it.each([
  ['a good run', { ...good, testResults: [file('passed', 'passed')] }, true, '3 passed, 0 failed, 3 skipped'],
  [
    'a failed test',
    { ...good, numFailedTests: 1, testResults: [file('failed', 'failed')] },
    false,
    '3 passed, 1 failed, 3 skipped',
  ],
  [
    'a file that does not load',
    { ...good, testResults: [file('passed', 'passed'), file('failed')] },
    false,
    '3 passed, 1 failed, 3 skipped',
  ],
  [
    'an unhandled rejection',
    { ...good, testResults: [file('passed', 'passed')] },
    false,
    '3 passed, 1 failed, 3 skipped',
  ],
  ['no test', { ...good, numPassedTests: 0, testResults: [] }, true, '0 passed, 1 failed, 3 skipped'],
])('counts %s', (_, report, endedWell, line) => {
  expect(closingLine(countReport(report, endedWell))).toBe(line)
})

it('sums', () => {
  expect(
    closingLine(add({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })),
  ).toBe('11 passed, 22 failed, 33 skipped')
})
