// Warnings of the command line, word for word, in both languages.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { paso, temporaryFolder } from './run-cli.ts'

/** Targets that nothing in the table tells: an untrained network is as far off as one can be. */
const noise = join(temporaryFolder(), 'noise.csv')
writeFileSync(
  noise,
  [
    'a,b,y',
    ...Array.from({ length: 60 }, (_, i) => `${(i * 7) % 13},${(i * 5) % 11},${(i * i) % 17}.5`),
  ].join('\n'),
)
const words = ['train', noise, '--target', 'y', '--epochs', '1', '--hidden', '64', '--learning-rate', '0.5']

it('a network that is worse than the mean', async () => {
  const { stdout } = await paso([...words, '--json', '-q'])
  const r2: number = JSON.parse(stdout).metrics.test.r2
  const size = Math.abs(r2).toPrecision(4)
  expect(r2).toBeLessThan(0)
  const warned = async (lang: string) =>
    (await paso([...words, '--lang', lang])).stderr.split(/^(?=Warning|Advertencia)/m).at(-1)
  expect(await warned('en')).toBe(`Warning: the network predicts worse than always answering the mean.
  Where:    12 test rows.
  Received: R² = −${size}; always the mean: 0.
  Try:      more rows or other columns, more epochs, a smaller --learning-rate,
            or fewer units in --hidden.
  [worse-than-guessing; exit code 0]
`)
  expect(await warned('es')).toBe(`Advertencia: la red predice peor que responder siempre la media.
  Dónde:      12 filas de prueba.
  Se recibió: R² = −${size.replace('.', ',')}; siempre la media: 0.
  Qué hacer:  más filas u otras columnas, más épocas, un --learning-rate menor,
              o menos neuronas en --hidden.
  [worse-than-guessing; código de salida 0]
`)
})

it('a comma that was read as one between values', async () => {
  const asked = ['explain', 'deck', '--input', '0,3', '--parameter', 'w5', '--lang']
  expect((await paso([...asked, 'en'])).stderr).toBe('')
  expect((await paso([...asked, 'es'])).stderr).toBe(`Advertencia: 0,3 se leyó como dos números: 0 y 3.
  Dónde:   opción --input.
  Por qué: en las opciones la coma separa valores; 0.3 se escribe con punto.
  [comma-separates; código de salida 0]
`)
})
