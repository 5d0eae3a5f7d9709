// What goes wrong on the command line, word for word, in both languages; and the exit codes.
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorText, warningText, wrap } from '../../src/cli/errors-print.ts'
import { PasoError } from '../../src/errors.ts'
import { example, paso, temporaryFolder } from './run-cli.ts'

/** Words, exit code, standard error. */
const refusals: readonly (readonly [words: string, text: string])[] = [
  [
    'trian --lang en',
    `Error: there is no command "trian".
  Expected: explain, train, search, predict, eval, check, inspect, studio or
            completion.
  Received: trian.
  Try:      paso train
  [unknown-command; exit code 2]
`,
  ],
  [
    'train datos.csv --targt y --lang es',
    `Error: paso train no tiene la opción --targt.
  Se esperaba: una de las opciones de paso train --help.
  Se recibió:  --targt.
  Qué hacer:   --target
  [unknown-option; código de salida 2]
`,
  ],
  [
    'explain deck --input 0,05,0,1 --target 0.01,0.99 --lang es',
    `Error: la red deck tiene 2 entradas.
  Dónde:       opción --input.
  Se esperaba: 2 números separados por comas, con punto decimal.
  Se recibió:  4 números: 0; 05; 0; 1.
  Qué hacer:   --input 0.05,0.1. En las opciones la coma separa valores.
  [input-count; código de salida 2]
`,
  ],
  [
    'check deck --target 0.5 --lang en',
    `Error: the network deck has 2 outputs.
  Where:    option --target.
  Expected: 2 numbers separated by commas, with a decimal point.
  Received: 1 number: 0.5.
  Try:      --target 0.1,0.2
  [target-count; exit code 2]
`,
  ],
  [
    'explain xor --rows 5',
    `Error: there is no row 5.
  Where:    option --rows.
  Expected: a number from 1 to 4, as xor has.
  Received: 5.
  Try:      --rows 4
  [row-out-of-range; exit code 2]
`,
  ],
  [
    'explain deck --digits 99 --lang es',
    `Error: la opción --digits no admite «99».
  Dónde:       opción --digits.
  Se esperaba: un número entero de 1 a 17.
  Se recibió:  99.
  Qué hacer:   --digits 6
  [bad-value; código de salida 2]
`,
  ],
  [
    'explain deck --notation delt',
    `Error: the option --notation does not take "delt".
  Where:    option --notation.
  Expected: deck, delta or matrix.
  Received: delt.
  Try:      --notation delta
  [bad-value; exit code 2]
`,
  ],
  [
    'explain deck --learning-rate -1',
    `Error: the option --learning-rate does not take "-1".
  Where:    option --learning-rate.
  Expected: a number above 0.
  Received: -1.
  Try:      --learning-rate 0.5
  [bad-value; exit code 2]
`,
  ],
  [
    'explain deck --rows',
    `Error: the option --rows needs a value.
  Where:    option --rows.
  Expected: the rows of the batch, from 1.
  Received: nothing.
  Try:      --rows 1,5
  [missing-value; exit code 2]
`,
  ],
  [
    'predict modelo.json --lang es',
    `Error: falta el archivo de datos.
  Se esperaba: paso predict MODELO DATOS [opciones].
  Qué hacer:   paso predict --help
  [missing-argument; código de salida 2]
`,
  ],
  [
    'explain deck xor',
    `Error: paso explain does not take so many arguments.
  Expected: paso explain [NETWORK] [options].
  Received: xor, one too many.
  Try:      put quotes around names with spaces.
  [too-many-arguments; exit code 2]
`,
  ],
  [
    'explain --lang fr',
    `Error: paso does not speak "fr".
  Where:    option --lang.
  Expected: en, es, or one of them with a country, such as es-AR.
  Received: fr.
  Try:      --lang en
  [unknown-language; exit code 2]
`,
  ],
  [
    `train ${example('iris.csv')} --target target --engine gpu --lang es`,
    `Error: no existe el motor «gpu».
  Dónde:       opción --engine.
  Se esperaba: auto, js, wasm, native o core.
  Se recibió:  gpu.
  Qué hacer:   --engine auto
  [unknown-engine; código de salida 2]
`,
  ],
  [
    `train ${example('iris.csv')}`,
    `Error: the option --target is missing.
  Expected: the column to predict: sepal_length_cm, sepal_width_cm,
            petal_length_cm, petal_width_cm, target.
  Try:      --target target
  [missing-option; exit code 2]
`,
  ],
  [
    `eval deck ${example('iris.csv')} --lang es`,
    `Error: deck no se entrenó con una tabla.
  Se esperaba: un modelo escrito por paso train, con el escalado y las clases de
               su tabla.
  Qué hacer:   paso train datos.csv --target columna -o modelo.json
  [no-encoding; código de salida 2]
`,
  ],
]

describe('a refusal', () => {
  it.each(refusals)('paso %s', async (words, text) => {
    const { code, stdout, stderr } = await paso(words.split(' '))
    expect(stderr).toBe(text)
    expect(code).toBe(2)
    expect(stdout).toBe('')
  })

  it('of a file not found shows the command with the file that was meant', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'flores.csv'), 'a,b\n1,2\n')
    writeFileSync(join(folder, 'red.json'), '{}')
    const train = await paso(['train', join(folder, 'flores.cvs'), '--target', 'mi columna', '--lang', 'es'])
    expect(train.stderr.replace(/\s+/g, ' ')).toContain(
      `Qué hacer: paso train ${join(folder, 'flores.csv')} --target 'mi columna' --lang es`,
    )
    const check = await paso(['check', join(folder, 'rde.json')])
    expect(check.stderr.replace(/\s+/g, ' ')).toContain(`Try: paso check ${join(folder, 'red.json')}`)
    expect((await paso(['explain', 'dekc'])).stderr).toContain('paso explain deck\n')
  })

  it('is JSON on standard error with --json', async () => {
    const { code, stdout, stderr } = await paso([
      'explain',
      'deck',
      '--digits',
      '0',
      '--json',
      '--lang',
      'es',
    ])
    expect([code, stdout]).toEqual([2, ''])
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'bad-value', exitCode: 2, received: '0.' })
  })

  it('of a fault inside is told as such', async () => {
    const error = new PasoError('x', { en: { what: 'a.' }, es: { what: 'b.' } }, 3)
    expect(errorText(error, 'es')).toBe('Error: b.\n  [x; código de salida 3]\n')
    expect(warningText(error, 'es')).toBe('Advertencia: b.\n  [x; código de salida 0]\n')
  })
})

it('wraps at the width and breaks no word', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three'])
  expect(wrap('abcdefghij k', 5)).toEqual(['abcdefghij', 'k'])
})

describe('the language', () => {
  it.each([
    [{ LANG: 'es_AR.UTF-8' }, 'no existe'],
    [{ LC_ALL: 'en_US.UTF-8', LANG: 'es_AR.UTF-8' }, 'there is no'],
    [{ LC_ALL: '', LC_MESSAGES: 'es_MX', LANG: 'C' }, 'no existe'],
    [{ LANG: 'fr_FR.UTF-8' }, 'there is no'],
    [{}, 'there is no'],
  ])('from %j', async (env, words) => {
    expect((await paso(['nothing'], { env: env as Record<string, string> })).stderr).toContain(words)
  })

  it('decides about the decimal mark, by country', async () => {
    const value = async (lang: string) =>
      /w1 .*(0.15)/.exec((await paso(['inspect', 'deck', '--lang', lang])).stdout)![1]
    expect([await value('es'), await value('es-AR'), await value('es-MX'), await value('en')]).toEqual([
      '0,15',
      '0,15',
      '0.15',
      '0.15',
    ])
  })
})

describe('help', () => {
  const commands = ['explain', 'train', 'predict', 'eval', 'check', 'inspect', 'studio', 'completion']

  it.each(
    commands.flatMap((command) => [
      [command, 'en'],
      [command, 'es'],
    ]),
  )('of %s in %s has examples and fits in 80 columns', async (command, lang) => {
    const { code, stdout, stderr } = await paso([command!, '--help', '--lang', lang!])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(lang === 'en' ? 'Examples' : 'Ejemplos')
    expect(stdout).toContain(command === 'completion' ? 'paso completion' : `  paso ${command}`)
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('of paso lists every command, and is what no command gives, with exit code 2', async () => {
    const asked = await paso(['--help'])
    expect([asked.code, asked.stderr]).toEqual([0, ''])
    for (const command of commands) expect(asked.stdout).toContain(`\n  ${command} `)
    expect(await paso([])).toEqual({ code: 2, stdout: '', stderr: asked.stdout })
  })

  it('gives the version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(await paso(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })
})

describe('colors', () => {
  const red = '\u001b[31m'
  it.each([
    ['on a terminal', { isTTY: true }, true],
    ['not in a pipe', {}, false],
    ['not with NO_COLOR', { isTTY: true, env: { NO_COLOR: '1' } }, false],
    ['with FORCE_COLOR in a pipe', { env: { FORCE_COLOR: '1' } }, true],
    ['not with TERM=dumb', { isTTY: true, env: { TERM: 'dumb' } }, false],
  ])('%s', async (_, circumstances, colored) => {
    expect((await paso(['nothing'], circumstances)).stderr.includes(red)).toBe(colored)
  })

  it('not with --no-color', async () => {
    expect((await paso(['explain', '--digits', '0', '--no-color'], { isTTY: true })).stderr).not.toContain(
      '\u001b',
    )
  })
})

describe('an output file', () => {
  const words = ['train', example('iris.csv'), '--target', 'target', '--epochs', '2']

  it('is written whole, and an existing one is kept unless --force', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'model.json')
    expect((await paso([...words, '-o', path])).code).toBe(0)
    const first = readFileSync(path, 'utf8')
    const again = await paso([...words, '-o', path, '--seed', '2'])
    expect(again.code).toBe(2)
    expect(again.stderr).toContain(`[file-exists; exit code 2]`)
    expect(readFileSync(path, 'utf8')).toBe(first)
    expect((await paso([...words, '-o', path, '--seed', '2', '--force'])).code).toBe(0)
    expect(readFileSync(path, 'utf8')).not.toBe(first)
    expect(readdirSync(folder)).toEqual(['model.json'])
  })

  it('in a folder that is not there is refused before anything is computed', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'models'))
    const { code, stdout, stderr } = await paso([...words, '-o', join(folder, 'model', 'm.json'), '-q'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr.replace(/\s+/g, ' ')).toContain(`Try: -o ${join(folder, 'models', 'm.json')}`)
  })

  it.skipIf(process.getuid?.() === 0)('in a folder without permission is a failure', async () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o500)
    expect((await paso([...words, '-o', join(folder, 'm.json')])).code).toBe(1)
  })
})

describe('a saturated network', () => {
  const words = ['explain', 'deck', '--learning-rate', '1000', '--step', '1', '--parameter', 'w5']
  it('is told in English', async () => {
    expect((await paso(words)).stderr).toBe(`Warning: the largest weight gradient is 1.20·10⁻¹⁴.
  Where: after 1 step, net_o1 ≈ −92.31, net_o2 ≈ 26.89.
  Why:   so far from 0 the activation is flat: its slope is almost 0, and so is
         every gradient that passes through it.
  Try:   --learning-rate 0.5, the value of deck, or smaller weights.
  [saturated; exit code 0]
`)
  })

  it('is told in Spanish', async () => {
    expect(
      (await paso([...words, '--lang', 'es'])).stderr,
    ).toBe(`Advertencia: el mayor gradiente de los pesos es 1,20·10⁻¹⁴.
  Dónde:     después de 1 paso, net_o1 ≈ −92,31; net_o2 ≈ 26,89.
  Por qué:   tan lejos de 0 la activación es plana: su pendiente es casi 0, y
             con ella todo gradiente que la atraviesa.
  Qué hacer: --learning-rate 0.5, el valor de deck, o pesos más pequeños.
  [saturated; código de salida 0]
`)
  })

  it('is told of hidden units as well, and not where the error is small', async () => {
    const hidden = await paso(['explain', 'deck', '--learning-rate', '1e300', '--step', '5'])
    expect(hidden.stderr).toContain('[saturated; exit code 0]')
    expect((await paso(['explain', 'deck', '--step', '10000'])).stderr).toBe('')
  })
})
