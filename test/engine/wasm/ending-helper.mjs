// A helper that ends in its third run, where it is, as terminate() would let it.
import { failingHelper } from './failing-helper.mjs'

await failingHelper(() => process.exit(7))
