// Random shapes, quantities and formulas for the properties of printers and renderers.
import fc from 'fast-check'
import type { Expr, FunctionName } from '../../src/math/expr.ts'
import type { Context, Shape } from '../../src/math/formula.ts'
import type { Quantity } from '../../src/math/quantity.ts'

export const shapes: fc.Arbitrary<Shape> = fc
  .record({
    inputs: fc.integer({ min: 1, max: 13 }),
    units: fc.array(fc.integer({ min: 1, max: 13 }), { minLength: 1, maxLength: 4 }),
    oneBiasPerLayer: fc.boolean(),
    samples: fc.integer({ min: 1, max: 3 }),
    normalized: fc.subarray([0, 1, 2]),
  })
  .map(({ normalized, ...shape }) => ({
    ...shape,
    normalized: normalized.filter((layer) => layer < shape.units.length - 1),
  }))

export const contexts: fc.Arbitrary<Context> = fc.record({
  notation: fc.constantFrom('deck', 'delta', 'matrix'),
  shape: shapes,
  locale: fc.constantFrom('en', 'es', 'es-AR', 'es-MX'),
  digits: fc.integer({ min: 1, max: 12 }),
  tableDigits: fc.constant(5),
})

/** Quantities of a network with two layers of two units, which every shape with two layers has. */
const named: fc.Arbitrary<Quantity> = fc.oneof(
  fc.record({
    kind: fc.constant('weight' as const),
    layer: fc.constant(0),
    to: fc.constant(0),
    from: fc.constant(0),
    version: fc.nat(3),
  }),
  fc.record({
    kind: fc.constant('bias' as const),
    layer: fc.constant(0),
    unit: fc.constantFrom('all' as const, 0),
    version: fc.nat(3),
  }),
  fc.record({
    kind: fc.constantFrom('activation' as const, 'pre-activation' as const, 'delta' as const),
    layer: fc.constant(0),
    unit: fc.nat(12),
    sample: fc.constant(0),
  }),
  fc.record({
    kind: fc.constantFrom('target' as const, 'unit-loss' as const),
    unit: fc.nat(12),
    sample: fc.constant(0),
  }),
  fc.record({ kind: fc.constant('sample-loss' as const), sample: fc.nat(2) }),
  fc.constant({ kind: 'batch-loss' as const }),
  fc.record({
    kind: fc.constant('memory' as const),
    name: fc.constantFrom(
      'velocity' as const,
      'first-moment' as const,
      'second-moment' as const,
      'mean-gradient' as const,
      'square-sum' as const,
      'step-taken' as const,
      'gradient-change' as const,
    ),
    parameter: fc.constant({ kind: 'weight' as const, layer: 0, to: 0, from: 0 }),
    time: fc.nat(20),
  }),
  fc.record({
    kind: fc.constant('auxiliary' as const),
    name: fc.constantFrom(
      'effective-gradient' as const,
      'corrected-first-moment' as const,
      'decayed-parameter' as const,
      'rate' as const,
    ),
    parameter: fc.constant({ kind: 'weight' as const, layer: 0, to: 0, from: 0 }),
    time: fc.nat(20),
  }),
  fc.record({
    kind: fc.constant('auxiliary' as const),
    name: fc.constantFrom('backward-vector' as const, 'forward-vector' as const),
    parameter: fc.constant({ kind: 'weight' as const, layer: 0, to: 0, from: 0 }),
    time: fc.constant(20),
    pair: fc.nat(19),
  }),
  fc.record({
    kind: fc.constant('coefficient' as const),
    name: fc.constantFrom(
      'inverse-curvature' as const,
      'multiplier' as const,
      'initial-scale' as const,
      'step-length' as const,
    ),
    time: fc.nat(20),
  }),
  fc.record({
    kind: fc.constant('scalar-product' as const),
    left: fc.record({
      kind: fc.constant('memory' as const),
      name: fc.constantFrom('step-taken' as const, 'gradient-change' as const),
      time: fc.nat(20),
    }),
    right: fc.record({
      kind: fc.constant('auxiliary' as const),
      name: fc.constantFrom('gradient' as const, 'search-direction' as const),
      time: fc.nat(20),
    }),
  }),
  fc.record({
    kind: fc.constant('hyper-parameter' as const),
    name: fc.constantFrom(
      'learning-rate' as const,
      'beta1' as const,
      'epsilon' as const,
      'slope' as const,
      'alpha' as const,
    ),
  }),
  fc.record({ kind: fc.constant('variable' as const), name: fc.constantFrom('z', 'S', 't', 'first-moment') }),
  fc.record({
    kind: fc.constant('array' as const),
    symbol: fc.constantFrom(
      'weights' as const,
      'biases' as const,
      'activations' as const,
      'deltas' as const,
      'slopes' as const,
      'targets' as const,
    ),
    layer: fc.constantFrom(-1, 0),
    sample: fc.constant(0),
    version: fc.constant(0),
  }),
  fc.record({
    kind: fc.constant('indexed' as const),
    symbol: fc.constantFrom('weight' as const, 'delta' as const, 'target' as const),
    layer: fc.constant(0),
    indices: fc.constantFrom(['j', 'k'], [8, 'i'], [0, 1], ['k']),
  }),
)

const quantities: fc.Arbitrary<Quantity> = fc.oneof(
  { weight: 4, arbitrary: named },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('derivative' as const), of: named, by: named }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('path' as const),
      to: named,
      through: fc.constantFrom(
        [[0, 0]] as const,
        [
          [0, 0],
          [0, 1],
        ] as const,
      ),
      sample: fc.constant(0),
    }),
  },
)

export const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -99999, max: 99999 }).map((n) => n / 1000),
  fc.integer({ min: -3, max: 3 }),
)

const functionNames: readonly FunctionName[] = [
  'exp',
  'ln',
  'sqrt',
  'abs',
  'sign',
  'tanh',
  'erf',
  'log1p',
  'expm1',
  'normal-cdf',
  'normal-pdf',
]

/** Formulas up to a few levels deep, with every kind of node. */
export const formulas: fc.Arbitrary<Expr> = fc.letrec<{ expr: Expr }>((tie) => {
  const some = (minLength: number, maxLength = 4) => fc.array(tie('expr'), { minLength, maxLength })
  return {
    expr: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      numbers.map((value): Expr => ({ kind: 'number', value })),
      fc
        .tuple(quantities, fc.constantFrom(undefined, 'version' as const, 'new' as const))
        .map(
          ([quantity, mark]): Expr =>
            mark === undefined ? { kind: 'quantity', quantity } : { kind: 'quantity', quantity, mark },
        ),
      some(1, 9).map((terms): Expr => ({ kind: 'sum', terms })),
      some(1).map((factors): Expr => ({ kind: 'product', factors })),
      fc.record({ kind: fc.constant('quotient' as const), numerator: tie('expr'), denominator: tie('expr') }),
      fc.record({ kind: fc.constant('power' as const), base: tie('expr'), exponent: tie('expr') }),
      fc.record({ kind: fc.constantFrom('negative' as const, 'group' as const), of: tie('expr') }),
      fc.record({
        kind: fc.constant('function' as const),
        name: fc.constantFrom(...functionNames),
        of: tie('expr'),
      }),
      some(1).map((of): Expr => ({ kind: 'maximum', of })),
      fc
        .tuple(
          fc.constantFrom('sigmoid', 'relu', 'softmax', 'identity', 'unknown_name{}'),
          some(1),
          fc.boolean(),
        )
        .map(
          ([name, children, derived]): Expr => ({
            kind: 'activation',
            name,
            parameters: {},
            arguments: children,
            unit: 0,
            ...(derived && { derivativeBy: 0 }),
          }),
        ),
      fc.tuple(tie('expr'), tie('expr'), tie('expr')).map(
        ([left, value, otherwise]): Expr => ({
          kind: 'piecewise',
          cases: [{ when: { left, relation: '<', right: { kind: 'number', value: 0 } }, value }],
          otherwise,
        }),
      ),
      fc.record({ kind: fc.constant('series' as const), index: fc.constant('i'), of: tie('expr') }),
      fc
        .tuple(tie('expr'), tie('expr'))
        .map((entries): Expr => ({ kind: 'matrix', rows: entries.map((entry) => [entry]) })),
      fc
        .tuple(
          fc.constantFrom(
            'matrix-product' as const,
            'hadamard' as const,
            'transpose' as const,
            'mean' as const,
          ),
          tie('expr'),
          tie('expr'),
        )
        .map(
          ([operator, a, b]): Expr => ({
            kind: 'operator',
            operator,
            of: operator === 'transpose' || operator === 'mean' ? [a] : [a, b],
          }),
        ),
    ),
  }
}).expr
