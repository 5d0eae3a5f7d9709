// The shape: inputs, hidden layers, outputs, with an activation for each layer; below it how the network is trained.
import { useState } from 'preact/hooks'
import { type ActivationName, activationNames } from '../../src/math/activations.ts'
import { lesson, locale } from '../model/page.ts'
import { functionWords } from '../words/function-words.ts'
import { AlsoMessage, choose, chooseLesson, named } from './also.tsx'
import { BiasChoice } from './bias-choice.tsx'
import { withActivation, withActivationParameters } from './choices.ts'
import { keep } from './draft.ts'
import { layerName } from './layer-names.ts'
import { networkWords } from './network-words.ts'
import { ParameterFields } from './number-field.tsx'
import { parametersIn, sizesOf, withHiddenLayer, withoutLayer, withSize } from './reshape.ts'
import { refusalText } from './sentence.ts'
import { TrainingFields } from './training-fields.tsx'

const MOST_UNITS = 1024
const MOST_LAYERS = 7
/** A step of more would keep the page waiting. */
const MOST_PARAMETERS = 300_000

export function ShapeCard() {
  const w = networkWords.value
  const { layers } = lesson.value.network
  const last = layers.length - 1
  return (
    <section class="card net-shape" aria-labelledby="net-shape">
      <header class="card-head">
        <h1 id="net-shape">{w.shape}</h1>
        <span class="spread" />
        <span class="faint net-name">{lesson.value.name}</span>
      </header>
      <details class="net-shape-body" open={matchMedia('(min-width: 768px)').matches}>
        <summary>{sizesOf(lesson.value).join('-')}</summary>
        <Size at={-1} />
        {layers.slice(0, -1).map((_, at) => (
          <Size key={at} at={at} />
        ))}
        {layers.length < MOST_LAYERS && (
          <button
            type="button"
            class="net-add"
            onClick={() => chooseLesson('shape', () => withHiddenLayer(lesson.peek()))}
          >
            {w.addLayer}
          </button>
        )}
        <Size key="output" at={last} />
        <AlsoMessage of="shape" />
        <TrainingFields />
        <BiasChoice />
      </details>
    </section>
  )
}

function Size({ at }: { readonly at: number }) {
  const w = networkWords.value
  const now = lesson.value
  const name = layerName(now, at)
  const count = sizesOf(now)[at + 1]!
  const isHidden = at >= 0 && at < now.network.layers.length - 1
  return (
    <div class="net-size">
      <span class="net-letter" aria-hidden="true">
        {at < 0 ? 'i' : isHidden ? 'h' : 'o'}
      </span>
      <div class="net-size-name">
        <strong>{name}</strong>
        {at < 0 ? <span class="faint">{w.perRow(count)}</span> : <Activation at={at} name={name} />}
      </div>
      {isHidden && (
        <button
          type="button"
          class="quiet net-remove"
          aria-label={w.removeLayer(name)}
          onClick={() => chooseLesson('shape', () => withoutLayer(lesson.peek(), at))}
        >
          ×
        </button>
      )}
      <Count at={at} name={name} count={count} />
    </div>
  )
}

interface CountProps {
  readonly at: number
  readonly name: string
  readonly count: number
}

function Count({ at, name, count }: CountProps) {
  const w = networkWords.value
  const [typed, setTyped] = useState<string>()
  // Texts are made when they are shown, in the language of the page.
  const [fault, setFault] = useState<{ readonly text: () => string }>()
  const take = (size: number): void => {
    const total = parametersIn(sizesOf(lesson.peek()).with(at + 1, size))
    const text = (n: number): string => n.toLocaleString(locale.value)
    if (total > MOST_PARAMETERS) {
      setFault({ text: () => networkWords.value.tooManyParameters(text(total), text(MOST_PARAMETERS)) })
      return
    }
    setTyped(undefined)
    const refused = keep(() => named(withSize(lesson.peek(), at, size)))
    setFault(refused && { text: () => refusalText(refused) })
  }
  const judge = (): void => {
    if (typed === undefined) return
    const size = /^\s*\d+\s*$/.test(typed) ? Number(typed) : 0
    if (size < 1 || size > MOST_UNITS)
      setFault({ text: () => networkWords.value.wrongSize(typed, MOST_UNITS.toLocaleString(locale.value)) })
    else if (size === count) {
      setTyped(undefined)
      setFault(undefined)
    } else take(size)
  }
  return (
    <span class="net-count">
      <button
        type="button"
        class="net-step-key"
        aria-label={w.fewer(name)}
        aria-disabled={count === 1}
        onClick={() => count > 1 && take(count - 1)}
      >
        −
      </button>
      <span class="editor">
        <input
          class="value"
          inputMode="numeric"
          autocomplete="off"
          size={Math.max(2, (typed ?? String(count)).length)}
          aria-label={w.count(name)}
          aria-invalid={fault !== undefined}
          value={typed ?? String(count)}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onChange={judge}
          onKeyDown={(event) => {
            if (event.key === 'Enter') judge()
            else if (event.key === 'Escape') {
              setTyped(undefined)
              setFault(undefined)
            }
          }}
        />
        {fault && (
          <span class="fault from-right" role="alert">
            {fault.text()}
          </span>
        )}
      </span>
      <button
        type="button"
        class="net-step-key"
        aria-label={w.more(name)}
        aria-disabled={count === MOST_UNITS}
        onClick={() => count < MOST_UNITS && take(count + 1)}
      >
        +
      </button>
    </span>
  )
}

function Activation({ at, name }: { readonly at: number; readonly name: string }) {
  const w = networkWords.value
  const { activation } = lesson.value.network.layers[at]!
  const { activationWords } = functionWords.value
  return (
    <>
      <select
        aria-label={w.activation(name)}
        value={activation.name}
        onChange={({ currentTarget }) =>
          choose('shape', () => withActivation(lesson.peek(), at, currentTarget.value as ActivationName))
        }
      >
        {activationNames.map((one) => (
          <option key={one} value={one}>
            {activationWords[one].name}
          </option>
        ))}
      </select>
      <ParameterFields
        of={activation.parameters}
        onChange={(parameters) => withActivationParameters(lesson.peek(), at, parameters)}
      />
    </>
  )
}
