// A page of views alone, for tests: each stands with props that the test gives, and tells which rows were chosen.
import { h, render } from 'preact'
import { view } from '../../studio/model/page.ts'
import { BoundaryCard } from '../../studio/views/boundary.tsx'
import { ConfusionCard } from '../../studio/views/confusion.tsx'
import { FitCard } from '../../studio/views/fit-card.tsx'
import { GradientCard } from '../../studio/views/gradient-card.tsx'
import { NetworkCard } from '../../studio/views/network-card.tsx'
import { WeightsCard } from '../../studio/views/weights-card.tsx'

const cards = { BoundaryCard, ConfusionCard, FitCard, GradientCard, NetworkCard, WeightsCard }
let shown = []

/** @param views pairs of a card's name and its props; a listener stands for every function */
globalThis.showViews = (views, language = 'en') => {
  view.value = { ...view.value, language }
  document.documentElement.lang = language
  shown = views.map(([name, props]) => [name, { ...props }])
  const root = document.getElementById('studio')
  root.replaceChildren()
  draw()
}

/** Draws all again, as when every number is a new one, and says how long the script took, in milliseconds. */
globalThis.redraw = () => {
  for (const [, props] of shown) {
    for (const name of ['network', 'activations', 'layers', 'probabilities'])
      if (props[name]) props[name] = structuredClone(props[name])
    for (const { weights } of props.network?.layers ?? []) weights[0][0] += 0.01
  }
  const start = performance.now()
  draw()
  return performance.now() - start
}

function draw() {
  const listener = (name) => (value) => {
    globalThis.heard = [...(globalThis.heard ?? []), [name, value]]
    const change = { onChoose: 'chosen', onAxes: 'axes' }[name]
    if (change) for (const [, props] of shown) props[change] = value
    draw()
  }
  const listeners = Object.fromEntries(
    ['onChoose', 'onAxes', 'onExplain'].map((name) => [name, listener(name)]),
  )
  const all = shown.map(([name, props]) => h(cards[name], { key: name, ...props, ...listeners }))
  render(h('main', { class: 'views-page' }, ...all), document.getElementById('studio'))
}
