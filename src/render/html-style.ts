// The style of a page: readable lines, light and dark by the reader's choice, plain on paper.

export const pageStyle = `
:root { color-scheme: light dark; --text: #1c1c22; --back: #fdfdfb; --soft: #5b5b66; --rule: #d5d5d0; --tint: #f3f3ee; --accent: #7a2e0e; }
@media (prefers-color-scheme: dark) { :root { --text: #e8e8ee; --back: #17171c; --soft: #a5a5b2; --rule: #3a3a44; --tint: #212129; --accent: #ffb088; } }
body { margin: 0; background: var(--back); color: var(--text); font: 1.06rem/1.6 Georgia, 'Times New Roman', serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
h1, h2, h3, h4 { line-height: 1.25; font-weight: 600; }
h1 { font-size: 1.75rem; margin: 0 0 1.5rem; }
h2 { font-size: 1.3rem; margin: 2.6rem 0 0.8rem; padding-top: 0.9rem; border-top: 1px solid var(--rule); color: var(--accent); }
h3 { font-size: 1.1rem; margin: 1.8rem 0 0.6rem; }
p { margin: 0.8rem 0; }
.formula { margin: 1rem 0; padding: 0.1rem 0; overflow-x: auto; overflow-y: hidden; }
.formula .katex-display { margin: 0.2rem 0; text-align: left; padding-left: 1.5rem; }
.formula .katex-display > .katex { text-align: left; white-space: nowrap; }
.katex { font-size: 1.1em; }
.wide { overflow-x: auto; margin: 1.2rem 0; }
table { border-collapse: collapse; font-size: 0.92rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: 0.4rem; }
th, td { padding: 0.3rem 0.55rem; text-align: left; border-bottom: 1px solid var(--rule); }
thead tr:last-child th { border-bottom: 2px solid var(--soft); }
.groups th { border-bottom: 0; color: var(--soft); font-weight: 500; vertical-align: bottom; }
.groups td { border-bottom: 0; }
.groups th + th { border-left: 1px solid var(--rule); }
tbody th { font-weight: 400; }
.number { text-align: right; white-space: nowrap; }
.figures td { white-space: nowrap; }
code, pre { font: 0.88em/1.5 ui-monospace, 'DejaVu Sans Mono', monospace; }
code { background: var(--tint); padding: 0.1em 0.3em; border-radius: 3px; }
pre { background: var(--tint); padding: 0.8rem 1rem; overflow-x: auto; }
pre code { padding: 0; }
figure { margin: 1.5rem 0; overflow-x: auto; }
main .paso-diagram { --paper: var(--back); }
:target { background: var(--tint); }
@media print {
  :root { --text: #000; --back: #fff; --soft: #444; --rule: #bbb; --tint: #fff; --accent: #000; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  .formula, table, figure { break-inside: avoid; }
  .formula, .wide, figure, pre { overflow: visible; }
}
`.trim()
