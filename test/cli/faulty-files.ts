// Files with one fault each, by name: networks, tables, recipes.

/** A 2-2-1 network as it should be; each faulty one differs in one place. */
const network = {
  format: 'paso-network/1',
  inputs: 2,
  layers: [
    {
      activation: 'sigmoid',
      weights: [
        [0.1, 0.2],
        [0.3, 0.4],
      ],
      biases: [0.1, 0.2],
    },
    { activation: 'sigmoid', weights: [[0.5, 0.6]], biases: [0.1] },
  ],
  loss: 'half-squared-error',
  samples: [{ input: [1, 2], target: [1] }],
}

const whole = JSON.stringify(network, null, 1)

/** The network with one part replaced; the part must be there. */
function faulty(part: string | RegExp, by: string): string {
  const text = whole.replace(part, by)
  if (text === whole) throw new TypeError(`nothing to replace: ${part}`)
  return text
}

/** The network with a field more at its end. */
const withField = (field: string): string => whole.replace(/\n\}$/, `,\n ${field}\n}`)

const encoding = (inputs: string, target: string): string =>
  withField(`"encoding": { "inputs": [${inputs}],\n  "target": ${target} }`)
const column = (name: string): string => `{ "kind": "number", "name": "${name}", "mean": 0, "scale": 1 }`

const networks = {
  'red.json': whole,
  'nan.json': faulty('0.3', '"NaN"'),
  'infinite.json': faulty('0.3', '1e999'),
  'bare-nan.json': faulty('0.3', 'NaN'),
  'null.json': faulty('0.3', 'null'),
  'text-weight.json': faulty('0.3', '"0.3"'),
  'ragged.json': faulty('0.3,', ''),
  'transposed.json': faulty(
    /"weights": \[\s*\[\s*0.5,\s*0.6\s*\]\s*\]/,
    '"units": 1, "weights": [[0.5], [0.6]]',
  ),
  'no-weights.json': faulty(/"weights": \[\s*\[\s*0.5,\s*0.6\s*\]\s*\]/, '"weights": []'),
  'biases.json': faulty('"biases": [\n    0.1,', '"biases": [\n    0.1, 7,'),
  'names.json': faulty('"activation": "sigmoid"', '"names": ["a"],\n   "activation": "sigmoid"'),
  'no-inputs.json': faulty('"inputs": 2', '"inputs": 0'),
  'activation.json': faulty('"sigmoid"', '"sigmod"'),
  'proto-activation.json': faulty('"sigmoid"', '"__proto__"'),
  'slope.json': faulty('"sigmoid"', '{ "name": "leaky-relu", "slop": 0.1 }'),
  'slope-text.json': faulty('"sigmoid"', '{ "name": "leaky-relu", "slope": "x" }'),
  'nameless.json': faulty('"sigmoid"', '{ "slope": 0.1 }'),
  'loss.json': faulty('half-squared-error', 'half-square-error'),
  'output.json': faulty('half-squared-error', 'cross-entropy'),
  'no-loss.json': faulty(' "loss": "half-squared-error",\n', ''),
  'optimizer.json': withField('"optimizer": "adm"'),
  'optimizer-option.json': withField('"optimizer": { "name": "adam", "beta": 0.9 }'),
  'optimizer-range.json': withField('"optimizer": { "name": "adam", "beta1": 2 }'),
  'optimizer-kind.json': withField('"optimizer": { "name": "sgd", "momentum": true }'),
  'rate.json': withField('"learningRate": 0'),
  'policy.json': withField('"biasPolicy": "per-layer"'),
  'shared.json': withField('"biasPolicy": "shared"'),
  'sample.json': faulty(/"input": \[\s*1,\s*2\s*\]/, '"input": [1]'),
  'labels.json': encoding(
    `${column('x')}, ${column('z')}`,
    '{ "kind": "labels", "columns": [{ "name": "y", "classes": ["a", "b", "c"] }] }',
  ),
  'numbers.json': encoding(
    `${column('x')}, ${column('z')}`,
    '{ "kind": "numbers", "columns": [{ "name": "y", "mean": 0, "scale": 1 }, { "name": "w", "mean": 0, "scale": 1 }] }',
  ),
  'target.json': faulty(/"target": \[\s*1\s*\]/, '"target": [1, 2]'),
  'target-value.json': faulty('half-squared-error', 'binary-cross-entropy').replace(
    /"target": \[\s*1\s*\]/,
    '"target": [2]',
  ),
  'unknown-field.json': withField('"lerningRate": 0.5'),
  'format.json': faulty('paso-network/1', 'paso-network/2'),
  'training.json': withField('"training": { "seed": 1 }'),
  'encoding-count.json': encoding(column('a'), column('y')),
  'encoding-twice.json': encoding(`${column('a')}, ${column('a')}`, column('y')),
  'encoding-kind.json': encoding(`${column('a')}, ${column('b').replace('number', 'nmber')}`, column('y')),
  'encoding-classes.json': encoding(
    `${column('a')}, ${column('b')}`,
    '{ "kind": "classes", "name": "y", "classes": ["a"] }',
  ),
  'proto.json': '{ "__proto__": {}, "format": "paso-network/1" }',
  'constructor.json': '{ "format": "paso-network/1", "layers": [{ "constructor": {} }] }',
  'twice.json': faulty('"inputs": 2', '"inputs": 2,\n "inputs": 3'),
  'cut.json': whole.slice(0, 150),
  'comma.json': faulty('0.4\n', '0.4,\n'),
  'deep.json': '['.repeat(100_000),
  'words.json': 'hello world\n',
  'empty.json': '',
  'list.json': '[1, 2]\n',
  'two.json': '{} {}\n',
  'no-colon.json': '{ "format" "paso-network/1" }\n',
  'bytes.json': Uint8Array.from([0x7b, 0, 1, 2]),
  'utf16.json': Uint8Array.from([0xff, 0xfe, 0x7b, 0, 0x7d, 0]),
  'latin1.json': Buffer.from('{ "format": "paso-network/1",\n  "name": "señal" }', 'latin1'),
  'huge.json': `{ "format": "paso-network/1", "inputs": 2, "loss": "half-squared-error",
  "layers": [{ "activation": "sigmoid", "weights": [[1e308, -1e308]] }] }`,
  'spam.json': `{ "format": "paso-network/1", "inputs": 2, "loss": "binary-cross-entropy",
  "layers": [{ "activation": "sigmoid", "weights": [[20, 17.2]] }],
  "samples": [{ "input": [1, 1], "target": [0] }] }`,
  'runaway.json': `{ "format": "paso-network/1", "inputs": 1, "loss": "mse",
  "layers": [{ "activation": "identity", "weights": [[0.5]] }],
  "samples": [{ "input": [3], "target": [1] }] }`,
} as const

const numbers = Array.from({ length: 30 }, (_, i) => i)
const table = (...lines: string[]): string => `${lines.join('\n')}\n`

const tables = {
  'mails.csv': table('a,b,spam', '1,1,1', '1,1,0'),
  'plantas.csv': table('ancho,alto,especie', ...numbers.map((i) => `${i},${(i * 7) % 11},${i % 3}`)),
  'precios.csv': table('ancho,alto,precio', ...numbers.map((i) => `${i},${(i * 7) % 11},${3 * i}.5`)),
  'varias.csv': table(
    'x,precio,llueve,clima,fija',
    ...numbers.map((i) => `${i},${i}.5,${i % 2},${['sol', 'lluvia', 'nieve'][i % 3]},1`),
  ),
  'pesos.csv': table(
    'x,clase,peso,nulo',
    ...numbers.map((i) => `${i},${i % 3 ? 'a' : 'b'},${i === 4 ? -1 : i},0`),
  ),
  'mucho.csv': table(
    'x,clase,peso',
    ...numbers.map((i) => `${i},${i % 3 ? 'a' : 'b'},${i === 3 ? 'mucho' : i}`),
  ),
  'weights.json': '{\n  "classWeights": { "a": 1, "c": 2 }\n}',
  'weight.json': '{\n  "classWeights": { "a": -1 }\n}',
  'empty.csv': '',
  'header.csv': 'a,b,y\n',
  'no-header.csv': table('1.5,2,3.5', '2,5,3', '4,1,2'),
  'cell.csv': table('a,b,y', '1,2,3', '1,,4', '3,4,5'),
  'missing.csv': table('a,b,y', '1,NaN,3', '1,2,4', '3,4,5'),
  'overflow.csv': table('a,b,y', '1,1e999,3', '1,2,4', '3,4,5'),
  'ragged.csv': table('a,b,y', '1,2,3', '1,2', '3,4,5'),
  'quote.csv': table('a,b,y', '"1,2,3', '4,5,6'),
  'names.csv': table('a,a,y', '1,2,3'),
  'nul.csv': 'a,b,y\n1,2,\u00003\n',
  'utf16.csv': Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x0a, 0]),
  'latin1.csv': Buffer.from('a,b,y\n1,2,niño\n', 'latin1'),
  'one-row.csv': table('a,b,y', '1,2,3'),
  'one-class.csv': table('a,b,y', '1,2,x', '2,3,x', '3,4,x'),
  'classes.csv': table('a,b,y', ...numbers.map((i) => `${i},${i % 7},c${i}`)),
  'constant.csv': table('a,b,y', '1,2,5.5', '2,3,5.5', '3,4,5.5'),
  'same.csv': table('a,b,y', ...numbers.map((i) => `1,2,${i}.5`)),
  'alone.csv': table('y', '1', '2', '3'),
  'dates.csv': table('day,b,y', ...numbers.map((i) => `2024-01-${i + 1},${i},${i}.5`)),
} as const

/** A model of the columns ancho and alto, whose answer is a or b. */
const model = encoding(
  `${column('ancho')}, ${column('alto')}`,
  '{ "kind": "classes", "name": "especie", "classes": ["a", "b"] }',
)

const models = {
  'modelo.json': model,
  'typo.csv': table('ancho,atlo', '1,2'),
  'unseen.csv': table('ancho,alto,especie', '1,2,a', '1,2,c'),
  'unlabelled.csv': table('ancho,alto', '1,2'),
  'text.csv': table('ancho,alto', '1,x'),
} as const

const recipes = {
  'field.json': '{\n  "hiden": [4]\n}\n',
  'value.json': '{\n  "epochs": 0\n}\n',
  'kind.json': '{ "target": {} }\n',
  'switch.json': '{ "nesterov": 1 }\n',
  'schedule.json': '{ "schedule": { "name": "cosine", "epochs": 0 } }\n',
} as const

export const faultyFiles: Readonly<Record<string, string | Uint8Array>> = {
  ...networks,
  ...tables,
  ...models,
  ...recipes,
}
