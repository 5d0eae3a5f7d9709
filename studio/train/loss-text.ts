// A loss as the curve and its table print it.
import { formatNumber } from '../../src/print/numbers.ts'
import { locale } from '../model/page.ts'

export const lossText = (loss: number): string => formatNumber(loss, { digits: 5, locale: locale.value })
