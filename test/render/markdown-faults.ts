// What is wrong with a Markdown text: rule by rule, for the tests of any document.
import katex from 'katex'

/** What breaks rule 14 of the exemplars, or would be HTML, an image or a link. */
export function broken(markdown: string): string[] {
  const faults: string[] = []
  const withoutCode = markdown
    .replace(/^(`{3,})text\n[\s\S]*?^\1$/gm, '')
    .replace(/(?<![\\`])(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, '§')
  const displays = [...withoutCode.matchAll(/^\$\$\n([\s\S]*?)\n\$\$$/gm)]
  for (const [whole, tex] of displays) {
    faults.push(...texFaults(tex!, true))
    const at = withoutCode.indexOf(whole)
    const after = withoutCode.slice(at + whole.length)
    if ((at > 0 && !withoutCode.slice(0, at).endsWith('\n\n')) || !/^\n(\n|$)/.test(after))
      faults.push(`no blank line: ${whole}`)
  }
  const prose = withoutCode.replace(/^\$\$\n[\s\S]*?\n\$\$$/gm, '')
  const unescaped = prose.replace(/\\[\\`*_[\]$|~]/g, '§')
  for (const line of unescaped.split('\n')) {
    const parts = line.split('$')
    if (parts.length % 2 === 0) faults.push(`odd dollars: ${line}`)
    parts.forEach((part, i) => {
      if (i % 2 === 1) {
        faults.push(...texFaults(part, false))
        if (/[\p{L}\p{N}-]$/u.test(parts[i - 1]!) || /^[\p{L}\p{N}]/u.test(parts[i + 1] ?? ''))
          faults.push(`letter beside dollar: ${line}`)
        if (/^\s|\s$|^$/.test(part)) faults.push(`space inside dollars: ${line}`)
      }
    })
    const words = parts.filter((_, i) => i % 2 === 0).join('')
    if (/<(?!!-- -->)|!\[|\]\(/.test(words)) faults.push(`markup: ${line}`)
  }
  return faults
}

function texFaults(tex: string, displayMode: boolean): string[] {
  const faults: string[] = []
  if (/\\[,;:!{}_%#$]/.test(tex)) faults.push(`escape: ${tex}`)
  const lines = displayMode ? tex.split('\n') : []
  if (lines.some((line) => /^[=#>]|^- |\\\\(?!$)/.test(line)) || (!displayMode && tex.includes('\\\\')))
    faults.push(`line: ${tex}`)
  if (/(?<!\{),(?!\})\d/.test(tex.replace(/[_^]\{[^}]*\}/g, '')) && !/,\s/.test(tex))
    faults.push(`comma: ${tex}`)
  try {
    katex.renderToString(tex, { displayMode, strict: 'error', throwOnError: true })
  } catch (error) {
    faults.push(`${(error as Error).message}: ${tex}`)
  }
  return faults
}
