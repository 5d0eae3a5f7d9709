// The words of the help, in English.
import type { HelpWords } from './words.ts'

export const en: HelpWords = {
  title: 'Help',
  close: 'Close the help',
  view: 'What the help shows',
  views: { terms: 'terms', keys: 'keys' },
  find: 'Find a term',
  found: (count) => (count === 0 ? 'No term has this in it.' : count === 1 ? '1 term' : `${count} terms`),
  groups: {
    network: 'The network',
    forward: 'Forward',
    error: 'Error',
    backward: 'Backward',
    update: 'Update',
    options: 'Options of a training',
    page: 'On this page',
    drawing: 'In the drawing',
    training: 'Training',
    surface: 'Which way is down?',
    check: 'Check',
  },
  keyGroups: {
    page: 'Everywhere',
    drawing: 'In the drawing of the network',
    editor: 'While a number is edited',
    table: 'In tables and maps',
  },
  keys: {
    page: [
      ['F1, ?', 'opens and closes this help'],
      ['Esc', 'closes this help, a menu, an edit'],
      ['Tab', 'leads to the next control'],
    ],
    steps: [
      ['→ ←', 'next step, previous step'],
      ['Home, End', 'first step, last step'],
      ['Page up, Page down', 'in the timeline: previous phase, next phase'],
      ['Space', 'plays, and stops'],
    ],
    network: [
      ['→ ← ↑ ↓', 'to the next cell; Home, End, Page up and Page down further'],
      ['Enter, F2, a digit', 'edits the cell'],
      ['Ctrl+V', 'pastes cells of a spreadsheet from here on; Enter then keeps them, Esc does not'],
    ],
    train: [
      ['Space', 'runs, and pauses'],
      ['→', 'one batch'],
      ['Home', 'back to the initial weights'],
    ],
    surface: [
      ['→, Enter', 'takes the next step'],
      ['←', 'the step before'],
      ['Home, End', 'first step, last step'],
      ['Space', 'plays, and stops'],
      ['→ ← ↑ ↓', 'on the surface: move the point; in the 3-D view turn it'],
    ],
    drawing: [
      ['→ ← ↑ ↓', 'to the nearest part in that direction'],
      ['Home, End', 'to the ends of the layer'],
      ['Enter', 'opens the step that tells the part'],
      ['F2, a digit', 'edits its number'],
      ['Esc', 'back to Next'],
    ],
    editor: [
      ['Enter', 'keeps the number'],
      ['Esc', 'leaves it as it was'],
      ['↑ ↓', 'moves the last digit; with Shift the one before it'],
    ],
    table: [['→ ← ↑ ↓', 'to the next cell, and Enter chooses it']],
  },
  questionMark: 'The key ? opens this help',
}
