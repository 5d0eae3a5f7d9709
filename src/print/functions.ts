// The signs of the activations where they are applied as a whole: σ(z), ReLU(z).
const signs: Readonly<Record<string, string>> = {
  identity: 'identity',
  sigmoid: 'σ',
  tanh: 'tanh',
  relu: 'ReLU',
  'leaky-relu': 'LeakyReLU',
  elu: 'ELU',
  selu: 'SELU',
  gelu: 'GELU',
  'gelu-tanh': 'GELU',
  silu: 'SiLU',
  softplus: 'softplus',
  softsign: 'softsign',
  mish: 'Mish',
  softmax: 'softmax',
}

/** The sign of an activation; its name where it has none. 'identity' for the one that leaves its argument as it is. */
export const activationSigns = (name: string): string => signs[name] ?? name
