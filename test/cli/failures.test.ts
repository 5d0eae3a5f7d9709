// Failures that need more than a faulty file: a full disk, a wrong derivative, a fault inside, a file beyond measure.
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkWith } from '../../src/cli/check.ts'
import type { Io } from '../../src/cli/command.ts'
import { errorText } from '../../src/cli/errors-print.ts'
import { parseArguments } from '../../src/cli/parse.ts'
import { run } from '../../src/cli/run.ts'
import type { Calculus } from '../../src/core/short-cut.ts'
import { PasoError } from '../../src/errors.ts'
import { tooLarge } from '../../src/formats/json-faults.ts'
import { checkSchema, derivationSchema } from '../../src/formats/output-schemas.ts'
import { activationOf } from '../../src/math/activations.ts'
import { canonicalPair, lossOf } from '../../src/math/losses.ts'
import { xoshiro } from '../../src/math/random.ts'
import { randomFrom } from '../../src/math/random-sources.ts'
import { paso, temporaryFolder } from './run-cli.ts'

const launcher = fileURLToPath(new URL('../../bin/paso.js', import.meta.url))
const both = (error: unknown): string[] => [
  errorText(error as PasoError, 'en'),
  errorText(error as PasoError, 'es'),
]

async function thrown(work: () => unknown): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  const full = (place: string) => [
    `Error: ${place.replace('la salida estándar', 'standard output')} could not be written.
  Received: ENOSPC.
  Try:      choose another place.
  [not-writable; exit code 1]
`,
    `Error: no se pudo escribir ${place}.
  Se recibió: ENOSPC.
  Qué hacer:  elegir otro lugar.
  [not-writable; código de salida 1]
`,
  ]

  it('behind a redirection is told without a trace', () => {
    const said = ['en', 'es'].map((lang) =>
      spawnSync(
        'bash',
        ['-c', '"$0" "$1" explain deck --lang $2 > /dev/full', process.execPath, launcher, lang],
        {
          encoding: 'utf8',
        },
      ),
    )
    expect(said.map(({ stderr }) => stderr)).toEqual(full('la salida estándar'))
    expect(said.map(({ status }) => status)).toEqual([1, 1])
  })

  it('at the end of -o is told, and a device stays a device', async () => {
    const said = await Promise.all(
      ['en', 'es'].map((lang) => paso(['explain', 'deck', '--force', '-o', '/dev/full', '--lang', lang])),
    )
    expect(said.map(({ stderr }) => stderr)).toEqual(full('/dev/full'))
    expect(lstatSync('/dev/full').isCharacterDevice()).toBe(true)
  })
})

it('names no checkpoint that could not be written, and trains to the end', () => {
  const folder = temporaryFolder()
  const digits = fileURLToPath(new URL('../../examples/digits.csv', import.meta.url))
  // Files of at most 8 KiB; the checkpoint has more.
  const words = `"$0" "$1" train "$2" --target target --hidden 64 --epochs 2 --checkpoint c.ck --lang en`
  const { stdout, stderr, status } = spawnSync(
    'bash',
    ['-c', `ulimit -f 8; ${words}`, process.execPath, launcher, digits],
    { encoding: 'utf8', cwd: folder },
  )
  expect(status).toBe(0)
  expect(stderr).toContain('there is none yet.')
  expect(stdout).not.toContain('Checkpoint:')
  expect(existsSync(join(folder, 'c.ck'))).toBe(false)
})

it('writes through a link to the file that it names', async () => {
  const folder = temporaryFolder()
  const [file, link] = [join(folder, 'step.md'), join(folder, 'link.md')]
  writeFileSync(file, 'old')
  symlinkSync(file, link)
  await paso(['explain', 'deck', '--format', 'markdown', '--force', '-o', link])
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect(readFileSync(file, 'utf8')).toContain('# Backpropagation')
})

it('tells a wrong derivative', async () => {
  const io = { stdout: { write: () => {} }, locale: 'en', language: 'en', color: false } as unknown as Io
  const calculus: Calculus = {
    activation: activationOf,
    loss: (name) => ({ ...lossOf(name), derivative: (...all) => 2 * lossOf(name).derivative(...all) }),
    shortCut: canonicalPair,
  }
  const error = await thrown(() => checkWith(parseArguments('check', ['deck']), io, calculus))
  expect(both(error)).toEqual([
    `Error: 10 of 10 gradients are not the slope of the loss.
  Where: for example w4: chain rule ≈ 0.00199085094, central differences ≈
         0.000995425470.
  Why:   the gradient is 2.000 times the slope: a derivative is wrong, or a
         factor is missing.
  Try:   compare the formula of the loss and of each activation with its
         derivative.
  [gradient-check; exit code 1]
`,
    `Error: 10 de 10 gradientes no son la pendiente de la pérdida.
  Dónde:     por ejemplo w4: regla de la cadena ≈ 0,00199085094, diferencias
             centrales ≈ 0,000995425470.
  Por qué:   el gradiente es 2,000 veces la pendiente: una derivada está mal o
             falta un factor.
  Qué hacer: comparar la fórmula de la pérdida y la de cada activación con su
             derivada.
  [gradient-check; código de salida 1]
`,
  ])
})

it('tells a fault inside, in both languages', async () => {
  const said = await Promise.all(
    ['en', 'es'].map(async (lang) => {
      let stderr = ''
      const output = { write: () => {}, isTTY: false, columns: 80 }
      const code = await run(['explain', '-', '--lang', lang], {
        env: {},
        stdout: output,
        stderr: {
          ...output,
          write: (text: string) => {
            stderr += text
          },
        },
        // biome-ignore lint/correctness/useYield: it fails before there is anything
        async *stdin() {
          throw new Error('out of order')
        },
        program: [],
        onInterrupt: () => {},
      })
      return `${stderr}${code}`
    }),
  )
  expect(said).toEqual([
    `Error: something is wrong inside paso.
  Received: out of order.
  Try:      PASO_DEBUG=1 shows where.
  [internal; exit code 1]
1`,
    `Error: algo anda mal dentro de paso.
  Se recibió: out of order.
  Qué hacer:  PASO_DEBUG=1 muestra dónde.
  [internal; código de salida 1]
1`,
  ])
})

it('refuses to tell more parameters than anyone reads', async () => {
  const path = join(temporaryFolder(), 'wide.json')
  const wide = {
    format: 'paso-network/1',
    name: 'wide',
    inputs: 1,
    layers: [
      { activation: 'tanh', weights: Array.from({ length: 1000 }, () => [0.1]) },
      { activation: 'identity', weights: [Array.from({ length: 1000 }, () => 0.1)] },
    ],
    loss: 'mse',
    samples: [{ input: [1], target: [1] }],
  }
  writeFileSync(path, JSON.stringify(wide))
  const [en, es] = await Promise.all(['en', 'es'].map((lang) => paso(['explain', path, '--lang', lang])))
  expect(en!.stderr).toBe(`Error: the network wide has 3001 parameters: too many to tell one by one.
  Where: option --parameter.
  Try:   name the ones to tell: --parameter "w_1,1^(1)"
  [too-many-parameters; exit code 2]
`)
  expect(es!.stderr).toContain(
    '  Dónde:     opción --parameter.\n  Qué hacer: nombrar los que se quieren ver: --parameter "w_1,1^(1)"\n',
  )
  const one = await paso(['explain', path, '--parameter', 'w_1,1^(1)', '--json'])
  expect(derivationSchema.parse(JSON.parse(one.stdout)).parameters).toHaveLength(1)
})

it('refuses a file beyond measure and the state of no generator', async () => {
  expect(both(tooLarge('red.json', 2 ** 28))).toEqual([
    `Error: the file is too large to read as JSON.
  Where:    red.json.
  Expected: at most 256 MiB.
  Try:      see whether this is the right file.
  [too-large; exit code 2]
`,
    `Error: el archivo es demasiado grande para leerlo como JSON.
  Dónde:       red.json.
  Se esperaba: como máximo 256 MiB.
  Qué hacer:   revisar si es el archivo correcto.
  [too-large; código de salida 2]
`,
  ])
  const error = await thrown(() => randomFrom({ ...xoshiro(1).state(), words: [] }))
  expect(error).toBeInstanceOf(PasoError)
  expect(error).toMatchObject({ code: 'invalid-random-state' })
})

describe('JSON on standard output', () => {
  it('of explain --step 10000 has the loss after 10,000 updates', async () => {
    const { stdout } = await paso(['explain', 'deck', '--step', '10000', '--json'])
    const told = derivationSchema.parse(JSON.parse(stdout))
    expect(Number(told.loss.before).toPrecision(9)).toBe('0.0000351018778')
    const names = [...Array.from({ length: 8 }, (_, i) => `w${i + 1}`), 'b1', 'b2']
    expect(told.parameters.map(({ name }) => name).sort()).toEqual(names.sort())
  })

  it('of check passes its schema', async () => {
    const { stdout } = await paso(['check', 'byu', '--json'])
    expect(checkSchema.parse(JSON.parse(stdout)).passed).toBe(true)
  })
})
