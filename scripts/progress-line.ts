// One line on a terminal's standard error that renews itself while a long program runs; nothing where there is no terminal.
const CLEAR = '\r\u001b[K'

/** @param text '' clears the line */
export function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${CLEAR}${text.slice(0, process.stderr.columns - 1)}`)
}
