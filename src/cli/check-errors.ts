// What check says when gradients are not the slope of the loss.
import type { GradientReport } from '../core/gradient-check.ts'
import { type Language, PasoError } from '../errors.ts'
import type { Shape } from '../math/formula.ts'
import { formatNumber } from '../print/numbers.ts'
import { parameterNames } from '../print/parameters.ts'

/** How many fail, one of them with both numbers, and how the two are related where the relation is a plain one. */
export function gradientsWrong(report: GradientReport, shape: Shape): PasoError {
  const failed = report.parameters.filter(({ status }) => status === 'failed')
  const worst = failed.reduce((a, b) => (b.scaledError > a.scaledError ? b : a))
  const name = parameterNames(worst.parameter, shape).deck
  const [count, all] = [failed.length, report.parameters.length]
  const ratio = worst.analytic / worst.numeric
  const number = (value: number, locale: Language): string => formatNumber(value, { digits: 9, locale })
  const times = (locale: Language): string => formatNumber(ratio, { digits: 4, locale })
  return new PasoError(
    'gradient-check',
    {
      en: {
        what: `${count} of ${all} gradients are not the slope of the loss.`,
        where: `for example ${name}: chain rule ≈ ${number(worst.analytic, 'en')}, central differences ≈ ${number(worst.numeric, 'en')}.`,
        why: `the gradient is ${times('en')} times the slope: a derivative is wrong, or a factor is missing.`,
        hint: 'compare the formula of the loss and of each activation with its derivative.',
      },
      es: {
        what: `${count} de ${all} gradientes no son la pendiente de la pérdida.`,
        where: `por ejemplo ${name}: regla de la cadena ≈ ${number(worst.analytic, 'es')}, diferencias centrales ≈ ${number(worst.numeric, 'es')}.`,
        why: `el gradiente es ${times('es')} veces la pendiente: una derivada está mal o falta un factor.`,
        hint: 'comparar la fórmula de la pérdida y la de cada activación con su derivada.',
      },
    },
    1,
  )
}
