// In Spanish: normalized layers and dropped outputs.
import { type Expr, num, quotient } from '../../math/expr.ts'
import { type Content, say } from '../document.ts'
import type { LayerProse, Over } from './layers.ts'
import { counted, enumerated } from './phrases.ts'

const kinds = {
  batch: 'Normalización por lotes (batch normalization)',
  layer: 'Normalización por capa (layer normalization)',
} as const
const shortKinds = { batch: 'La normalización por lotes', layer: 'La normalización por capa' } as const
const over = ({ kind, count }: Over): string =>
  kind === 'batch'
    ? `las ${counted(count, 'fila', 'filas', 'es')} del lote`
    : `${count === 1 ? 'la única neurona' : `las ${counted(count, 'neurona', 'neuronas', 'es')}`} de la capa`
const part = ({ count }: Over): Expr => quotient(num(1), num(count))
const where = (layers: readonly number[] | undefined): string =>
  layers === undefined
    ? ''
    : ` en ${layers.length === 1 ? 'la capa oculta' : 'las capas ocultas'} ${layers.join(', ')}`
const names = (exprs: readonly Expr[]): Content =>
  enumerated(
    exprs.map((e) => say`${e}`),
    ', ',
    ' y ',
  )

export const layers: LayerProse = {
  recipe: {
    normalization: (kind, at) => [`${kinds[kind]}${where(at)}.`],
    dropout: (p, at) => say`Dropout${where(at)}: ${p}.`,
  },
  heading: ['La normalización'],
  idea: (of, activation) => [
    `${shortKinds[of.kind]} está entre la suma y la función de activación (${activation}): lleva las entradas a media 0 y varianza 1 sobre ${over(of)}. Primero la media, después la media de las distancias a ella al cuadrado, y la raíz de eso:`,
  ],
  rowMark: (name, row) =>
    say`Una fila entre corchetes distingue las filas: ${name} es la de la fila ${row}. Sin corchetes es la primera fila.`,
  argument: (epsilon) =>
    say`El ${epsilon} aleja la raíz de 0. Menos la media y dividida por la raíz, la entrada queda normalizada; después γ y β, que se entrenan, le dan una escala y un lugar propios:`,
  firstRowForward: (row, whole) => [
    `Las filas pasan por la red juntas, capa por capa. ${whole ? `Contamos la fila ${row}; las demás van igual.` : `Para la fila ${row}, las neuronas que están en el camino de este parámetro son:`}`,
  ],
  tied: (sum) =>
    say`La media y la varianza unen las filas: cada una influye en las pérdidas de todas las demás. Por eso derivamos la suma de todas las pérdidas, ${sum}.`,
  ownLossOnly: ['De esa suma, una salida cambia solo la pérdida de su propia fila.'],
  deltaIdea: (u, value) => say`En ${u}, ${value} está multiplicado por γ: también la derivada.`,
  threeWays: (z, value, mean, deviation) =>
    say`${z} llega a la pérdida por tres caminos: por su propio ${value}, por ${mean} y por ${deviation}. Los dos últimos están en todos los valores normalizados, no solo en el suyo.`,
  meanMoves: (of, mean) =>
    say`Si una entrada sube, ${mean} sube ${part(of)} de eso, y todos los valores normalizados bajan. Por eso lo que las derivadas tienen en común, su media, no aporta nada y se resta:`,
  deviationMoves: (deviation) =>
    say`${deviation} también cambia: una entrada por encima de la media que sube las separa más, y todos los valores normalizados se dividen por más. (Que la media se haya movido no cuenta aquí: las distancias a ella suman 0.) Por eso se resta también lo que acompaña a los valores normalizados:`,
  allThree: (common, aligned) =>
    say`Los tres caminos juntos; ${common} es la media de las derivadas y ${aligned}, la de su producto por los valores normalizados:`,
  parameters: (scaleAndShift) => say`Escala y desplazamiento: ${names(scaleAndShift)}`,
  scaleAndShift: (scale, shift) =>
    say`${scale} y ${shift} se entrenan como los pesos. ${scale} multiplica al valor normalizado y ${shift} se le suma:`,
  biasCancels: (biases, { kind }, shift) =>
    say`${names(biases)} ${biases.length === 1 ? 'está' : 'están'} en la entrada y también en su media${kind === 'batch' ? ', en todas las filas' : ', en todas las neuronas'}: la diferencia es la misma con cualquier umbral. El gradiente es exactamente 0; ese trabajo lo hace ${shift}.`,
  entersOnly: (name, u) =>
    say`${name} entra solo en ${u}, detrás de la normalización: no mueve la media ni la varianza.`,
  joinsArgument: (name, unit, scale) =>
    scale
      ? say`${name} es la escala de la entrada normalizada de ${unit}.`
      : say`${name} se suma a la entrada normalizada de ${unit}.`,
  ofScale: ['Está multiplicado por el valor normalizado, que es entonces la derivada.'],
  ofShift: ['Se suma tal cual: la derivada es 1.'],
  runningHeading: ['La media y la varianza acumuladas'],
  running: (momentum, rows) =>
    say`Para predecir puede haber una sola fila, sin lote. Para eso la capa guarda una media y una varianza que siguen a las de los lotes: cada paso toma ${momentum} de las nuevas, con la varianza dividida por ${rows - 1} en lugar de ${rows}, porque se estima a partir de una muestra. No les llega ningún gradiente.`,
  tiedGradient: ['El gradiente reúne lo que da cada fila:'],
  matrices: (of) => [
    `${shortKinds[of.kind]} está entre la suma y la activación: las entradas menos su media sobre ${over(of)}, divididas por s, después por γ y más β, número a número. ⟨ ⟩ es esa media${of.kind === 'layer' ? ', la misma en cada neurona' : ''}:`,
  ],
  matrixDelta: [
    'Hacia atrás por la normalización: la media y la desviación se mueven con cada entrada, así que se restan dos partes: c, la media de las derivadas, y p, la de su producto por los valores normalizados:',
  ],
  matrixGradients: [
    'El gradiente de γ es el del argumento por el valor normalizado; el de β es el del argumento. Un umbral delante de una normalización se cancela.',
  ],
  dropped: ({ layer, row, outputs, count, all }) => {
    const start = row === undefined ? 'Este paso' : `La fila ${row}`
    const end = layer === undefined ? '.' : ` en la capa oculta ${layer}.`
    const those = `de las ${counted(all, 'salida', 'salidas', 'es')}`
    if (count === 0) return [`${start} no descarta ninguna ${those}${end}`]
    if (count === all) return [`${start} descarta todas las salidas${end}`]
    if (count > outputs.length) return [`${start} descarta ${count} ${those}${end}`]
    return say`${start} descarta ${names(outputs)}${end}`
  },
  maskIdea: (probability, factor) =>
    say`Dropout deja fuera cada salida con probabilidad ${probability}, sorteada de nuevo para cada fila y cada paso, para que ninguna neurona dependa de otra. La máscara m es 0 en una salida descartada; las que quedan se multiplican por ${factor}, para que en promedio la capa entregue tanto como sin dropout.`,
  notInEvaluation: ['Para predecir y evaluar no se descarta nada y no hace falta ningún factor.'],
}
