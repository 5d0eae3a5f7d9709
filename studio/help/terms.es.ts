// Qué significan los términos, en español.
import type { Terms } from './terms.ts'

export const es: Terms = {
  network: { name: 'red', is: 'Capas de neuronas, cada una alimentada por la anterior.' },
  neuron: {
    name: 'neurona',
    is: 'Suma sus entradas, cada una por su peso, y su umbral; después aplica su función de activación.',
  },
  input: { name: 'entrada', is: 'Un número que se le da a la red. La capa de entrada no calcula nada.' },
  hiddenLayer: { name: 'capa oculta', is: 'Una capa cuyas salidas no tienen valor esperado.' },
  outputLayer: { name: 'capa de salida', is: 'La capa cuyas salidas se comparan con las esperadas.' },
  shape: {
    name: 'forma',
    is: 'Cuántas entradas hay y cuántas neuronas en cada capa: 2‑2‑2 son dos entradas, dos neuronas ocultas y dos salidas.',
  },
  weight: {
    name: 'peso',
    is: 'Lo que multiplica una señal en su camino de una neurona a otra. Cada arista del dibujo tiene uno.',
  },
  bias: {
    name: 'umbral (bias, sesgo)',
    is: 'Un peso cuya entrada vale siempre 1: sube o baja la entrada de la neurona.',
  },
  biasPolicy: {
    name: 'umbrales: fijos, uno por capa, uno por neurona',
    is: 'Los fijos no cambian nunca, como en el ejemplo. Uno por capa: lo comparten todas sus neuronas, y su gradiente es la suma de los de ellas. Uno por neurona es lo que hacen casi todas las bibliotecas.',
  },
  parameter: {
    name: 'parámetro',
    is: 'Un número que el entrenamiento cambia: cada peso, y cada umbral que no está fijo.',
  },
  forward: { name: 'adelante', is: 'La pasada de las entradas al error.' },
  net: {
    name: 'entrada de la neurona (net)',
    is: 'La suma de lo que le llega a una neurona, cada señal por su peso, más el umbral, antes de la función de activación.',
  },
  out: { name: 'salida de la neurona', is: 'Su entrada (net) después de la función de activación.' },
  activation: {
    name: 'función de activación',
    is: 'La curva que convierte la entrada de la neurona en su salida. Sin ella todas las capas juntas serían una sola.',
  },
  sigmoid: { name: 'sigmoide', is: '1 / (1 + e^−z): una S de 0 a 1. Su pendiente es out · (1 − out).' },
  tanh: { name: 'tanh', is: 'Una S de −1 a 1. Su pendiente es 1 − out².' },
  rectifier: {
    name: 'ReLU y sus parientes',
    is: 'Lo que entra si es positivo, y 0 si no; algunas dejan pasar una parte de lo negativo, con una pendiente o una α que se elige, o doblan con suavidad. El paso de una neurona cuenta su fórmula.',
  },
  softmax: {
    name: 'softmax',
    is: 'Exponenciales divididas por su suma: las salidas son probabilidades que suman 1.',
  },
  saturated: {
    name: 'saturada',
    is: 'Allí la activación es tan plana, con pendiente menor que 0,01, que casi no deja pasar gradiente.',
  },
  dropout: {
    name: 'dropout',
    is: 'En el entrenamiento, algunas neuronas elegidas al azar quedan fuera de un paso; las demás se amplían para compensarlo.',
  },
  normalized: {
    name: 'capa normalizada',
    is: 'Sus entradas (net) se llevan a media 0 y desviación 1, y después se multiplican por γ y se les suma β, que se entrenan.',
  },
  target: { name: 'salida esperada', is: 'Lo que una salida debería ser.' },
  output: { name: 'salida real', is: 'Lo que una salida es.' },
  outputError: { name: 'error de una salida', is: 'Un término del error total.' },
  loss: {
    name: 'error total (pérdida)',
    is: 'Un solo número que dice cuánto se equivoca la red en una muestra: entrenar es hacerlo pequeño.',
  },
  halfSquared: {
    name: 'error cuadrático con ½',
    is: '½ (target − out)², sumado sobre las salidas. El ½ está para que la derivada no lleve un 2.',
  },
  meanSquared: { name: 'error cuadrático medio', is: 'Sin ½, y la media sobre salidas y muestras.' },
  absolute: {
    name: 'error absoluto, error de Huber',
    is: 'La distancia a lo esperado, sin signo; el de Huber es el cuadrado cerca de lo esperado, y la distancia a partir de δ.',
  },
  crossEntropy: {
    name: 'entropía cruzada',
    is: 'Menos el logaritmo de la probabilidad que la red le da a la clase verdadera.',
  },
  meanLoss: { name: 'error medio', is: 'La media de los errores de un lote.' },
  backward: {
    name: 'hacia atrás, backpropagation (retropropagación)',
    is: 'La pasada del error a cada gradiente: la regla de la cadena, calculada una vez por neurona, del final al principio.',
  },
  derivative: {
    name: 'derivada parcial',
    is: 'La pendiente cuando una cantidad se mueve y las demás quedan quietas: cuánto cambia el error si un peso cambia un poco.',
  },
  gradient: {
    name: 'gradiente',
    is: 'Todas las derivadas parciales del error; también la que corresponde a un peso o a un umbral.',
  },
  path: {
    name: 'camino',
    is: 'Una manera en que un parámetro llega al error. Lo que dan los caminos se suma.',
  },
  chainRule: {
    name: 'regla de la cadena',
    is: 'A lo largo de un camino, las derivadas locales se multiplican.',
  },
  factors: {
    name: 'error, pendiente, entrada, peso',
    is: 'Los factores de un camino por su nombre: cómo cambia el error con la salida; la pendiente de la activación; lo que el peso multiplica; el peso por el que pasa el camino.',
  },
  delta: {
    name: 'delta',
    is: 'La derivada del error respecto de la entrada (net) de una neurona: lo que un gradiente tiene en común con los otros de la misma neurona.',
  },
  recursive: {
    name: 'caminos, δ recursiva',
    is: 'Dos maneras de contar el mismo gradiente: como suma sobre todos sus caminos, o por los δ de la capa siguiente, que ya se conocen.',
  },
  product: {
    name: 'producto + y producto −',
    is: 'Un camino de producto positivo sube el error cuando el parámetro crece; uno negativo lo baja. Los de signo contrario se cancelan en parte.',
  },
  update: {
    name: 'actualizar, actualización',
    is: 'Cambiar todos los parámetros a la vez, cuando ya se conocen todos los gradientes: en contra del gradiente, que apunta cuesta arriba.',
  },
  version: {
    name: 'w@0, w@1',
    is: 'Qué valor de un peso: antes de la primera actualización, después de ella, y así siguiendo. Todos los gradientes de un paso leen la misma versión.',
  },
  learningRate: { name: 'tasa de aprendizaje', is: 'Cuánto del gradiente se resta en una actualización.' },
  optimizer: { name: 'optimizador', is: 'La regla que convierte los gradientes en una actualización.' },
  plain: {
    name: 'descenso simple',
    is: 'La regla más sencilla: nuevo = viejo − tasa de aprendizaje · gradiente.',
  },
  memory: {
    name: 'memoria del optimizador',
    is: 'Lo que algunas reglas guardan de pasos anteriores, como una velocidad o una media de los gradientes al cuadrado.',
  },
  l2: {
    name: 'regularización L2',
    is: 'Una parte del error que crece con los cuadrados de los pesos, para que sigan siendo pequeños.',
  },
  momentum: {
    name: 'momento',
    is: 'El paso guarda una parte del anterior: toma velocidad donde los gradientes coinciden y se calma donde se alternan.',
  },
  nesterov: { name: 'Nesterov', is: 'El gradiente se toma un momento más adelante.' },
  weightDecay: {
    name: 'decaimiento de pesos, decaimiento desacoplado',
    is: 'Cada paso acerca un poco a 0 todos los parámetros; desacoplado: se encogen los parámetros mismos, y el gradiente no se entera.',
  },
  smoothing: {
    name: 'suavizado, β₁, β₂, centrado',
    is: 'Cuánto se guarda en cada paso de una media que avanza: de los gradientes al cuadrado, y con β₁ de los gradientes. Centrado: se le resta el cuadrado de la media.',
  },
  epsilon: { name: 'ε', is: 'Un número pequeño en un denominador, para que nada se divida por 0.' },
  rateDecay: { name: 'baja de la tasa', is: 'La tasa de aprendizaje baja de paso en paso.' },
  lineSearch: {
    name: 'pasos recordados, pruebas por paso, c₁, c₂, menor gradiente',
    is: 'De L-BFGS: de cuántos pasos anteriores aprende la curvatura; cuántas veces prueba un largo del paso; cuándo lo acepta, porque el error bajó bastante (c₁) y la pendiente se aplanó bastante (c₂); y con qué gradiente termina.',
  },
  penalty: {
    name: 'penalización L1, penalización L2',
    is: 'Partes del error que crecen con el tamaño de los pesos, o con sus cuadrados. L1 hace 0 muchos pesos.',
  },
  labelSmoothing: {
    name: 'suavizado de etiquetas',
    is: 'Una parte de lo esperado de cada clase se reparte entre todas, para que nunca se le pida a la red estar segura.',
  },
  limits: {
    name: 'recorte de gradientes, norma máxima de los pesos',
    is: 'Los gradientes demasiado grandes se recortan, y los pesos hacia una neurona que son demasiado largos se encogen.',
  },
  schedule: {
    name: 'plan de la tasa',
    is: 'Una regla por la que la tasa de aprendizaje cambia de paso en paso.',
  },
  notation: {
    name: 'net out, z a δ, matriz',
    is: 'Tres maneras de escribir lo mismo: net y out como en las diapositivas, z y a como en casi todos los libros, capas enteras como vectores y matrices.',
  },
  digits: { name: 'cifras', is: 'Cifras significativas: se cuentan desde la primera que no es 0.' },
  rounded: {
    name: '= y ≈',
    is: '≈ va donde se dejaron cifras sin imprimir. Todos los cálculos son con los números enteros, de 64 bits.',
  },
  notYet: { name: '— sin calcular', is: 'Un valor que ningún paso ha calculado todavía. No es 0.' },
  editable: {
    name: 'número con puntos debajo',
    is: 'Se puede editar donde está. Intro lo guarda, Esc lo deja como estaba. Se entienden la coma y el punto.',
  },
  linkAndUndo: {
    name: 'enlace, deshacer',
    is: 'La dirección cuenta todo el estado de la página, y Enlace la copia. Deshacer quita los cambios uno por uno.',
  },
  chambers: {
    name: 'net | out',
    is: 'Una neurona tiene dos cámaras. La pared entre ellas es la función de activación.',
  },
  lit: { name: 'camino iluminado', is: 'El camino del parámetro en cuestión al error.' },
  dash: {
    name: 'a rayas',
    is: 'Una línea a rayas: el producto del camino es negativo. Una barra rayada: un valor negativo.',
  },
  badge: {
    name: '① ② ③',
    is: 'Los factores de la regla de la cadena. Cada número está en la fórmula y en su lugar del dibujo.',
  },
  frame: { name: 'marco de puntos', is: 'De ahí sale un factor.' },
  lock: { name: 'candado', is: 'Un umbral fijo.' },
  saturationBar: {
    name: 'barra debajo de out',
    is: 'La neurona está saturada: su pendiente es menor que 0,01.',
  },
  largest: {
    name: 'los mayores de todos',
    is: 'Donde hay demasiadas aristas para dibujarlas, se dibujan solo las de mayor peso, y una línea dice cuántas de cuántas.',
  },
  sample: { name: 'muestra, fila', is: 'Una entrada con su salida esperada.' },
  batch: { name: 'lote', is: 'Las muestras de un paso. Su gradiente es la media de los de ellas.' },
  epoch: { name: 'época', is: 'Una pasada por todas las filas de entrenamiento.' },
  seed: {
    name: 'semilla',
    is: 'El número con que empieza el azar: la misma semilla da los mismos pesos iniciales y el mismo orden de filas.',
  },
  validation: {
    name: 'entrenamiento y validación',
    is: 'Una parte de las filas queda apartada: la red no aprende de ellas, y así muestran si lo aprendido vale para otras.',
  },
  accuracy: { name: 'exactitud', is: 'La parte de las filas cuya clase la red predice bien.' },
  rSquared: {
    name: 'R²',
    is: 'La parte de la variación de la salida esperada que la red explica: 1 es perfecto, 0 no es mejor que la media.',
  },
  confusion: {
    name: 'matriz de confusión',
    is: 'Cuántas filas de cada clase real se predijeron como cada clase. La diagonal está bien.',
  },
  regions: {
    name: 'regiones de decisión',
    is: 'Qué clase predice la red en cada punto de dos entradas; y la curva ajustada, donde lo esperado es un número.',
  },
  gradientSize: {
    name: 'tamaño del gradiente',
    is: 'Cuántos pesos de una capa tienen gradientes de qué tamaño. Si el tamaño cae de capa en capa hacia las entradas, el gradiente se desvanece.',
  },
  divergence: {
    name: 'divergencia',
    is: 'Un error que crece sin límite, casi siempre porque la tasa de aprendizaje es demasiado grande.',
  },
  compare: {
    name: 'corrida A',
    is: 'Una corrida guardada como línea fina, para comparar con otra que empieza con los mismos pesos.',
  },
  surface: {
    name: 'superficie del error',
    is: 'El error como altura sobre dos parámetros, con todos los demás como están. Más oscuro es más error.',
  },
  contours: { name: 'contornos', is: 'Líneas de igual error. El gradiente es perpendicular a ellas.' },
  uphill: {
    name: 'gradiente y paso',
    is: 'El gradiente apunta hacia donde el error crece más rápido; el paso va al revés, y la tasa de aprendizaje dice cuánto.',
  },
  sliceMinimum: {
    name: 'mínimo de este corte',
    is: 'El menor error al que llegan estos dos parámetros mientras los demás quedan quietos. La red entera puede llegar más abajo.',
  },
  projection: {
    name: 'sólo estos dos, entrenamiento completo',
    is: 'El primer camino mueve solo estos dos parámetros y está sobre la superficie. El segundo es lo que les pasa a estos dos cuando se entrenan todos.',
  },
  overshoot: {
    name: 'se pasa',
    is: 'El paso es tan largo que cruza el valle; el error baja menos de lo que podría, o sube.',
  },
  check: {
    name: 'comprobación del gradiente',
    is: 'El gradiente de la regla de la cadena frente a la pendiente medida.',
  },
  measured: {
    name: 'pendiente medida, diferencias centrales',
    is: '(E(w + h) − E(w − h)) / 2h con una h pequeña: el error con el parámetro movido un poco a cada lado, sin ninguna derivada.',
  },
  relativeError: {
    name: 'error relativo',
    is: 'La diferencia de dos números, dividida por el mayor de los dos.',
  },
  limit: {
    name: 'límite',
    is: 'La marca en 10⁻⁷ de la línea: un gradiente coincide mientras su distancia a la pendiente medida, sobre el mayor gradiente de su capa, no la pase.',
  },
  corner: {
    name: 'esquina',
    is: 'Un lugar donde el error no tiene pendiente, como en la esquina de ReLU: lo que se mide a un lado y al otro es distinto.',
  },
  tooEarly: {
    name: 'antes de tiempo',
    is: 'El error más famoso: primero se cambian los pesos de la capa de salida, y los gradientes de la capa oculta se calculan con los nuevos.',
  },
  judged: {
    name: 'bien, redondeado, mal',
    is: 'Redondeado: el número correcto con menos cifras, o uno tan cercano que algo se redondeó en el camino. Donde una equivocación conocida da justo ese número, se la nombra.',
  },
}
