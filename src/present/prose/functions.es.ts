// In Spanish: the reason for each line of a derivation and of an update, and a name and a description for each function.
import { say } from '../document.ts'
import {
  type ActivationWords,
  type LossWords,
  type OptimizerWords,
  oneMinus,
  type Sentences,
} from './functions.ts'

export const functions: Sentences = {
  'identity.power': () => say`El exponente 1 baja y queda una potencia 0, que vale 1.`,
  'sigmoid.outside-in': () =>
    say`Derivamos de afuera hacia adentro: la potencia −1, la exponencial, su signo. Después partimos el resultado en dos fracciones.`,
  'sigmoid.output': ({ a }) =>
    say`La primera fracción es ${a}. Entre las dos suman 1, así que la segunda es ${oneMinus(a)}. Con la salida ya calculada basta: no hay otra exponencial.`,
  'tanh.quotient': () =>
    say`Escribimos tanh como cociente de exponenciales y usamos la regla del cociente. La derivada del numerador es el denominador, y al revés. Después dividimos término a término.`,
  'tanh.output': ({ a }) => say`El cociente que está al cuadrado es ${a}: no hay otra exponencial.`,
  'softsign.quotient': ({ z }) =>
    say`La regla del cociente; la derivada del valor absoluto es el signo. ${z} por su signo es su valor absoluto, así que el numerador es 1.`,
  'relu.branches': ({ z }) =>
    say`Por encima de 0 la salida es ${z}, con pendiente 1. Por debajo es la constante 0, con pendiente 0. En 0 hay una esquina y tomamos 0.`,
  'leaky-relu.branches': () =>
    say`Cada rama es una recta y su derivada es su pendiente. En 0 hay una esquina y tomamos la pendiente de la rama izquierda.`,
  'elu.branches': ({ z }) =>
    say`Por encima de 0 la pendiente es 1. Por debajo, la exponencial es su propia derivada y la constante 1 no aporta nada. En ${z} = 0 tomamos la rama izquierda.`,
  'selu.branches': ({ z }) =>
    say`Por encima de 0 es una recta. Por debajo, la exponencial es su propia derivada y la constante 1 no aporta nada. En ${z} = 0 tomamos la rama izquierda.`,
  'gelu.product': () =>
    say`La regla del producto: se deriva un factor por vez. La derivada de la distribución normal Φ es su densidad φ.`,
  'gelu-tanh.product': () =>
    say`La regla del producto y, adentro, la de la cadena: la derivada de tanh es 1 − tanh², por la derivada de lo que está dentro.`,
  'gelu-tanh.tidy': () => say`Los factores 1 y el cero se van; la potencia 3 − 1 es 2.`,
  'silu.product': ({ z }) =>
    say`Es ${z} por su sigmoide: la regla del producto. La derivada de la sigmoide es σ · (1 − σ).`,
  'silu.output': ({ z, a }) =>
    say`${z} por la sigmoide es ${a}, que ya está calculada. Después juntamos lo que multiplica a la sigmoide.`,
  'softplus.outside-in': () =>
    say`Derivamos de afuera hacia adentro: el logaritmo da uno sobre lo que está dentro, y la exponencial es su propia derivada.`,
  'softplus.sigmoid': () =>
    say`Dividimos las dos partes de la fracción por la exponencial: lo que queda es la sigmoide.`,
  'mish.product': () =>
    say`La regla del producto y, adentro, la de la cadena: tanh da 1 − tanh², el logaritmo da uno sobre lo que está dentro, la exponencial es su propia derivada.`,
  'mish.sigmoid': () => say`Los dos últimos factores son la sigmoide.`,
  'softmax.same-unit': ({ z }) =>
    say`S es la suma de las exponenciales de la capa. ${z} está en ella y en el numerador, así que la regla del cociente tiene sus dos términos.`,
  'softmax.other-unit': () =>
    say`Este numerador no contiene esa entrada: su derivada es 0. Sí la contiene S, la suma de las exponenciales: de la regla del cociente queda el segundo término.`,

  'half-squared-error.power': () =>
    say`El exponente 2 baja y el ½ lo cancela; para eso estaba el ½. El −1 es la derivada de lo que está dentro del paréntesis.`,
  'mse.power': () => say`El exponente 2 baja. El −1 es la derivada de lo que está dentro del paréntesis.`,
  'mae.sign': ({ y, a }) =>
    say`La derivada del valor absoluto es el signo, y el −1 lo invierte: +1 donde ${a} supera a ${y}, −1 donde no llega, 0 donde son iguales.`,
  'huber.branches': () =>
    say`Cerca de la salida esperada es medio cuadrado: el exponente 2 baja y el ½ lo cancela. Lejos es una recta de pendiente δ. El −1 es la derivada de lo que está dentro.`,
  'binary-cross-entropy.logarithms': ({ a }) =>
    say`La derivada de cada logaritmo es uno sobre lo que está dentro; en el segundo, ${oneMinus(a)} aporta un −1.`,
  'binary-cross-entropy.common-denominator': () =>
    say`Con un denominador común, el numerador es la diferencia entre la salida real y la esperada.`,
  'cross-entropy.logarithm': ({ a }) =>
    say`La derivada del logaritmo es uno sobre lo que está dentro. Los demás términos no contienen ${a}.`,
  'binary-cross-entropy-from-logits.outside-in': ({ z }) =>
    say`La pérdida es ln(1 + e^z) − y · z, con ${z} en el lugar de z. Derivamos de afuera hacia adentro: el logaritmo da uno sobre lo que está dentro, y la exponencial es su propia derivada.`,
  'binary-cross-entropy-from-logits.sigmoid': () =>
    say`Dividimos las dos partes de la fracción por la exponencial: es la sigmoide. Queda la diferencia entre la probabilidad y la salida esperada.`,
  'cross-entropy-from-logits.exponential': () =>
    say`El logaritmo de la suma de exponenciales está en todos los términos; su derivada es una exponencial sobre la suma. El exponente mismo está solo en su propio término.`,
  'cross-entropy-from-logits.probabilities': () =>
    say`La fracción es la softmax, y las salidas esperadas suman 1.`,
  'sigmoid-binary-cross-entropy.cancel': ({ a }) =>
    say`Juntamos los dos factores antes de poner números: ${a} y ${oneMinus(a)} se cancelan. Queda cuánto se aparta la salida real de la esperada.`,
  'softmax-cross-entropy.cancel': () =>
    say`Juntamos los dos factores antes de poner números. Cada salida que está en un denominador se cancela con una de la matriz jacobiana. Después juntamos lo que multiplica a la salida.`,
  'softmax-cross-entropy.probabilities': () =>
    say`La última línea vale porque las salidas esperadas suman 1. Queda cuánto se aparta la probabilidad de la salida esperada.`,
  'identity-half-squared-error.slope': () =>
    say`La identidad tiene pendiente 1 en todas partes. Queda cuánto se aparta la salida real de la esperada.`,

  'weight-decay': ({ g }) =>
    say`El decaimiento de los pesos (weight decay) suma a ${g} un poco del parámetro: cada paso también lo acerca a 0.`,
  'decoupled-decay': () =>
    say`Primero el parámetro se encoge un poco. Este decaimiento queda aparte del gradiente, así que nada de lo que el optimizador le hace al gradiente lo debilita.`,
  'gradient-descent': () => say`El gradiente señala hacia dónde crece el error. Restamos, para ir al revés.`,
  'momentum.velocity': () =>
    say`La velocidad conserva la mayor parte de lo que tenía y suma el gradiente nuevo: los pasos en una misma dirección se acumulan y los opuestos se cancelan. Empieza en 0.`,
  'momentum.step': () => say`Restamos la velocidad en lugar del gradiente.`,
  'nesterov.look-ahead': () =>
    say`Nesterov mira hacia adelante: el gradiente más lo que la velocidad llevará al paso siguiente.`,
  'nesterov.step': () => say`Restamos esta dirección en lugar del gradiente.`,
  'rmsprop.mean-square': () =>
    say`Una media móvil de los cuadrados de los gradientes dice qué tamaño suelen tener. Conserva la mayor parte de lo que tenía y toma un poco de lo nuevo.`,
  'rmsprop.mean-gradient': () =>
    say`Una media móvil de los gradientes mismos dice hacia dónde suelen apuntar.`,
  'rmsprop.spread': () =>
    say`La media de los cuadrados menos el cuadrado de la media es cuánto varían los gradientes. Su raíz es el divisor, y ε lo mantiene lejos de 0.`,
  'rmsprop.velocity': () =>
    say`El gradiente se divide por su tamaño habitual. La velocidad conserva la mayor parte de lo que tenía y suma el resultado.`,
  'rmsprop.step': () =>
    say`El gradiente se divide por su tamaño habitual: los parámetros de gradiente pequeño y los de gradiente grande avanzan a un ritmo parecido. ε mantiene el divisor lejos de 0.`,
  'rmsprop.momentum-step': () => say`Restamos la velocidad en lugar del gradiente.`,
  'adagrad.sum': () => say`Se suman los cuadrados de todos los gradientes hasta ahora. La suma nunca baja.`,
  'adagrad.rate': () => say`La tasa de aprendizaje baja con el número de pasos dados.`,
  'adagrad.step': () =>
    say`El gradiente se divide por la raíz de esa suma: un parámetro que se movió mucho se mueve menos desde ahora. ε mantiene el divisor lejos de 0.`,
  'adam.first-moment': ({ m }) =>
    say`Cada memoria conserva la mayor parte de lo que tenía y toma un poco de lo nuevo. ${m} es la media móvil de los gradientes: hacia dónde.`,
  'adam.second-moment': ({ v }) => say`${v} es la media móvil de sus cuadrados: qué tamaño suelen tener.`,
  'adam.corrected-first': () =>
    say`Como empiezan en 0, al principio las dos son demasiado pequeñas. Dividir por 1 − β^t, la parte de la media que ya se ha llenado, lo corrige.`,
  'adam.corrected-second': () => say`Lo mismo para los cuadrados.`,
  'adam.step': () =>
    say`El paso es una dividida por la raíz de la otra: los parámetros de gradiente pequeño y los de gradiente grande avanzan a un ritmo parecido. ε mantiene el divisor lejos de 0.`,
  'clip.value': () =>
    say`Un gradiente cuyo tamaño supera su límite se recorta hasta el límite, y conserva su signo.`,
  'clip.norm': () =>
    say`La norma es la longitud de todos los gradientes del paso juntos: la raíz de la suma de sus cuadrados.`,
  'clip.factor': () =>
    say`Si supera su límite, todos los gradientes se multiplican por un mismo factor, θ, que la baja hasta el límite. La dirección del paso no cambia.`,
  'clip.gradient': () => say`El optimizador recibe este gradiente por ese factor.`,
  'max-norm.norm': () => say`La norma de los pesos que llegan a esta neurona, como los deja el optimizador.`,
  'max-norm.factor': () =>
    say`Si supera su límite, esos pesos se multiplican por un mismo factor, θ, que la baja hasta el límite.`,
  'max-norm.weight': () => say`El peso nuevo es el que deja el optimizador, por ese factor.`,
  'schedule.warmup': () =>
    say`En el calentamiento (warm-up) la tasa de aprendizaje crece lo mismo en cada paso, hasta que empieza su plan (schedule).`,
  'schedule.constant': () => say`La tasa de aprendizaje se queda como está.`,
  'schedule.step': () =>
    say`La tasa de aprendizaje se multiplica por q cada T pasos. ⌊ ⌋ deja la parte entera: cuántas veces ocurrió ya.`,
  'schedule.exponential': () =>
    say`En cada paso la tasa de aprendizaje baja en la misma proporción: T pasos la multiplican por q.`,
  'schedule.cosine': () =>
    say`La tasa de aprendizaje baja por media onda del coseno, de T pasos: despacio al principio, más rápido en el medio, despacio al final.`,
  'schedule.cosine-over': () =>
    say`Los T pasos del plan terminaron: la tasa de aprendizaje se queda en su valor más bajo.`,
  'schedule.inverse': () =>
    say`La tasa de aprendizaje baja con una potencia del número de pasos: rápido al principio, cada vez más despacio después.`,
  'schedule.cycle-rise': () =>
    say`En la primera parte del ciclo la tasa de aprendizaje sube por media onda del coseno.`,
  'schedule.cycle-fall': () =>
    say`Pasado su máximo, la tasa de aprendizaje baja por media onda del coseno, hasta casi nada.`,
  'schedule.cycle-over': () => say`El ciclo terminó: la tasa de aprendizaje se queda en su último valor.`,
  'schedule.plateau': () =>
    say`La tasa de aprendizaje se reduce cuando el error deja de bajar. r es por cuánto se ha multiplicado hasta ahora.`,
  'lbfgs.start': () => say`El primer recorrido empieza con el gradiente.`,
  'lbfgs.rho': () =>
    say`Para cada paso recordado, del más nuevo al más viejo: el producto escalar del cambio del gradiente y el paso dice cuánto se curva el error a lo largo de él; ρ es uno sobre ese número.`,
  'lbfgs.alpha': () =>
    say`Cuántas veces está, en lo que queda del gradiente, el cambio del gradiente a lo largo de ese paso: eso es α.`,
  'lbfgs.backward': () => say`El cambio se quita esa cantidad de veces.`,
  'lbfgs.scale': () =>
    say`La inversa de cuánto se curvó el error a lo largo del último paso es γ, una primera estimación para todas las direcciones.`,
  'lbfgs.between': () => say`Lo que queda del gradiente, por γ, empieza el segundo recorrido.`,
  'lbfgs.forward': () =>
    say`Para cada paso recordado, del más viejo al más nuevo: lo que quitó el primer recorrido vuelve como una parte de ese paso.`,
  'lbfgs.first-scale': () =>
    say`Todavía no se sabe nada de cómo se curva el error. La dirección es la más pronunciada, acortada para que todos los parámetros juntos se muevan una distancia de 1 como máximo.`,
  'lbfgs.direction': () =>
    say`Vamos en sentido contrario, porque el gradiente apunta hacia donde crece el error.`,
  'lbfgs.length': () =>
    say`La longitud que encontró la búsqueda lineal es la misma para todos los parámetros.`,
  'lbfgs.step': () => say`Cada parámetro se mueve a lo largo de su dirección, todos a la vez.`,
  'lbfgs.stay': () => say`El parámetro conserva su valor.`,
}

/** All are feminine: la (función) sigmoide, la ReLU. */
export const activationWords: ActivationWords = {
  identity: {
    name: 'identidad',
    describe: 'La salida es la entrada de la neurona tal cual. Para salidas que pueden ser cualquier número.',
  },
  sigmoid: {
    name: 'sigmoide',
    describe:
      'Un escalón suave de 0 a 1. Para salidas que son probabilidades; lejos de 0 es plana y aprende despacio.',
  },
  tanh: {
    name: 'tanh',
    describe:
      'Un escalón suave de −1 a 1, más empinado que la sigmoide y centrado en 0, lo que conviene a las capas ocultas.',
  },
  relu: {
    name: 'ReLU',
    describe:
      'Deja pasar las entradas positivas y da 0 con las demás. Es barata y nunca es plana por encima de 0.',
  },
  'leaky-relu': {
    name: 'leaky ReLU',
    describe:
      'Una ReLU que conserva una pendiente pequeña por debajo de 0, para que ninguna neurona deje de aprender para siempre.',
  },
  elu: {
    name: 'ELU',
    describe:
      'La entrada misma por encima de 0 y una exponencial por debajo, que termina plana: la salida media queda cerca de 0.',
  },
  selu: {
    name: 'SELU',
    describe:
      'Una ELU con dos constantes que mantienen, de capa en capa, la media de las salidas cerca de 0 y su varianza cerca de 1.',
  },
  gelu: {
    name: 'GELU',
    describe:
      'La entrada por la probabilidad de que una variable normal quede por debajo de ella: una ReLU sin esquina.',
  },
  'gelu-tanh': {
    name: 'GELU (tanh)',
    describe: 'La GELU con una tanh cercana en lugar de la distribución normal.',
  },
  silu: {
    name: 'SiLU',
    describe: 'La entrada por su sigmoide, llamada también swish: una ReLU sin esquina.',
  },
  softplus: {
    name: 'softplus',
    describe: 'Una ReLU redondeada: siempre positiva, con la sigmoide como pendiente.',
  },
  softsign: {
    name: 'softsign',
    describe: 'Un escalón de −1 a 1 como la tanh, que se aplana más despacio.',
  },
  mish: {
    name: 'Mish',
    describe: 'La entrada por la tanh de su softplus: parecida a la SiLU y suave en todas partes.',
  },
  softmax: {
    name: 'softmax',
    describe:
      'Convierte las entradas de su capa en probabilidades: todas positivas, que suman 1. Para una clase entre varias.',
  },
}

export const lossWords: LossWords = {
  'half-squared-error': {
    name: 'error cuadrático con ½',
    describe:
      'La mitad del cuadrado de la distancia a la salida esperada, sumada sobre las salidas. El ½ hace corta la derivada.',
  },
  mse: {
    name: 'error cuadrático medio',
    describe:
      'El cuadrado de la distancia a la salida esperada, como media sobre las salidas. Los errores grandes pesan más.',
  },
  mae: {
    name: 'error absoluto medio',
    describe:
      'La distancia a la salida esperada, como media sobre las salidas. Un valor atípico no pesa más que su distancia.',
  },
  huber: {
    name: 'pérdida de Huber',
    describe:
      'Cuadrática cerca de la salida esperada y recta lejos de ella: suave, y tranquila ante los valores atípicos.',
  },
  'binary-cross-entropy': {
    name: 'entropía cruzada binaria',
    describe:
      'Para salidas que responden sí o no, cada una con una probabilidad. El logaritmo encarece el error cometido con confianza.',
  },
  'cross-entropy': {
    name: 'entropía cruzada',
    describe:
      'Mira solo la probabilidad dada a la clase verdadera. El logaritmo encarece el error cometido con confianza.',
  },
  'binary-cross-entropy-from-logits': {
    name: 'entropía cruzada binaria desde los logits',
    describe:
      'La entropía cruzada binaria calculada desde las entradas de las neuronas, para que ninguna probabilidad se redondee a 0 o a 1.',
  },
  'cross-entropy-from-logits': {
    name: 'entropía cruzada desde los logits',
    describe:
      'La entropía cruzada calculada desde las entradas de las neuronas, para que ninguna probabilidad se redondee a 0.',
  },
}

export const optimizerWords: OptimizerWords = {
  sgd: {
    name: 'descenso por gradiente',
    describe:
      'Resta el gradiente por la tasa de aprendizaje. Con momento (momentum), los pasos anteriores siguen empujando.',
  },
  rmsprop: {
    name: 'RMSprop',
    describe:
      'Divide cada gradiente por su tamaño habitual, para que los parámetros de gradiente pequeño y los de gradiente grande avancen a un ritmo parecido.',
  },
  adagrad: {
    name: 'AdaGrad',
    describe:
      'Divide cada gradiente por la raíz de la suma de sus cuadrados hasta ahora: los parámetros que cambian pocas veces se mueven más.',
  },
  adam: {
    name: 'Adam',
    describe:
      'Guarda una media móvil de los gradientes (hacia dónde) y otra de sus cuadrados (qué tamaño suelen tener).',
  },
  adamw: {
    name: 'AdamW',
    describe: 'Adam con un decaimiento que encoge los parámetros mismos y queda fuera de las memorias.',
  },
  lbfgs: {
    name: 'L-BFGS',
    describe:
      'Avanza en una dirección que sugieren los últimos pasos, con todas las filas a la vez, y busca la longitud de cada paso. Para pocos datos, donde le bastan pocas épocas.',
  },
}
