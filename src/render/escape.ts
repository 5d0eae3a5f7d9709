// Escaping: one function for each target, so that a name or a title never becomes markup.

/** Characters that move a cursor, colour text or turn its direction: control characters, bidirectional marks, private ones. */
const invisible = /[\p{Cc}\p{Cs}\p{Co}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu

/** One line of text without control characters: as a terminal may get it, no escape sequence passes. */
export function plainText(text: string): string {
  return text.replace(/[\t\n\r]+/g, ' ').replace(invisible, '�')
}

/** Text between tags and in attributes. */
export function htmlText(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}

/** Text in a Markdown paragraph, heading or table cell. */
export function markdownText(text: string): string {
  return plainText(text)
    .replace(/[\\`*_[\]$|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\b(https?|ftp|www)([:.])/gi, '$1<!-- -->$2')
}

/** What would begin a heading, a list or a quotation at the start of a Markdown line. */
export function markdownLine(line: string): string {
  return line.replace(/^(\s*)(?:([#+=-])|(\d+)([.)]))/, (_, space, sign, number, dot) =>
    sign !== undefined ? `${space}\\${sign}` : `${space}${number}\\${dot}`,
  )
}

const latexSigns: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
  "'": '\\textquotesingle{}',
  '`': '\\textasciigrave{}',
  '−': '$-$',
  '·': '$\\cdot$',
  '×': '$\\times$',
  '≈': '$\\approx$',
  '→': '$\\to$',
  '≤': '$\\le$',
  '≥': '$\\ge$',
  '≠': '$\\ne$',
  '√': '$\\surd$',
  '∞': '$\\infty$',
  '∂': '$\\partial$',
  '∇': '$\\nabla$',
  Σ: '$\\Sigma$',
  '½': '$\\frac{1}{2}$',
  '✓': '$\\surd$',
  '✗': '$\\times$',
  '…': '\\dots{}',
  '—': '---',
  '–': '--',
  '«': '\\guillemotleft{}',
  '»': '\\guillemotright{}',
  '“': '``',
  '”': "''",
  '‘': '`',
  '’': "'",
  '¿': '?`',
  '¡': '!`',
  '\u00a0': '~',
  '\u202f': '\\,',
  '\u2009': '\\,',
  α: '$\\alpha$',
  β: '$\\beta$',
  γ: '$\\gamma$',
  Δ: '$\\Delta$',
  δ: '$\\delta$',
  ε: '$\\varepsilon$',
  η: '$\\eta$',
  θ: '$\\theta$',
  λ: '$\\lambda$',
  μ: '$\\mu$',
  ρ: '$\\rho$',
  σ: '$\\sigma$',
  φ: '$\\varphi$',
  Φ: '$\\Phi$',
  ω: '$\\omega$',
  '⊙': '$\\odot$',
  '⌊': '$\\lfloor$',
  '⌋': '$\\rfloor$',
  '⟨': '$\\langle$',
  '⟩': '$\\rangle$',
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'

/** Text in a LaTeX document, for pdflatex and xelatex; a character that neither has a glyph for is told by its number. */
export function latexText(text: string): string {
  return plainText(text)
    .replace(
      /[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g,
      (run) => `\ue001${[...run].map((c) => '0123456789-'[superscripts.indexOf(c)]).join('')}\ue002`,
    )
    .replace(
      /[^\ue001\ue002]/gu,
      (c) =>
        latexSigns[c] ??
        (/[ -~\u00a1-\u017f]/.test(c)
          ? c
          : `[U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`),
    )
    .replace(/\ue001([^\ue002]*)\ue002/g, '$^{$1}$$')
}

/** Words inside \text{} of a formula: the letters that KaTeX, MathJax and LaTeX all set; others become a question mark. */
export function texWords(text: string): string {
  return plainText(text)
    .replace(/[\\{}$#%&_^~<>|*`[\]"]/g, ' ')
    .replace(/[^ -~áéíóúüñÁÉÍÓÚÜÑ]/gu, '?')
}
