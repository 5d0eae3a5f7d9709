// Style: the colors of light and dark as tokens, and the rules that give every part of a drawing its look.

export type Token =
  | 'desk'
  | 'paper'
  | 'sunk'
  | 'grid'
  | 'line'
  | 'line2'
  | 'edge'
  | 'ink'
  | 'ink2'
  | 'ink3'
  | 'focus'
  | 'fwd'
  | 'fwd-tint'
  | 'err'
  | 'err-tint'
  | 'bwd'
  | 'bwd-tint'
  | 'upd'
  | 'upd-tint'
  | 'pos'
  | 'neg'
  | 'bad'
  | 'bad-tint'
  | 'on'

/** Ink on squared paper. Text passes a contrast of 4.5 on paper, desk and sunk; edges pass 3. */
export const lightTokens: Readonly<Record<Token, string>> = {
  desk: '#F1F4F6',
  paper: '#FFFFFF',
  sunk: '#F6F8FA',
  grid: '#E6EDF2',
  line: '#D6DEE5',
  line2: '#788694',
  edge: '#7F8D9A',
  ink: '#14202B',
  ink2: '#435260',
  ink3: '#5F6E7C',
  focus: '#0B57D0',
  fwd: '#0F5FC2',
  'fwd-tint': '#E6F0FB',
  err: '#946000',
  'err-tint': '#FBF1DD',
  bwd: '#9B1F6B',
  'bwd-tint': '#FBEAF3',
  upd: '#1F7A3D',
  'upd-tint': '#E4F3E8',
  pos: '#0F5FC2',
  neg: '#B4530A',
  bad: '#B3261E',
  'bad-tint': '#FCEBE9',
  on: '#FFFFFF',
}

/** Chalk on a board. */
export const darkTokens: Readonly<Record<Token, string>> = {
  desk: '#0C1211',
  paper: '#131B1A',
  sunk: '#182120',
  grid: '#1A2523',
  line: '#2B3836',
  line2: '#74847F',
  edge: '#5E6F6A',
  ink: '#EAF1EE',
  ink2: '#B6C4BF',
  ink3: '#93A39D',
  focus: '#8FC1FF',
  fwd: '#6FA8F5',
  'fwd-tint': '#13273F',
  err: '#EBC06A',
  'err-tint': '#30260F',
  bwd: '#F48FB5',
  'bwd-tint': '#3A1829',
  upd: '#86DC9B',
  'upd-tint': '#15301D',
  pos: '#6FA8F5',
  neg: '#F0A26B',
  bad: '#FF9E94',
  'bad-tint': '#3A1714',
  on: '#10100F',
}

/** The colors that the reader's system forces: sign and state are then told by dashes, widths and numbers alone. */
const forcedTokens: Readonly<Record<Token, string>> = {
  desk: 'Canvas',
  paper: 'Canvas',
  sunk: 'Canvas',
  grid: 'Canvas',
  line: 'CanvasText',
  line2: 'CanvasText',
  edge: 'CanvasText',
  ink: 'CanvasText',
  ink2: 'CanvasText',
  ink3: 'CanvasText',
  focus: 'Highlight',
  fwd: 'Highlight',
  'fwd-tint': 'Canvas',
  err: 'Highlight',
  'err-tint': 'Canvas',
  bwd: 'Highlight',
  'bwd-tint': 'Canvas',
  upd: 'Highlight',
  'upd-tint': 'Canvas',
  pos: 'CanvasText',
  neg: 'CanvasText',
  bad: 'CanvasText',
  'bad-tint': 'Canvas',
  on: 'HighlightText',
}

/** Tokens as custom properties: --paper: #FFFFFF. */
export const declarations = (tokens: Readonly<Record<Token, string>>): string =>
  Object.entries(tokens)
    .map(([name, color]) => `--${name}: ${color};`)
    .join(' ')

/** The rules of a drawing. It takes the tokens from the page around it. */
export const diagramStyle = `
.paso-diagram { --phase: var(--ink); --tint: var(--sunk); max-width: 100%; height: auto; font-family: KaTeX_Main, 'Latin Modern Roman', 'Times New Roman', 'Liberation Serif', serif; fill: var(--ink); }
.paso-diagram.phase-forward { --phase: var(--fwd); --tint: var(--fwd-tint); }
.paso-diagram.phase-loss { --phase: var(--err); --tint: var(--err-tint); }
.paso-diagram.phase-backward { --phase: var(--bwd); --tint: var(--bwd-tint); }
.paso-diagram.phase-update { --phase: var(--upd); --tint: var(--upd-tint); }
.paso-diagram text { stroke: none; fill: var(--ink); }
.paso-diagram .sym { font-family: KaTeX_Math, 'Latin Modern Math', 'Times New Roman', 'Liberation Serif', serif; font-style: italic; }
.paso-diagram .words, .paso-diagram .mark { font-family: -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif; }
.paso-diagram .words, .paso-diagram .caption { fill: var(--ink2); }
.paso-diagram .quiet, .paso-diagram .unit .caption { fill: var(--ink2); }
.paso-diagram .num.pending { fill: var(--ink3); }
.paso-diagram .num.strong { font-weight: 700; fill: var(--upd); }
.paso-diagram .num.gradient { fill: var(--bwd); }
.paso-diagram .edge { stroke: var(--edge); stroke-width: 1.5; fill: none; }
.paso-diagram .hit { stroke: transparent; stroke-width: 14; fill: transparent; }
.paso-diagram rect.hit { stroke: none; }
.paso-diagram .node { fill: var(--paper); stroke: var(--edge); stroke-width: 1.5; }
.paso-diagram .wall { stroke: var(--edge); stroke-width: 1.2; }
.paso-diagram .pending > .node { stroke-dasharray: 1 4; stroke-linecap: round; stroke-width: 2; }
.paso-diagram .current > .node, .paso-diagram .lit > .node { fill: var(--tint); stroke: var(--phase); stroke-width: 2.5; stroke-dasharray: none; }
.paso-diagram .current > .wall, .paso-diagram .lit > .wall { stroke: var(--phase); }
.paso-diagram .bad > .node { stroke: var(--bad); fill: var(--bad-tint); stroke-width: 2.5; stroke-dasharray: none; }
.paso-diagram .bad text { fill: var(--bad); }
.paso-diagram .frame, .paso-diagram .framed > .node { fill: var(--tint); stroke: var(--phase); stroke-width: 1.6; stroke-dasharray: 2 2.5; }
.paso-diagram .linked .frame, .paso-diagram .linked > .node { fill: var(--tint); stroke: var(--phase); stroke-width: 2.5; stroke-dasharray: none; }
.paso-diagram .editable { stroke: var(--line2); stroke-width: 1.2; stroke-dasharray: 1.2 2; }
.paso-diagram .pill { fill: var(--paper); stroke: var(--line); stroke-width: 1; }
.paso-diagram .pill.bare { stroke: none; }
.paso-diagram .lit > .pill, .paso-diagram .question > .pill { stroke: var(--phase); stroke-width: 1.8; fill: var(--paper); }
.paso-diagram .framed > .pill, .paso-diagram .linked > .pill { fill: var(--tint); stroke: var(--phase); stroke-width: 2; }
.paso-diagram .updated > .pill { fill: var(--upd-tint); stroke: var(--upd); stroke-width: 1.2; }
.paso-diagram .updated.question > .pill { stroke-width: 2.2; }
.paso-diagram .frozen > .pill { fill: var(--sunk); }
.paso-diagram .weight.lit .quiet, .paso-diagram .weight.question .quiet, .paso-diagram .bias.lit .quiet { fill: var(--ink); }
.paso-diagram .updated .num.quiet { fill: var(--ink2); }
.paso-diagram .stem, .paso-diagram .bracket { stroke: var(--edge); stroke-width: 1.2; }
.paso-diagram .bracket { stroke-width: 1.5; }
.paso-diagram .lock rect { fill: none; stroke: var(--ink2); stroke-width: 1.2; }
.paso-diagram .lock path { fill: none; stroke: var(--ink2); stroke-width: 1.2; }
.paso-diagram .delta path { fill: var(--paper); stroke: var(--bwd); stroke-width: 1.4; stroke-linejoin: round; }
.paso-diagram .delta text { fill: var(--bwd); }
.paso-diagram .delta.linked path, .paso-diagram .delta.current path { fill: var(--bwd-tint); stroke-width: 2.2; }
.paso-diagram .saturated rect { fill: var(--err); }
.paso-diagram .saturated text { fill: var(--err); }
.paso-diagram .band { stroke: var(--tint); stroke-width: 13; fill: none; }
.paso-diagram .lit-line { stroke: var(--phase); stroke-width: 3; fill: none; }
.paso-diagram .lit-line.negative { stroke-dasharray: 8 6; }
.paso-diagram .lit-line.thin { stroke-width: 1.2; }
.paso-diagram .lit-line.thin.negative { stroke-dasharray: 6 4; }
.paso-diagram .arrow { fill: var(--phase); stroke: var(--paper); stroke-width: 1; paint-order: stroke; }
.paso-diagram .badge .ring { fill: var(--paper); }
.paso-diagram .badge .disc { fill: var(--phase); }
.paso-diagram .badge .second { fill: none; stroke: var(--phase); stroke-width: 1.6; }
.paso-diagram .badge-number { fill: var(--on); font-family: -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif; font-weight: 700; }
.paso-diagram [role=button] { cursor: pointer; outline: none; }
.paso-diagram [data-key]:hover > .edge { stroke: var(--ink); }
.paso-diagram [role=button]:hover > .node, .paso-diagram [role=button]:hover > .pill { stroke: var(--ink); }
.paso-diagram .ring-gap { fill: none; stroke: var(--paper); stroke-width: 3; }
.paso-diagram .focus .ring { fill: none; stroke: var(--focus); stroke-width: 2.5; }
.paso-diagram .wedge { fill: var(--sunk); }
.paso-diagram .hair { stroke: var(--line); stroke-width: 0.5; fill: none; }
.paso-diagram .thin-edges { stroke: var(--edge); stroke-width: 0.7; fill: none; opacity: 0.7; }
.paso-diagram .heat-edge.positive { stroke: var(--pos); }
.paso-diagram .heat-edge.negative { stroke: var(--neg); stroke-dasharray: 5 3; }
.paso-diagram .heat.positive { fill: var(--pos); }
.paso-diagram .heat.negative { fill: var(--neg); }
.paso-diagram circle.heat { stroke: none; }
.paso-diagram .tick { stroke: var(--line); stroke-width: 0.5; }
.paso-diagram rect.ink { fill: var(--ink); }
.paso-diagram .cell { fill: var(--phase); stroke: var(--paper); stroke-width: 1; }
@media (forced-colors: active) {
  .paso-diagram { ${declarations(forcedTokens)} }
  .paso-diagram .lit-line { stroke-width: 4; }
}
@media print { .paso-diagram .lit-line { stroke-width: 2pt; } }
`.trim()

/** The style of a drawing in a file of its own, on light paper. */
export const standaloneStyle = `.paso-diagram { ${declarations(lightTokens)} background: var(--paper); }
${diagramStyle}`

/** The style of drawings in a page without tokens of its own: light and dark by the reader's choice, light on paper. */
export const schemeStyle = `.paso-diagram { ${declarations(lightTokens)} }
@media screen and (prefers-color-scheme: dark) { .paso-diagram { ${declarations(darkTokens)} } }
${diagramStyle}`
