// paso studio: what its server gives, to whom, and what it refuses.
import { writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveStudio } from '../../src/cli/studio-server.ts'
import { example, paso, temporaryFolder } from './run-cli.ts'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

describe('the server', () => {
  let served: Awaited<ReturnType<typeof serveStudio>>
  let port: number
  beforeAll(async () => {
    served = await serveStudio(0, '{"format":"paso-network/1"}')
    port = Number(new URL(served.url).port)
  })
  afterAll(() => served.close())

  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        let body = ''
        response.on('data', (chunk) => {
          body += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }))
      })
      asked.on('error', reject)
      asked.end()
    })

  it('listens on the loopback address alone', () => {
    expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
  })

  it('gives the page, its parts and the opened file', async () => {
    const page = await ask('/')
    expect(page.status).toBe(200)
    expect(page.body).toContain('<script type="module" src="studio.js">')
    expect((await ask('/studio.js')).headers['content-type']).toContain('text/javascript')
    expect((await ask('/studio.css?x=1')).status).toBe(200)
    expect((await ask('/opened.json')).body).toBe('{"format":"paso-network/1"}')
  })

  it('allows no script within the page, no other origin, and no frame', async () => {
    const { headers, body } = await ask('/')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-inline')
    expect(policy).not.toContain("'unsafe-eval'")
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(body).not.toMatch(/<script[^>]*>[^<]/)
    expect(body).not.toMatch(/ on\w+=/)
  })

  it.each([
    ['another host', '/', { host: 'evil.example' }, 403],
    ['another host with the port', '/', { host: 'evil.example:7276' }, 403],
    ['another origin', '/opened.json', { origin: 'https://evil.example' }, 403],
    ['a sandboxed page', '/opened.json', { origin: 'null' }, 403],
  ])('refuses %s', async (_, path, headers, status) => {
    const answer = await ask(path, headers)
    expect(answer.status).toBe(status)
    expect(answer.body).not.toContain('paso-network')
  })

  it('takes its own names', async () => {
    expect((await ask('/', { host: `localhost:${port}`, origin: `http://localhost:${port}` })).status).toBe(
      200,
    )
  })

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/studio/',
    '/nothing.js',
    '//studio.js',
    '/\\..\\package.json',
  ])('has no %s', async (path) => expect((await ask(path)).status).toBe(404))

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('takes no %s', async (method) => {
    expect((await ask('/', {}, method)).status).toBe(405)
  })

  it('a head without a body', async () => {
    const { status, body } = await ask('/', {}, 'HEAD')
    expect({ status, body }).toEqual({ status: 200, body: '' })
  })
})

describe('the command', () => {
  it('prints the address, with the language, until Ctrl-C', async () => {
    const { code, stdout, stderr } = await paso(['studio', '--lang', 'es'], { interruptAfter: 200 })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#lang=es\n$/)
    expect(stderr).toContain('Ctrl-C')
  })

  it('opens a network file', async () => {
    const { stdout } = await paso(['studio', example('xor.json'), '-q'], { interruptAfter: 200 })
    expect(stdout).toMatch(/#net=opened&lang=en\n$/)
  })

  it('opens a network without samples where one can be put in, and says so', async () => {
    const bare = join(temporaryFolder(), 'bare.json')
    const net = {
      format: 'paso-network/1',
      inputs: 1,
      layers: [{ activation: 'identity', weights: [[1]] }],
      loss: 'mse',
    }
    writeFileSync(bare, JSON.stringify(net))
    const en = await paso(['studio', bare], { interruptAfter: 200 })
    expect(en.code).toBe(0)
    expect(en.stdout).toMatch(/#net=opened&screen=network&lang=en\n$/)
    expect(en.stderr).toContain('The file brings no sample')
    const es = await paso(['studio', bare, '--lang', 'es'], { interruptAfter: 200 })
    expect(es.stderr).toContain('El archivo no trae ninguna muestra')
  })

  it('refuses a port that another program uses, and a file that is none', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const taken = await paso(['studio', '--port', String(port)])
    expect(taken.code).toBe(2)
    expect(taken.stderr).toBe(`Error: port ${port} cannot be used.
  Where:    option --port.
  Received: another program uses it.
  Try:      leave --port out: a free one is taken.
  [port-refused; exit code 2]
`)
    const es = await paso(['studio', '--port', String(port), '--lang', 'es'])
    expect(es.stderr).toContain('lo usa otro programa.')
    other.close()
    expect((await paso(['studio', 'nothing.json'])).code).toBe(2)
    expect((await paso(['studio', example('iris.csv')])).code).toBe(2)
    expect((await paso(['studio', '--port', '0'])).code).toBe(2)
    expect((await paso(['studio', '--port', '70000'])).code).toBe(2)
  })
})
