// What activations, losses and optimizers are called in the language of the page.
import * as en from '../../src/present/prose/functions.en.ts'
import * as es from '../../src/present/prose/functions.es.ts'
import { said } from './said.ts'

export const functionWords = said({ en, es })
