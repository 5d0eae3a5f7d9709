// A helper that throws in its third run.
import { failingHelper } from './failing-helper.mjs'

await failingHelper(() => {
  throw new RangeError('out of luck')
})
