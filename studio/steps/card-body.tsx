// The body of a card: a chain of factors in columns, a calculation line by line, or a long sum by its largest terms.
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type Expr, group, num, q } from '../../src/math/expr.ts'
import type { Card, CardChain, CardFactor, CardPath } from '../../src/present/card/card.ts'
import { cardProseOf } from '../../src/present/card/card-words.ts'
import type { LongSum } from '../../src/present/document.ts'
import { isExact } from '../../src/print/numbers.ts'
import { Formula, Text, Value } from '../formula/formula.tsx'
import { notation, view } from '../model/page.ts'
import { useScrollStop } from '../page/scroll-stop.ts'
import { words } from '../words/said.ts'
import { Lines } from './lines.tsx'
import { linked, linkedProps } from './linked.ts'
import { Via, viaKey } from './via.tsx'
import { Waterfall } from './waterfall.tsx'

interface CardBodyProps {
  readonly card: Card
  /** There columns stay columns, set smaller where they have to. */
  readonly onPaper?: boolean
}

export function CardBody({ card, onPaper = false }: CardBodyProps) {
  switch (card.body.kind) {
    case 'chain':
      return <Chain chain={card.body} card={card} onPaper={onPaper} />
    case 'calculation':
      return <Lines of={card.body} digits={view.value.digits} />
    case 'long-sum':
      return <Terms of={card.body} />
  }
}

/** One column for each factor; where the columns do not fit, one row for each. */
function Chain({ chain, card, onPaper }: Required<CardBodyProps> & { readonly chain: CardChain }) {
  const { paths } = chain
  const [box, fitting] = useFit()
  const fit = onPaper ? 'full' : fitting
  const stacked = fit === 'stacked'
  return (
    <div class={`chain ${fit}`} ref={box}>
      {stacked ? (
        paths.map((path, i) => <Stack key={i} path={path} several={paths.length > 1} first={i === 0} />)
      ) : paths.length === 1 ? (
        <Columns path={paths[0]!} card={card} />
      ) : (
        <PathRows chain={chain} />
      )}
      {paths.length > 1 && <Waterfall chain={chain} />}
    </div>
  )
}

/** How the columns fit their box: as they are, a little smaller, or not at all. */
type Fit = 'full' | 'tight' | 'stacked'

/** what tight columns take of the room of full ones; as the style sheet has it. */
const TIGHT = 0.88

/** Measured once as full columns, and judged again when the box changes. */
function useFit() {
  const box = useRef<HTMLDivElement>(null)
  const [fit, setFit] = useState<Fit>('full')
  useLayoutEffect(() => {
    const element = box.current!
    const needed = element.querySelector<HTMLElement>('.columns')?.scrollWidth ?? 0
    const look = (): void => {
      const room = element.clientWidth + 1
      setFit(needed <= room ? 'full' : needed * TIGHT <= room ? 'tight' : 'stacked')
    }
    const observer = new ResizeObserver(look)
    observer.observe(element)
    look()
    return () => observer.disconnect()
  }, [])
  return [box, fit] as const
}

const role = (factor: CardFactor): string =>
  cardProseOf(view.value.language, notation.value).roles[factor.role]

function Badge({ n, factor }: { readonly n: number; readonly factor: CardFactor }) {
  return (
    <span class={`factor-name ${linked.value === n ? 'linked' : ''}`} {...linkedProps(n)}>
      <span class="badge">{n}</span> {role(factor)}
    </span>
  )
}

const sign = (exact: boolean): string => (exact ? '=' : '≈')
const isExactHere = (value: number): boolean => isExact(value, view.value.digits)
/** A negative factor after the first stands in parentheses. */
const valueAt = (value: number, place: number): Expr =>
  value < 0 && place > 0 ? group(num(value)) : num(value)

function Columns({ path: { factors }, card }: { readonly path: CardPath; readonly card: Card }) {
  const w = words.value
  const times = <span class="m-o dot">·</span>
  const row = (
    label: string,
    mark: string,
    cell: (factor: CardFactor, i: number) => preact.ComponentChildren,
    between = times,
  ) => (
    <>
      <span class="row-label">{label}</span>
      <span class="m-o">{mark}</span>
      {factors.map((factor, i) => (
        <>
          {i > 0 ? between : null}
          <span class="cell" {...linkedProps(i + 1)}>
            {cell(factor, i)}
          </span>
        </>
      ))}
    </>
  )
  const exactFactors = factors.every(({ value }) => isExactHere(value))
  return (
    <div class="columns" style={{ '--n': factors.length }}>
      <span class="chain-left">
        <Formula of={card.name} />
      </span>
      <span class="m-o">=</span>
      {factors.map((factor, i) => (
        <>
          {i > 0 ? times : null}
          <span class="cell" {...linkedProps(i + 1)}>
            <Formula of={q(factor.quantity)} />
          </span>
        </>
      ))}
      {row(
        '',
        '',
        (factor, i) => (
          <Badge n={i + 1} factor={factor} />
        ),
        <span />,
      )}
      {row(w.rows.derivative, '=', ({ written }) => (
        <Formula of={written} />
      ))}
      {row(w.rows.numbers, sign(exactFactors), ({ numbers }) => (
        <Formula of={numbers} class="small" />
      ))}
      {row(w.rows.value, sign(exactFactors), ({ value }, i) => (
        <span class="pill">
          <Formula of={valueAt(value, i)} />
        </span>
      ))}
    </div>
  )
}

/** Several paths: a row for each, common columns; above each number what it is. */
function PathRows({ chain: { paths, rest } }: { readonly chain: CardChain }) {
  const w = words.value
  const columns = paths[0]!.factors
  return (
    <div class="columns paths" style={{ '--n': columns.length }}>
      <span />
      <span />
      {columns.map((factor, i) => (
        <>
          {i > 0 ? <span /> : null}
          <span class="cell">
            <Badge n={i + 1} factor={factor} />
          </span>
        </>
      ))}
      {paths.map((path, p) => (
        <>
          <span class="row-label via" data-via={viaKey(path)}>
            {w.rows.via} <Via path={path} />
          </span>
          <span class="m-o">{p === 0 ? '' : '+'}</span>
          {path.factors.map((factor, i) => (
            <>
              {i > 0 ? <span class="m-o dot">·</span> : null}
              <span class="cell" data-via={viaKey(path)}>
                <span class="caption">
                  <Formula of={q(factor.quantity)} />
                </span>
                <span class="pill">
                  <Formula of={valueAt(factor.value, i)} />
                </span>
              </span>
            </>
          ))}
        </>
      ))}
      {rest && (
        <span class="rest">
          + {w.rest(rest.count)} <Value of={rest.value} digits={view.value.digits} />
        </span>
      )}
    </div>
  )
}

/** Like a multiplication on paper: a row for each factor, a rule, the product. */
function Stack({
  path,
  several,
  first,
}: {
  readonly path: CardPath
  readonly several: boolean
  readonly first: boolean
}) {
  const w = words.value
  return (
    <div class="stack">
      {several && (
        <p class="row-label">
          {first ? '' : '+ '}
          {w.rows.via} <Via path={path} />
        </p>
      )}
      {path.factors.map((factor, i) => (
        <div key={i} class="stack-row">
          <span class="badge">{i + 1}</span>
          <span class="stack-what">
            <span class="stack-names">
              <span class="factor-name">{role(factor)}</span> <Formula of={q(factor.quantity)} />
            </span>
            <Formula of={factor.written} /> <Formula of={factor.numbers} class="small" />
          </span>
          <span class="m-o">{i === 0 ? '' : '×'}</span>
          <span class="pill">
            <Formula of={valueAt(factor.value, i)} />
          </span>
        </div>
      ))}
      {several && (
        <p class="stack-product">
          {sign(isExactHere(path.value))} <Value of={path.value} digits={view.value.digits} />
        </p>
      )}
    </div>
  )
}

function Terms({ of: { terms, rest, total } }: { readonly of: LongSum }) {
  const { digits } = view.value
  return (
    <div class="terms" {...useScrollStop<HTMLDivElement>()}>
      {terms.map((term, i) => (
        <>
          <span class="m-o">{i === 0 ? '' : '+'}</span>
          <Formula of={term.symbols} />
          <Formula of={term.numbers} class="small" />
          <Value of={term.value} digits={digits} />
        </>
      ))}
      <span class="m-o">+</span>
      <span class="terms-words">
        <Text of={rest.content} />
      </span>
      <Value of={rest.value} digits={digits} />
      <span class="m-o">=</span>
      <span class="terms-words">
        <Text of={total.content} />
      </span>
      <strong>
        <Value of={total.value} digits={digits} />
      </strong>
    </div>
  )
}
