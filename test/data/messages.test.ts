// What a reader sees of every refusal and warning of this room, word for word, in both languages.
import { describe, expect, it } from 'vitest'
import { missingColumns } from '../../src/data/errors.ts'
import {
  fileIsFolder,
  fileNotAllowed,
  fileNotFound,
  fileUnreadable,
  notUtf8,
} from '../../src/data/file-errors.ts'
import {
  decodePrediction,
  encodeTargets,
  prepare,
  type TableEncoding,
  tableFromColumns,
  tableFromRows,
} from '../../src/data/index.ts'
import {
  constantColumns,
  duplicateRowsFound,
  extraColumns,
  headerGuessed,
  missingMarkKept,
  mixedColumn,
  numbersInHeader,
  singleRowClasses,
  smallClasses,
  unseenCategories,
} from '../../src/data/warnings.ts'
import type { ErrorText, Warning } from '../../src/errors.ts'
import { xoshiro } from '../../src/math/random.ts'

interface Said {
  readonly name: string
  readonly code: string
  readonly en: readonly string[]
  readonly es: readonly string[]
}

/** The parts of a message that it has, in their order. */
function said({ code, texts }: Warning): Omit<Said, 'name'> {
  const parts = ({ what, where, expected, received, why, hint }: ErrorText) =>
    [what, where, expected, received, why, hint].filter((part) => part !== undefined)
  return { code, en: parts(texts.en), es: parts(texts.es) }
}

/** What was returned or thrown. */
function outcome(make: () => unknown): Warning {
  try {
    return make() as Warning
  } catch (error) {
    return error as Warning
  }
}

const table = (columns: Parameters<typeof tableFromColumns>[0]) => tableFromColumns(columns, 'plantas.csv')
const many = Array.from({ length: 24 }, (_, row) => `planta ${row}`)
const halves = Array.from({ length: 24 }, (_, row) => row / 2)
const encoding: TableEncoding = { inputs: [], target: { kind: 'classes', name: 'y', classes: ['no', 'yes'] } }

const messages: readonly (Said & { readonly made: () => unknown })[] = [
  {
    name: 'a file that is not there',
    made: () =>
      fileNotFound({
        path: 'datos/flores.cvs',
        folder: 'datos',
        tables: ['flores.csv', 'vinos.csv'],
        near: 'datos/flores.csv',
      }),
    code: 'file-not-found',
    en: [
      'datos/flores.cvs was not found.',
      'folder datos; it holds flores.csv and vinos.csv.',
      'datos/flores.csv',
    ],
    es: [
      'no se encontró datos/flores.cvs.',
      'carpeta datos; contiene flores.csv y vinos.csv.',
      'datos/flores.csv',
    ],
  },
  {
    name: 'a file in a folder without tables',
    made: () => fileNotFound({ path: 'y.csv', folder: '.', tables: [], near: undefined }),
    code: 'file-not-found',
    en: [
      'y.csv was not found.',
      'this folder; no tables in it.',
      'see whether the name and the folder are right.',
    ],
    es: [
      'no se encontró y.csv.',
      'esta carpeta; no contiene tablas.',
      'revisar si el nombre y la carpeta son correctos.',
    ],
  },
  {
    name: 'a file in a folder that is not there',
    made: () => fileNotFound({ path: 'b/y.csv', folder: 'b', tables: undefined, near: undefined }),
    code: 'file-not-found',
    en: [
      'b/y.csv was not found.',
      'folder b, which does not exist either.',
      'see whether the name and the folder are right.',
    ],
    es: [
      'no se encontró b/y.csv.',
      'carpeta b, que tampoco existe.',
      'revisar si el nombre y la carpeta son correctos.',
    ],
  },
  {
    name: 'a folder',
    made: () => fileIsFolder('datos', ['flores.csv', 'vinos.csv']),
    code: 'file-is-folder',
    en: [
      'datos is a folder.',
      'a file with a table.',
      'a folder that holds flores.csv and vinos.csv.',
      'give the name of a file.',
    ],
    es: [
      'datos es una carpeta.',
      'un archivo con una tabla.',
      'una carpeta que contiene flores.csv y vinos.csv.',
      'dar el nombre de un archivo.',
    ],
  },
  {
    name: 'a folder without tables',
    made: () => fileIsFolder('src', []),
    code: 'file-is-folder',
    en: ['src is a folder.', 'a file with a table.', 'a folder without tables.', 'give the name of a file.'],
    es: [
      'src es una carpeta.',
      'un archivo con una tabla.',
      'una carpeta sin tablas.',
      'dar el nombre de un archivo.',
    ],
  },
  {
    name: 'a file that may not be read',
    made: () => fileNotAllowed('secreto.csv'),
    code: 'file-not-allowed',
    en: [
      'there is no permission to read secreto.csv.',
      'change the permissions of the file, or copy it to another folder.',
    ],
    es: [
      'no hay permiso para leer secreto.csv.',
      'cambiar los permisos del archivo, o copiarlo en otra carpeta.',
    ],
  },
  {
    name: 'a disk that fails',
    made: () => fileUnreadable('y.csv', 'EIO'),
    code: 'file-unreadable',
    en: ['y.csv could not be read.', 'EIO.', 'copy the file to another folder, and try again.'],
    es: ['no se pudo leer y.csv.', 'EIO.', 'copiar el archivo en otra carpeta, y probar de nuevo.'],
  },
  {
    name: 'the standard input that fails',
    made: () => fileUnreadable('-', 'EIO'),
    code: 'file-unreadable',
    en: ['standard input could not be read.', 'EIO.', 'copy the file to another folder, and try again.'],
    es: [
      'no se pudo leer la entrada estándar.',
      'EIO.',
      'copiar el archivo en otra carpeta, y probar de nuevo.',
    ],
  },
  {
    name: 'text of another encoding',
    made: () => notUtf8('y.csv', 7),
    code: 'not-utf8',
    en: [
      'the text is not UTF-8.',
      'y.csv, line 7.',
      'an accented letter would be read as another one.',
      'save the file again as CSV UTF-8.',
    ],
    es: [
      'el texto no está en UTF-8.',
      'y.csv, línea 7.',
      'una letra con acento se leería como otra.',
      'guardar de nuevo el archivo como CSV UTF-8.',
    ],
  },
  {
    name: 'a number that is not finite',
    made: () => tableFromColumns({ a: [1, 2], b: [1, Number.NaN] }),
    code: 'not-finite',
    en: [
      'a value is not a finite number.',
      'the data, row 2, column 2 (b).',
      'a number.',
      'NaN.',
      'correct the value or remove the row.',
    ],
    es: [
      'un valor no es un número finito.',
      'los datos, fila 2, columna 2 (b).',
      'un número.',
      'NaN.',
      'corregir el valor o quitar la fila.',
    ],
  },
  {
    name: 'columns of different lengths',
    made: () => tableFromColumns({ a: [1, 2], b: [1] }),
    code: 'wrong-shape',
    en: [
      'the columns do not have the same number of rows.',
      'column b.',
      '2 rows, as in a.',
      '1 row.',
      'give each column a value for each row.',
    ],
    es: [
      'las columnas no tienen la misma cantidad de filas.',
      'columna b.',
      '2 filas, como en a.',
      '1 fila.',
      'dar a cada columna un valor por fila.',
    ],
  },
  {
    name: 'a row that lacks a column',
    made: () =>
      tableFromRows([
        { alto: 1, ancho: 2 },
        { alto: 1, anch: 2 },
      ]),
    code: 'missing-column',
    en: [
      'the column "ancho" is missing.',
      'the data, row 2.',
      'ancho.',
      'alto and anch.',
      'rename "anch" to "ancho", if it is the same.',
    ],
    es: [
      'falta la columna «ancho».',
      'los datos, fila 2.',
      'ancho.',
      'alto y anch.',
      'cambiar el nombre de «anch» a «ancho», si es la misma.',
    ],
  },
  {
    name: 'several columns that lack',
    made: () => missingColumns(['a', 'b'], [], { source: 'y.csv' }),
    code: 'missing-column',
    en: [
      '2 columns are missing.',
      'y.csv.',
      'a and b.',
      'no columns.',
      'add the columns: the model was trained with them.',
    ],
    es: [
      'faltan 2 columnas.',
      'y.csv.',
      'a y b.',
      'ninguna columna.',
      'agregar las columnas: el modelo se entrenó con ellas.',
    ],
  },
  {
    name: 'a column that names its rows',
    made: () => prepare(table({ id: many, y: halves }), 'y'),
    code: 'identifier-column',
    en: [
      'the column "id" looks like an identifier.',
      'plantas.csv, column 1 (id).',
      'numbers, or a few texts that come again and again.',
      '24 different texts in 24 rows.',
      'a text that names one row teaches nothing about the next.',
      '--ignore id',
    ],
    es: [
      'la columna «id» parece un identificador.',
      'plantas.csv, columna 1 (id).',
      'números, o unos pocos textos que se repiten.',
      '24 textos distintos en 24 filas.',
      'un texto que nombra una sola fila no enseña nada sobre las demás.',
      '--ignore id',
    ],
  },
  {
    name: 'a split with a row beyond the table',
    made: () =>
      prepare(table({ a: [1, 2, 3], y: halves.slice(0, 3) }), 'y', { split: { train: [0, 1], test: [3] } }),
    code: 'bad-split',
    en: [
      'a split names a row that the table does not have.',
      'split.test[0].',
      'a row from 0 to 2.',
      '3.',
      'rows count from 0, without the header.',
    ],
    es: [
      'un reparto nombra una fila que la tabla no tiene.',
      'split.test[0].',
      'una fila de 0 a 2.',
      '3.',
      'las filas se cuentan desde 0, sin el encabezado.',
    ],
  },
  {
    name: 'a split with a row in two parts',
    made: () =>
      prepare(table({ a: [1, 2, 3], y: halves.slice(0, 3) }), 'y', {
        split: { train: [0, 1], validation: [2, 1] },
      }),
    code: 'bad-split',
    en: [
      'a split names row 1 twice.',
      'split.train[1] and split.validation[1].',
      'each row in one part, once.',
      'a row that is in training and in the test as well makes the score look better.',
      'remove one of the two.',
    ],
    es: [
      'un reparto nombra dos veces la fila 1.',
      'split.train[1] y split.validation[1].',
      'cada fila en una sola parte, una vez.',
      'una fila que está en el entrenamiento y también en la prueba mejora el resultado sin razón.',
      'quitar una de las dos.',
    ],
  },
  {
    name: 'a split that trains on nothing',
    made: () =>
      prepare(table({ a: [1, 2, 3], y: halves.slice(0, 3) }), 'y', { split: { train: [], test: [0, 1, 2] } }),
    code: 'bad-split',
    en: [
      'a split leaves no rows for training.',
      'split.train.',
      'at least one row.',
      'split: { train: [0, 1, 2], test: [3] }',
    ],
    es: [
      'un reparto no deja filas para entrenar.',
      'split.train.',
      'al menos una fila.',
      'split: { train: [0, 1, 2], test: [3] }',
    ],
  },
  {
    name: 'a single class',
    made: () => prepare(table({ a: [1, 2, 3], y: ['x', 'x', 'x'] }), 'y'),
    code: 'single-class',
    en: [
      'the target "y" has a single class.',
      'plantas.csv, column 2 (y).',
      'at least two classes.',
      '"x" in 3 rows.',
      'choose another target, or add rows of another class.',
    ],
    es: [
      'la columna objetivo «y» tiene una sola clase.',
      'plantas.csv, columna 2 (y).',
      'al menos dos clases.',
      '«x» en 3 filas.',
      'elegir otra columna objetivo, o agregar filas de otra clase.',
    ],
  },
  {
    name: 'a regression on texts',
    made: () => prepare(table({ a: [1, 2], y: ['x', 'z'] }), 'y', { task: 'regression' }),
    code: 'not-a-number',
    en: [
      'the target "y" is not a column of numbers.',
      'plantas.csv, row 1, column 2 (y).',
      'a number, for a regression.',
      '"x".',
      '--task classification',
    ],
    es: [
      'la columna objetivo «y» no es de números.',
      'plantas.csv, fila 1, columna 2 (y).',
      'un número, para una regresión.',
      '«x».',
      '--task classification',
    ],
  },
  {
    name: 'a class for each row of text',
    made: () => prepare(table({ a: halves, y: many }), 'y'),
    code: 'too-many-classes',
    en: [
      'almost every row of the target "y" is a class of its own.',
      'plantas.csv, column 2 (y).',
      'at most one class for every two rows.',
      '24 classes in 24 rows.',
      'choose another target.',
    ],
    es: [
      'casi cada fila de la columna objetivo «y» es una clase distinta.',
      'plantas.csv, columna 2 (y).',
      'a lo sumo una clase cada dos filas.',
      '24 clases en 24 filas.',
      'elegir otra columna objetivo.',
    ],
  },
  {
    name: 'a class for each number',
    made: () => prepare(table({ a: halves, y: halves }), 'y', { task: 'classification' }),
    code: 'too-many-classes',
    en: [
      'almost every row of the target "y" is a class of its own.',
      'plantas.csv, column 2 (y).',
      'at most one class for every two rows.',
      '24 classes in 24 rows.',
      '--task regression',
    ],
    es: [
      'casi cada fila de la columna objetivo «y» es una clase distinta.',
      'plantas.csv, columna 2 (y).',
      'a lo sumo una clase cada dos filas.',
      '24 clases en 24 filas.',
      '--task regression',
    ],
  },
  {
    name: 'a target alone',
    made: () => prepare(table({ y: [1, 0, 1] }), 'y'),
    code: 'no-inputs',
    en: [
      'the table has no column besides the target.',
      'plantas.csv.',
      'at least one column of inputs.',
      'only y.',
      'add columns to the table, or leave out fewer of them.',
    ],
    es: [
      'la tabla no tiene más columnas que la columna objetivo.',
      'plantas.csv.',
      'al menos una columna de entradas.',
      'solo y.',
      'agregar columnas a la tabla, o dejar fuera menos.',
    ],
  },
  {
    name: 'inputs that do not vary',
    made: () => prepare(table({ a: [1, 1, 1], b: ['x', 'x', 'x'], y: [1, 0, 1] }), 'y'),
    code: 'constant-inputs',
    en: [
      'all training rows have the same inputs.',
      'plantas.csv.',
      'at least one column with two different values.',
      'one value in 3 rows of a and b.',
      'equal inputs give equal outputs: there is nothing to learn from.',
      'add a column that varies, or more rows.',
    ],
    es: [
      'todas las filas de entrenamiento tienen las mismas entradas.',
      'plantas.csv.',
      'al menos una columna con dos valores distintos.',
      'un solo valor en 3 filas de a y b.',
      'con entradas iguales las salidas son iguales: no hay de qué aprender.',
      'agregar una columna que varíe, o más filas.',
    ],
  },
  {
    name: 'a negative fraction',
    made: () =>
      prepare(table({ a: [1, 2], y: [1, 0] }), 'y', { split: { validation: -0.5, random: xoshiro(1) } }),
    code: 'bad-fraction',
    en: [
      'the fraction for validation is not a fraction.',
      'option --validation.',
      'from 0 to less than 1, and validation and test less than 1 together.',
      '−0.5.',
      '--validation 0.2 --test 0.2',
    ],
    es: [
      'la fracción de validation no es una fracción.',
      'opción --validation.',
      'de 0 a menos de 1, y validation y test menos de 1 en total.',
      '−0,5.',
      '--validation 0.2 --test 0.2',
    ],
  },
  {
    name: 'fractions that leave nothing',
    made: () =>
      prepare(table({ a: [1, 2], y: [1, 0] }), 'y', {
        split: { validation: 0.5, test: 0.5, random: xoshiro(1) },
      }),
    code: 'bad-fraction',
    en: [
      'no rows are left for training.',
      'option --test.',
      'from 0 to less than 1, and validation and test less than 1 together.',
      '1 in all.',
      '--validation 0.2 --test 0.2',
    ],
    es: [
      'no quedan filas para entrenar.',
      'opción --test.',
      'de 0 a menos de 1, y validation y test menos de 1 en total.',
      '1 en total.',
      '--validation 0.2 --test 0.2',
    ],
  },
  {
    name: 'a class the model does not know',
    made: () => encodeTargets(encoding, table({ y: ['yes', 'maybe'] })),
    code: 'unknown-class',
    en: [
      'the model does not know the class "maybe".',
      'plantas.csv, row 2, column 1 (y).',
      'no or yes.',
      'maybe.',
      'remove the row, or train again with rows of that class.',
    ],
    es: [
      'el modelo no conoce la clase «maybe».',
      'plantas.csv, fila 2, columna 1 (y).',
      'no o yes.',
      'maybe.',
      'quitar la fila, o entrenar de nuevo con filas de esa clase.',
    ],
  },
  {
    name: 'outputs that do not suit',
    made: () => decodePrediction(encoding, [0.1, 0.9]),
    code: 'output-count',
    en: [
      'the outputs do not suit the target.',
      '1 output.',
      '2 outputs.',
      'take the network and the encoding from one file.',
    ],
    es: [
      'las salidas no corresponden a la columna objetivo.',
      '1 salida.',
      '2 salidas.',
      'tomar la red y la codificación de un mismo archivo.',
    ],
  },
  {
    name: 'a guessed lack of a header',
    made: () => headerGuessed('y.csv', 3),
    code: 'header-guessed',
    en: [
      'the file has no header: its first row is taken as data.',
      'y.csv, line 1.',
      'the columns are called column1 to column3. If the first row is the header, --header yes.',
    ],
    es: [
      'el archivo no tiene encabezado: la primera fila se toma como datos.',
      'y.csv, línea 1.',
      'las columnas se llaman column1 a column3. Si la primera fila es el encabezado, --header yes.',
    ],
  },
  {
    name: 'numbers in the header',
    made: () => numbersInHeader('y.csv', 1, ['pais', '1990', '1991']),
    code: 'header-guessed',
    en: [
      'the first row is taken as the header, though it has numbers.',
      'y.csv, line 1.',
      'the names pais, 1990 and 1991.',
      'if the first row is data, --header no.',
    ],
    es: [
      'la primera fila se toma como encabezado, aunque tiene números.',
      'y.csv, línea 1.',
      'los nombres pais, 1990 y 1991.',
      'si la primera fila es de datos, --header no.',
    ],
  },
  {
    name: 'a mixed column',
    made: () => mixedColumn({ source: 'y.csv', column: 2, name: 'piso' }, 12, 20, '3+'),
    code: 'mixed-column',
    en: [
      'the column "piso" mixes numbers and texts: each different cell is a category.',
      'y.csv, column 2 (piso).',
      'numbers in 12 of 20 rows, and texts such as "3+".',
    ],
    es: [
      'la columna «piso» mezcla números y textos: cada celda distinta es una categoría.',
      'y.csv, columna 2 (piso).',
      'números en 12 de 20 filas, y textos como «3+».',
    ],
  },
  {
    name: 'a mark kept as a category',
    made: () => missingMarkKept({ source: 'y.csv', column: 2, name: 'color' }, 'NA', 3, 'when-asked'),
    code: 'missing-mark',
    en: [
      '"NA" is taken as one more category.',
      'y.csv, column 2 (color), in 3 rows.',
      'if it marks a missing value, fill it in, remove those rows, or --missing impute.',
    ],
    es: [
      '«NA» se toma como una categoría más.',
      'y.csv, columna 2 (color), en 3 filas.',
      'si marca un valor que falta, completarlo, quitar esas filas, o --missing impute.',
    ],
  },
  {
    name: 'a repeated row',
    made: () => duplicateRowsFound('y.csv', 1, 150),
    code: 'duplicate-rows',
    en: [
      '1 row repeats an earlier one.',
      'y.csv, of 150 rows.',
      'a row that is in training and in the test as well makes the score look better.',
    ],
    es: [
      '1 fila repite una anterior.',
      'y.csv, de 150 filas.',
      'una fila que está en el entrenamiento y también en la prueba mejora el resultado sin razón.',
    ],
  },
  {
    name: 'repeated rows',
    made: () => duplicateRowsFound('y.csv', 12, 150),
    code: 'duplicate-rows',
    en: [
      '12 rows repeat earlier ones.',
      'y.csv, of 150 rows.',
      'a row that is in training and in the test as well makes the score look better.',
    ],
    es: [
      '12 filas repiten otras anteriores.',
      'y.csv, de 150 filas.',
      'una fila que está en el entrenamiento y también en la prueba mejora el resultado sin razón.',
    ],
  },
  {
    name: 'a constant column',
    made: () =>
      constantColumns([{ place: { source: 'planta.csv', column: 7, name: 'presion' }, value: '1013' }], 8760),
    code: 'constant-column',
    en: [
      'the column "presion" has the same value in all training rows.',
      'planta.csv, column 7 (presion).',
      'at least two different values.',
      '1013 in 8760 rows.',
      'remove the column: it says nothing.',
    ],
    es: [
      'la columna «presion» vale lo mismo en todas las filas de entrenamiento.',
      'planta.csv, columna 7 (presion).',
      'al menos dos valores distintos.',
      '1013 en 8760 filas.',
      'quitar la columna: no aporta información.',
    ],
  },
  {
    name: 'constant columns',
    made: () =>
      constantColumns(
        [
          { place: { source: 'y.csv', column: 7, name: 'a' }, value: '0' },
          { place: { source: 'y.csv', column: 9, name: 'b' }, value: 'x' },
        ],
        12345,
      ),
    code: 'constant-column',
    en: [
      '2 columns have the same value in all training rows.',
      'y.csv, columns a and b.',
      'at least two different values.',
      'one value in 12,345 rows.',
      'remove the columns: they say nothing.',
    ],
    es: [
      '2 columnas valen lo mismo en todas las filas de entrenamiento.',
      'y.csv, columnas a y b.',
      'al menos dos valores distintos.',
      'un solo valor en 12 345 filas.',
      'quitar las columnas: no aportan información.',
    ],
  },
  {
    name: 'a class of one row',
    made: () => singleRowClasses({ source: 'y.csv', column: 5, name: 'especie' }, ['rara']),
    code: 'single-row-class',
    en: [
      'the class "rara" has a single row.',
      'y.csv, column 5 (especie).',
      'a single row is used for training, so nothing tells how well its class is learned.',
      'add rows of that class, or remove it.',
    ],
    es: [
      'la clase «rara» tiene una sola fila.',
      'y.csv, columna 5 (especie).',
      'una fila sola se usa para entrenar, y nada dice qué tan bien se aprende su clase.',
      'agregar filas de esa clase, o quitarla.',
    ],
  },
  {
    name: 'a class with fewer rows than folds',
    made: () => smallClasses({ source: 'y.csv', column: 5, name: 'especie' }, ['rara'], 5),
    code: 'small-class',
    en: [
      'the class "rara" has fewer rows than there are folds.',
      'y.csv, column 5 (especie); 5 folds.',
      'some folds have no row of such a class, and say nothing about it.',
      'fewer folds, or more rows of that class.',
    ],
    es: [
      'la clase «rara» tiene menos filas que partes hay.',
      'y.csv, columna 5 (especie); 5 partes.',
      'en algunas partes no hay filas de esa clase, y no dicen nada sobre ella.',
      'menos partes, o más filas de esa clase.',
    ],
  },
  {
    name: 'classes with fewer rows than folds',
    made: () => smallClasses({ source: 'y.csv', column: 5, name: 'especie' }, ['rara', 'insólita'], 10),
    code: 'small-class',
    en: [
      '2 classes have fewer rows than there are folds: rara and insólita.',
      'y.csv, column 5 (especie); 10 folds.',
      'some folds have no row of such a class, and say nothing about it.',
      'fewer folds, or more rows of that class.',
    ],
    es: [
      '2 clases tienen menos filas que partes hay: rara e insólita.',
      'y.csv, columna 5 (especie); 10 partes.',
      'en algunas partes no hay filas de esa clase, y no dicen nada sobre ella.',
      'menos partes, o más filas de esa clase.',
    ],
  },
  {
    name: 'classes of one row',
    made: () => singleRowClasses({ source: 'y.csv', column: 5, name: 'especie' }, ['rara', 'insólita']),
    code: 'single-row-class',
    en: [
      '2 classes have a single row: rara and insólita.',
      'y.csv, column 5 (especie).',
      'a single row is used for training, so nothing tells how well its class is learned.',
      'add rows of that class, or remove it.',
    ],
    es: [
      '2 clases tienen una sola fila: rara e insólita.',
      'y.csv, columna 5 (especie).',
      'una fila sola se usa para entrenar, y nada dice qué tan bien se aprende su clase.',
      'agregar filas de esa clase, o quitarla.',
    ],
  },
  {
    name: 'unseen categories',
    made: () => unseenCategories({ source: 'y.csv', column: 2, name: 'color' }, ['lila', 'índigo'], 4),
    code: 'unseen-category',
    en: [
      'the column "color" has categories that the training rows did not have.',
      'y.csv, column 2 (color), in 4 rows.',
      'lila and índigo.',
      'all inputs of the column are 0 there, as for no known category.',
    ],
    es: [
      'la columna «color» tiene categorías que no estaban en las filas de entrenamiento.',
      'y.csv, columna 2 (color), en 4 filas.',
      'lila e índigo.',
      'ahí todas las entradas de la columna valen 0, como para ninguna categoría conocida.',
    ],
  },
  {
    name: 'a column too many',
    made: () => extraColumns('y.csv', ['id']),
    code: 'extra-columns',
    en: ['a column is not used.', 'y.csv.', 'id.', 'the model was trained without it.'],
    es: ['hay una columna que no se usa.', 'y.csv.', 'id.', 'el modelo se entrenó sin ella.'],
  },
  {
    name: 'columns too many',
    made: () => extraColumns('y.csv', ['id', 'hora']),
    code: 'extra-columns',
    en: ['2 columns are not used.', 'y.csv.', 'id and hora.', 'the model was trained without them.'],
    es: ['hay 2 columnas que no se usan.', 'y.csv.', 'id y hora.', 'el modelo se entrenó sin ellas.'],
  },
]

describe('what is said of', () => {
  it.each(messages)('$name', ({ made, code, en, es }) => {
    expect(said(outcome(made))).toEqual({ code, en, es })
  })
})
