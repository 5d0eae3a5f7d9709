// The rooms of the house and the arrows between them, as data; the checker in imports.ts reads this table.

/** What each room may import besides itself and the files open to all. A room is a folder of src/, or a file in it. */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  math: [],
  print: ['math'],
  core: ['math'],
  derive: ['core', 'math'],
  present: ['derive', 'core', 'math'],
  /** Drawings of networks: geometry and plain elements, for pages and files. */
  diagram: ['derive', 'core', 'print', 'math'],
  render: ['diagram', 'present', 'derive', 'core', 'print', 'math'],
  /** Bytes of a file format, which engines and files share. */
  onnx: [],
  engine: ['core', 'math', 'onnx'],
  data: ['core', 'math'],
  formats: ['core', 'math', 'onnx'],
  /** derive, present, print and render only by `import()`: a test in test/library says so. */
  library: ['engine', 'data', 'formats', 'render', 'present', 'derive', 'core', 'print', 'math'],
  errors: [],
  suggest: [],
  messages: ['vocabulary'],
  vocabulary: ['library', 'engine', 'data', 'core', 'math'],
  later: [],
  whole: ['vocabulary', 'library', 'data', 'engine', 'core', 'math'],
  node: ['index'],
  options: ['engine', 'data', 'formats', 'render', 'present', 'derive', 'core', 'print', 'math'],
  index: ['library', 'engine', 'data', 'formats', 'render', 'present', 'derive', 'core', 'print', 'math'],
  cli: [
    'index',
    'library',
    'options',
    'engine',
    'data',
    'formats',
    'render',
    'present',
    'derive',
    'core',
    'print',
    'math',
  ],
  /** The examples are its presets. */
  studio: [
    'examples',
    'index',
    'library',
    'options',
    'engine',
    'data',
    'formats',
    'diagram',
    'render',
    'present',
    'derive',
    'core',
    'print',
    'math',
  ],
}

/** Files that every room may import: they know nothing of any room. */
export const openToAll: readonly string[] = [
  'src/errors.ts',
  'src/later.ts',
  'src/messages.ts',
  'src/print/numbers.ts',
  'src/suggest.ts',
  'src/whole.ts',
]

/** What words are made with that eager code may have too. */
export const wordless: readonly string[] = [
  'src/data/missing-marks.ts',
  'src/data/decimal.ts',
  'src/errors.ts',
  'src/math/interval.ts',
]

/** Rooms whose numbers must have the same bits in every JavaScript engine. */
export const exactRooms: readonly string[] = ['math', 'core', 'engine']

/** The members of Math that the language defines to the bit. The others (exp, log, pow, sin, ...) differ between engines. */
export const exactMath: readonly string[] = [
  ...['abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc'],
  ...['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'],
]

export const longestFile = 400
