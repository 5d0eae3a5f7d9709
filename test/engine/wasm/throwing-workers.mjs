// Loaded before a program: its workers run a helper that throws.
import threads from 'node:worker_threads'

const helper = new URL('throwing-helper.mjs', import.meta.url)
threads.Worker = class extends threads.Worker {
  constructor(_, options) {
    super(helper, options)
  }
}
