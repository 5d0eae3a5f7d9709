// Las palabras de una derivación en español: una frase de porqué en cada paso; símbolos y números quedan para las imprentas.
import type { Expr } from '../../math/expr.ts'
import { num } from '../../math/expr.ts'
import type { Content } from '../document.ts'
import { say } from '../document.ts'
import { spanish as beginning } from './beginning.ts'
import { activationWords, functions, lossWords, optimizerWords } from './functions.es.ts'
import { headings, the } from './headings.es.ts'
import { capital, count, counted, enumerated, functionProse, inWords, is, larger, letter } from './phrases.ts'
import type { Prose } from './prose.ts'
import { updates } from './updates.es.ts'

const number = (n: number): string => inWords(n, 'es')
const plural = (n: number, one: string, many: string): string => counted(n, one, many, 'es')
const list = (items: readonly Content[]): Content => enumerated(items, ', ', ' y ')
/** Numbers with a decimal comma are kept apart by semicolons. */
const listOfNumbers = (items: readonly Content[]): Content => enumerated(items, '; ', ' y ')
const names = (exprs: readonly Expr[]): Content => list(exprs.map((e) => say`${e}`))
const limit = num(1e-7)
const goes = (n: number): string => (n === 1 ? 'Va' : 'Van')
const errorsOf = (n: number): string => (n === 1 ? 'en el error de' : 'en los errores de')
const feeds = (n: number): string =>
  n === 1 ? 'es su entrada' : n === 2 ? 'es entrada de las dos' : 'es entrada de todas'
const rowsAsk = (rows: readonly number[]): string =>
  rows.length === 1 ? `la fila ${rows[0]} pide` : `las filas ${rows.join(', ')} piden`
const words = functionProse(functions, activationWords, lossWords, optimizerWords)
const { nameOfActivation, nameOfLoss, nameOfOptimizer } = words

const unitWords = (layer: number, unit: number, last: number): string => {
  if (layer < 0) return `la entrada ${unit + 1}`
  if (layer === last) return `la neurona de salida ${unit + 1}`
  return last === 1
    ? `la neurona oculta ${unit + 1}`
    : `la neurona ${unit + 1} de la capa oculta ${layer + 1}`
}

export const es: Prose = {
  ...words,
  ...headings,
  ...updates,
  list,

  titleOfParameter: (name, kind, hidden) =>
    say`Backpropagation paso a paso: ${the[kind]} ${name}${hidden ? ', en la capa oculta' : ''}`,
  titleOfStep: (time) => [
    time === 1
      ? 'Backpropagation paso a paso: un paso de entrenamiento completo'
      : `Backpropagation paso a paso: el paso de entrenamiento ${time}`,
  ],
  titleOfLarge: (name, kind, sizes) =>
    say`Backpropagation paso a paso: ${the[kind]} ${name} de una red ${sizes}`,
  titleOfMatrices: ['Backpropagation paso a paso, con matrices'],

  diagramOf: (path) =>
    path
      ? 'La red, con los caminos del parámetro a la pérdida resaltados.'
      : 'La red: sus neuronas por capa, con los pesos en las conexiones.',
  networkIs: (layers) => say`Red: ${layers}.`,
  activationsAre: (layers) =>
    layers.length === 1
      ? [`Activación: ${nameOfActivation(layers[0]!)}.`]
      : [`Activaciones, capa por capa: ${layers.map(nameOfActivation).join(', ')}.`],
  activationsOf: (hidden, output, layers) => [
    `Activaciones: ${nameOfActivation(hidden)} en ${layers === 1 ? 'la capa oculta' : 'las capas ocultas'}, ${nameOfActivation(output)} en la capa de salida.`,
  ],
  weightJoins: (name, from, to) => say`El peso ${name} va de ${from} a ${to}.`,
  biasOfUnit: (name, unit) => say`${name} es el umbral (bias) de ${unit}.`,
  biasOfLayer: (name, units) => say`${name} es el único umbral (bias) de ${units}.`,
  lossIs: (loss, formula) => (formula ? say`Error: ${formula}.` : [`Pérdida: ${nameOfLoss(loss)}.`]),
  optimizerIs: (name, rate) =>
    name === 'sgd'
      ? say`Tasa de aprendizaje: ${rate!}.`
      : [
          `Optimizador: ${nameOfOptimizer(name)}`,
          ...(rate ? say`, con tasa de aprendizaje ${rate}.` : ['.']),
        ],
  biasesAre: (policy) =>
    policy === 'fixed'
      ? ['Umbrales (bias) fijos.']
      : policy === 'shared'
        ? ['Un umbral (bias) por capa, entrenado.']
        : ['Un umbral (bias) por neurona, entrenado.'],

  ...beginning,
  digitsNote: (digits, tableDigits) => [
    tableDigits === undefined
      ? `Las fórmulas muestran ${digits} cifras significativas; las cuentas se hacen con todas. Rehacer una con las cifras mostradas puede cambiar la última.`
      : `La tabla muestra ${tableDigits} cifras significativas y las fórmulas ${digits}; las cuentas se hacen con todas. Rehacer una con las cifras mostradas puede cambiar la última.`,
  ],
  digitsAndSignsNote: (digits, tableDigits) => [
    `Las cuentas se hacen con todas las cifras y se redondea solo al mostrar: ${digits} cifras significativas en las fórmulas y ${tableDigits} en la tabla. Por eso, rehacer una cuenta con las cifras mostradas puede cambiar la última. El signo = indica un valor exacto; ≈, uno redondeado. La raya (—) indica un valor que todavía no se calculó.`,
  ],

  forwardIdea: (activation) => [
    `Primero necesitamos saber qué responde la red con los pesos que tiene. Cada neurona suma sus entradas, cada una por su peso, agrega el umbral y aplica la función de activación (${nameOfActivation(activation)}).`,
  ],
  nextLayerIdea: ['Repetimos los mismos pasos. Ahora las entradas son las salidas de la capa anterior.'],
  unit: unitWords,
  unitTitle: (layer, unit, last) => capital(unitWords(layer, unit, last).replace(/^la /, '')),
  unitsOfLayer: (layer, last) =>
    layer < 0
      ? 'las entradas'
      : layer === last
        ? 'las salidas'
        : last === 1
          ? 'las neuronas ocultas'
          : `las neuronas de la capa oculta ${layer + 1}`,
  unitHeading: (unit) => say`Neurona ${unit}`,
  firstRowForward: (row, whole) => [
    `Cada fila pasa por la red por separado. ${whole ? `Contamos la fila ${row}; las demás van igual.` : `Para la fila ${row}, las neuronas que están en el camino de este parámetro son:`}`,
  ],
  softmaxIdea: ['Softmax convierte las entradas de la capa en probabilidades: todas positivas, que suman 1.'],
  lossIdea: ['Comparamos cada salida real con la esperada.'],
  totalIdea: ['El error total es la suma de los errores de todas las salidas.'],
  batchLossIdea: (reduction) =>
    reduction === 'mean'
      ? ['La pérdida del lote es la media, para que su tamaño no dependa de cuántas filas hay.']
      : ['La pérdida del lote es la suma de las pérdidas de sus filas.'],
  rowIs: (row) => [`Fila ${row}:`],
  longSumIs: (general, bias) => say`${general}, con ${bias}:`,
  moreTerms: (n) => [`y ${plural(n, 'término más que suma', 'términos más que suman')}`],
  allTerms: (label, n) => [...label, `, los ${count(n, 'es')} términos`],
  andMore: (n) => [`Y ${number(n)} más.`],

  wanted: (gradient, loss, name) =>
    say`${gradient}, la derivada parcial de ${loss} respecto de ${name}: cuánto cambia el error total cuando ${name} cambia un poco y todo lo demás queda igual.`,
  wantedHidden: (gradient, name, unit, next) =>
    say`${gradient}: cuánto cambia el error total cuando ${name} cambia un poco. Para ${unit} no hay salida esperada: su efecto se mide más adelante, ${next.outputs ? errorsOf(next.count) : 'detrás de'} ${next.units}, porque ${next.out} ${feeds(next.count)}.`,
  gradientIdea: (loss, n) =>
    say`Queremos que el error baje. Para saber hacia dónde mover cada peso calculamos el gradiente: las derivadas parciales de ${loss} respecto de los ${number(n)} pesos.`,
  uphill: ['El gradiente señala hacia dónde crece el error. Iremos en sentido contrario.'],

  onePath: (name, kind) =>
    say`${kind === 'bias' ? 'El umbral' : 'El peso'} ${name} llega al error por un solo camino:`,
  onePathInline: (name, path) =>
    say`El peso ${name} llega al error por un solo camino: ${path}. La regla de la cadena multiplica una derivada por cada flecha.`,
  eachArrow: ['Cada flecha aporta una derivada. El gradiente es el producto de las tres.'],
  forkInFactor: (name, out, paths) =>
    paths > 1
      ? say`De ${name} a ${out} hay un solo camino. La bifurcación queda en el factor (1).`
      : say`Hay un solo camino. El factor (1) es el resto, de ${out} al error.`,
  factorHeading: (n, question) => [`Factor (${n}): `, ...question],
  ordinalFactor: (n) => [['Primer factor.', 'Segundo factor.', 'Tercer factor.'][n - 1]!],
  allTogether: ['Todo junto:'],
  otherTermsConstant: (out, others) =>
    others === 1
      ? say`El otro término no contiene ${out}: aquí es constante y su derivada es 0.`
      : say`Los otros términos no contienen ${out}: aquí son constantes y su derivada es 0.`,
  signOfError: (value, unit, target) =>
    value === 0
      ? say`Es 0: ${unit} da justo lo esperado, y un cambio pequeño no cambia nada.`
      : value > 0
        ? say`Es positivo: ${unit} da más de lo ${target ? 'esperado' : 'que pide la pérdida'}. Si sube, el error crece.`
        : say`Es negativo: ${unit} da menos de lo ${target ? 'esperado' : 'que pide la pérdida'}. Si sube, el error baja.`,
  sameFunction: (name) => [
    `Es la misma función de activación (${nameOfActivation(name)}), con la misma derivada.`,
  ],
  meaningOfSlope: (value) =>
    value === 0
      ? ['La pendiente es 0: de este lado la activación es plana y no pasa ningún gradiente.']
      : Math.abs(value) < 0.01
        ? ['La pendiente es casi 0: la activación está saturada y pasa muy poco gradiente.']
        : [],
  onlyTermWith: (name, z, others, place) =>
    place === undefined
      ? say`De los ${number(others + 1)} términos de ${z} solo uno contiene ${name}; los demás son constantes.`
      : others === 0
        ? say`En ${z} está solo el término de ${name}.`
        : say`Solo ${place < 3 ? `el ${['primer', 'segundo', 'tercer'][place]} término` : 'un término'} contiene ${name}. ${others === 1 ? 'El otro es constante' : `Los otros ${number(others)} son constantes`}.`,
  meaningOfInput: (kind) =>
    kind === 'bias'
      ? ['Un umbral es un peso cuya entrada vale siempre 1.']
      : ['Un peso influye tanto como la señal que pasa por él.'],

  sumOfDerivatives: (total, terms) =>
    say`${{ kind: 'relation', sides: [total, { kind: 'sum', terms }] }}. La derivada de una suma es la suma de las derivadas: un término por cada camino.`,
  oldWeightsWhy: (out, pairs, old) => [
    ...enumerated(
      pairs.map(({ net, weight }, i) =>
        i === 0 ? say`En ${net}, lo que multiplica a ${out} es ${weight}` : say`en ${net}, es ${weight}`,
      ),
      '; ',
      '; ',
    ),
    pairs.length === 1 ? '. Es el peso viejo, ' : '. Son los pesos viejos, ',
    ...listOfNumbers(old),
    ': con ellos se calculó este error, así que los nuevos no entran aquí aunque ya estén calculados.',
  ],
  pathsKnown: (out, pairs, old) => [
    'El comienzo de cada término ya fue calculado. ',
    ...enumerated(
      pairs.map(({ net, weight }, i) =>
        i === 0 ? say`En ${net}, lo que multiplica a ${out} es ${weight}` : say`en ${net}, es ${weight}`,
      ),
      '; ',
      '; ',
    ),
    old.length === 1 ? '. Se usa ' : '. Se usan ',
    { kind: 'strong', content: [old.length === 1 ? 'el peso viejo' : 'los pesos viejos'] },
    ', ',
    ...listOfNumbers(old),
    ', porque con ellos se calculó este error.',
  ],
  deltasTimesOldWeights: (out, n) =>
    n === 1
      ? say`${out} es entrada de una sola neurona: su camino trae el δ de esa neurona por el peso VIEJO que lleva a ella. Con él se calculó el error, así que el nuevo no entra aquí.`
      : say`${out} es entrada de todas las neuronas de la capa siguiente. Cada camino trae el δ de su neurona por el peso VIEJO que lleva a ella: con él se calculó el error, así que el nuevo no entra aquí.`,
  signsOfPaths: (values, sum, out, units) => {
    const [a, b] = values
    if (values.length === 2 && a! * b! < 0)
      return say`Los dos caminos tienen signos opuestos: ${units[a! > 0 ? 0 : 1]!} da más de lo esperado y pide que ${out} baje; ${units[a! > 0 ? 1 : 0]!} pide que suba. En la suma se cancelan en parte: ${larger(values)} se reduce a ${sum}.`
    if (values.length > 1 && values.every((v) => v > 0))
      return say`Todos los caminos tienen el mismo signo: todas las salidas piden que ${out} baje.`
    if (values.length > 1 && values.every((v) => v < 0))
      return say`Todos los caminos tienen el mismo signo: todas las salidas piden que ${out} suba.`
    return []
  },
  everyPath: (n) => [
    `Hay ${number(n)} caminos hacia los errores. A lo largo de cada uno los factores se multiplican: el δ de la salida y después un peso y una pendiente por cada neurona que se atraviesa. Todos los pesos son los viejos.`,
  ],
  outputDeltasFirst: [
    'Para cada salida guardamos los dos primeros eslabones en un solo número, δ: cuánto cambia el error si cambia la entrada de esa salida.',
  ],
  feedsOutputs: (unit, units, n, outputs) =>
    outputs
      ? say`La salida de ${unit} es entrada de ${units}: influye en ${n === 1 ? 'ese error' : n === 2 ? 'los dos errores' : 'todos sus errores'}.${n === 1 ? '' : ' Hay un término por cada camino.'}`
      : say`La salida de ${unit} es entrada de ${units}, y por ellas llega al error. Hay un término por cada camino.`,

  deltaIdea: (delta) =>
    say`Guardamos un número por neurona, como ${delta}: cuánto cambia el error si cambia su entrada.`,
  deltaNamed: (name, z, delta) =>
    say`${name} entra solo en ${z}. Llamamos ${delta} a la derivada del error respecto de esa entrada.`,
  deltaHeading: (delta) => say`El error en la entrada de la neurona: ${delta}`,
  sharedBiasIdea: (name, units) =>
    say`${name} está en la entrada de ${units}, cada vez multiplicado por 1. Llega al error por todas ellas, así que su gradiente es la suma de sus δ.`,
  recursiveIdea: [
    'El δ de una neurona oculta reúne los δ que le llegan de la capa siguiente, cada uno por su peso viejo, y los multiplica por la pendiente propia.',
  ],
  recursiveWhy: (definition) =>
    say`Los caminos comparten tramos. Para no repetirlos, guardamos un número por neurona: ${definition}, cuánto cambia el error si cambia su entrada.`,
  recursiveRunIn: ['Lo mismo, en forma recursiva.'],
  recursiveKnown: (deltas, outputs) => [
    `Llamamos δ a la derivada del error respecto de la entrada de una neurona. Las de la ${outputs ? 'capa de salida' : 'capa siguiente'} ya están calculadas: `,
    ...listOfNumbers(deltas),
    '. La de una neurona oculta reúne las de la capa siguiente, cada una por su peso viejo, y multiplica la suma por la pendiente propia.',
  ],
  sameNumber: (delta, sibling) =>
    sibling
      ? say`Es el mismo número. ${delta} da también los gradientes de ${sibling.weight} (con ${sibling.input} en lugar de ${sibling.own}) y del umbral de ${sibling.unit} (con 1).`
      : ['Es el mismo número.'],
  sameWithLess: ['Es el mismo número, con menos cuentas. Para los pesos que faltan usamos esta forma.'],
  softmaxTies: (z, n) =>
    say`Softmax ata las salidas entre sí: si ${z} sube, su probabilidad sube y las otras bajan. Así, ${z} llega a la pérdida por ${plural(n, 'camino', 'caminos')}, uno por cada salida.`,
  lossByEachOutput: ['El primer factor de cada camino sale de la pérdida:'],
  jacobianCases: (z) =>
    say`El segundo es una columna de la matriz jacobiana de softmax. Llamamos S a la suma de las exponenciales: ${z} está siempre en S; en el numerador, solo en el de su propia salida. La regla del cociente da dos casos:`,
  jacobianColumn: [
    'Cada columna de la jacobiana suma 0: lo que una probabilidad gana, las otras lo pierden.',
  ],
  programUsesShortCut: [
    'El programa usa el atajo. Es más corto y nunca divide por un número que puede ser casi 0.',
  ],

  parameterHeading: (weights) => say`${weights.length === 1 ? 'Peso' : 'Pesos'} ${names(weights)}`,
  sameUnitKeep: (name, n) =>
    say`${goes(n)} a la misma neurona que ${name}. Los dos primeros factores son los mismos, así que los guardamos multiplicados:`,
  onlyThirdChanges: (name, signal) =>
    say`Solo cambia el tercer factor: la señal que pasa por ${name} es ${signal}.`,
  sameUnitOtherInput: (name, n) => say`${goes(n)} a la misma neurona que ${name}; solo cambia la entrada.`,
  goesToOutput: (unit, derivative, n) =>
    derivative < 0
      ? say`${goes(n)} a ${unit}. Esta salida da menos de lo debido: el primer factor es negativo y los gradientes toman su signo.`
      : say`${goes(n)} a ${unit}. Esta salida da más de lo debido: el primer factor es positivo.`,
  goesToHidden: (unit, outgoing, n) =>
    say`${goes(n)} a ${unit}. Sus caminos hacia el error pasan por ${names(outgoing)}, otra vez con los valores viejos.`,
  layerHeading: (layer, last) => [
    layer === last ? 'La capa de salida' : last === 1 ? 'La capa oculta' : `La capa oculta ${layer + 1}`,
  ],

  checkIdea: (name, h) =>
    say`Lo comprobamos sin derivar: movemos ${name} en ${is(letter('h'), h)} hacia cada lado y medimos la pendiente del error (diferencias centrales).`,
  lossWith: (loss, at) => say`${loss} con ${at}`,
  measuredSlope: ['pendiente: la diferencia, dividida por 2h'],
  chainRuleValue: ['regla de la cadena'],
  relativeDifference: ['diferencia relativa'],
  verdict: (status) =>
    status === 'passed'
      ? say`✓ (límite: ${limit})`
      : status === 'kink'
        ? ['(hay una esquina a menos de h: ahí la pendiente salta)']
        : say`✗ (límite: ${limit})`,
  lostDigits: [
    'La diferencia está en las últimas cifras: al restar dos errores casi iguales se pierden dígitos. El valor bueno es el de la regla de la cadena.',
  ],
  withUpdatedWeights: (updated, wrong) =>
    say`Con ${list(updated)} en lugar ${updated.length === 1 ? 'del viejo' : 'de los viejos'} saldría ${wrong}, que no es la pendiente del error. Es la equivocación más común en esta cuenta.`,
  checkInLine: (h, numeric, difference, verdict) =>
    say`Diferencias centrales, ${is(letter('h'), h)}: ${numeric}, diferencia relativa ${{ kind: 'number', value: difference, digits: 1 }} ${verdict}.`,

  sameForEveryRow: ['Lo mismo se hace para cada fila.'],
  eachRowGradient: ['Cada fila da su propio gradiente:'],
  rowsAgree: (gradients, rows) => {
    const up = rows.filter((_, i) => gradients[i]! < 0)
    const down = rows.filter((_, i) => gradients[i]! > 0)
    if (rows.length > 8)
      return [
        `De ${number(rows.length)} filas, ${number(up.length)} piden que el parámetro suba y ${number(down.length)} que baje.`,
      ]
    if (up.length > 0 && down.length > 0)
      return [`Las filas no están de acuerdo: ${rowsAsk(up)} que suba, ${rowsAsk(down)} que baje.`]
    return ['Las filas están de acuerdo en el sentido.']
  },
  batchGradientIdea: (reduction) => [
    reduction === 'mean'
      ? 'La pérdida es una media, así que su gradiente es la media de los gradientes:'
      : 'La pérdida es una suma, así que su gradiente es la suma de los gradientes:',
  ],
  whySubtract: (name, value, output) =>
    output || value === 0
      ? ['El gradiente señala hacia dónde crece el error. Restamos, para ir al revés.']
      : value > 0
        ? say`El gradiente es positivo: si ${name} sube, el error crece. Restamos.`
        : say`El gradiente es negativo: si ${name} sube, el error baja. Restamos, y así sube.`,
  othersStillOld: (name, value) =>
    say`Hasta que termine el paso, las demás cuentas siguen usando ${is(name, value)}.`,
  notTrained: (name) =>
    say`En esta red los umbrales quedan fijos: ${name} conserva su valor, aunque su gradiente no es 0.`,
  updateHeading: (name) => [`La actualización: ${nameOfOptimizer(name)}`],
  stepHeading: (name, time) => say`Paso ${is(letter(name), time)}`,
  laterStep: (name, value) =>
    say`El paso siguiente se cuenta del mismo modo, con todos los pesos como los dejó el anterior; su gradiente para este parámetro es ${is(name, value)}.`,
  laterStepWhole: (loss) =>
    say`Las mismas cuentas otra vez, con todos los pesos como los dejó el paso anterior. La pérdida es ahora ${loss}.`,
  onlyNow: (n) => [
    `Solo ahora, con ${n > 1 ? `los ${number(n)} gradientes calculados` : 'el gradiente calculado'}, cambiamos los pesos. Restamos, porque el gradiente señala hacia dónde crece el error.`,
  ],
  tableOfAll: (shown, all) => [
    `${shown === all ? 'Todos' : `Los ${number(shown)} de mayor gradiente, entre ${number(all)}`}, con su comprobación. La columna «Diferencias centrales» no usa derivadas: mueve el parámetro en h = 10⁻⁵ hacia cada lado y mide la pendiente del error.`,
  ],

  biasIdea: (policy) => [
    'Un umbral es un peso cuya entrada vale siempre 1. Su gradiente es entonces el δ de la neurona.',
    policy === 'fixed'
      ? ' En esta red quedan fijos, pero su gradiente no es 0.'
      : policy === 'shared'
        ? ' Aquí cada capa tiene uno solo, compartido: mueve a todas sus neuronas a la vez y los gradientes se suman.'
        : ' Aquí cada neurona tiene el suyo, y las actualizaciones de arriba los incluyen.',
  ],
  ifPerNeuron: ['Si cada neurona tuviera su propio umbral, entrenado:'],
  ifShared: [
    'Si se actualizara un solo umbral por capa, compartido, movería a todas sus neuronas a la vez y los gradientes se sumarían:',
  ],
  sharedChecked: (values) =>
    say`Las diferencias centrales dan ${listOfNumbers(values.map((v) => say`${v}`))}.`,
  biasOf: (name, unit, common) => (common ? say`${name} de ${unit}` : say`${name}`),
  policyName: (policy) => [
    policy === 'fixed'
      ? 'fijos (este ejemplo)'
      : policy === 'per-neuron'
        ? 'uno por neurona'
        : 'uno por capa',
  ],
  forwardAgain: ['Volvemos a pasar la misma entrada, ahora con los pesos nuevos.'],
  outcome: (before, after) =>
    after < before
      ? ['El error bajó: la red responde más cerca de lo esperado.']
      : after > before
        ? [
            'El error creció: la tasa de aprendizaje es demasiado grande para este paso, que saltó por encima del mínimo.',
          ]
        : ['El error no cambió.'],
  famousSlip: say`Si se obtiene ${0.291027924} como error después del paso, los δ de la capa oculta se calcularon con los pesos ya actualizados.`,
  batchOutcome: (before, after) =>
    say`La pérdida del lote era ${before} antes del paso y es ${after} después.`,

  longSumsNote: (digits) => [
    `Cada suma muestra sus tres términos mayores y lo que suman los demás. Se muestran ${number(digits)} cifras y se usan todas: rehacer una línea puede cambiar la última.`,
  ],
  activationGives: (name, result, active, all) =>
    say`${capital(nameOfActivation(name))} da ${result}${active < all ? `; ${count(active, 'es')} de las ${count(all, 'es')} neuronas no dan 0` : ''}.`,
  outputGives: (name, output, loss) => say`${capital(nameOfActivation(name))} da ${output}, así que ${loss}.`,
  shortCutHere: (loss, relation) => say`Con ${nameOfLoss(loss)} el δ de una salida es corto: ${relation}.`,
  feedsAll: (out, n, derivative) =>
    say`${out} es entrada de ${n === 1 ? 'la única neurona' : `las ${number(n)} neuronas`} de la capa siguiente, así que ${derivative} es una suma sobre ellas, cada δ por su peso viejo:`,
  deltasSameWay: [
    'Cada δ de la capa siguiente se calculó del mismo modo, con los δ de la capa que está detrás; los primeros salen de la pérdida.',
  ],
  slopeHere: (name, value, delta) =>
    say`La pendiente de ${nameOfActivation(name)} vale aquí ${value}, así que ${delta}.`,
  zeroInputs: (n) => [
    `${count(n, 'es')} ${n === 1 ? 'entrada vale' : 'entradas valen'} 0: también los gradientes de sus pesos.`,
  ],
}
