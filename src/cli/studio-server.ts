// The studio's server: a fixed map of built files on the loopback address, for pages of this machine alone.
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

const HOST = '127.0.0.1'

/** Where nobody names a port; where it is taken, any free one. */
export const USUAL_PORT = 7276

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
}

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Isolated from other origins, so that threads may share memory. */
const headers = {
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const

interface Served {
  readonly type: string
  readonly body: string | Uint8Array
}

/** The built files by their paths; dist/ is as far from the sources of this file as from what it is compiled to. */
function builtFiles(): Map<string, Served> {
  const folder = fileURLToPath(new URL('../../dist/studio/', import.meta.url))
  const files = readdirSync(folder).flatMap((name): [string, Served][] => {
    const type = types[extname(name)]
    return type === undefined ? [] : [[`/${name}`, { type, body: readFileSync(`${folder}${name}`) }]]
  })
  const map = new Map(files)
  map.set('/', map.get('/index.html')!)
  return map
}

/**
 * Serves the studio.
 * @param opened the text of a network file, which the page finds as opened.json
 * @param port 0 for any free one
 * @throws the system's error where it cannot listen: EADDRINUSE, EACCES
 */
export async function serveStudio(
  port: number,
  opened?: string,
): Promise<{ readonly url: string; close(): void }> {
  const files = builtFiles()
  if (opened !== undefined) files.set('/opened.json', { type: types['.json']!, body: opened })
  const server = createServer((request, response) => {
    const { port: own } = server.address() as AddressInfo
    const refused = refusalOf(request, own)
    const file = refused === undefined ? files.get(pathOf(request)) : undefined
    const status = refused ?? (file ? 200 : 404)
    response.writeHead(status, { ...headers, 'content-type': file?.type ?? 'text/plain' })
    response.end(request.method === 'HEAD' ? undefined : (file?.body ?? `${status}\n`))
  })
  await listening(server, port)
  const { port: own } = server.address() as AddressInfo
  const close = (): void => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://${HOST}:${own}/`, close }
}

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, resolve)
  })

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split(/[?#]/, 1)[0]!

/** A page of another site must not read what is served here, by whatever name it reaches this address. */
function refusalOf({ method, headers: { host, origin } }: IncomingMessage, port: number): number | undefined {
  const hosts = [`${HOST}:${port}`, `localhost:${port}`]
  if (host === undefined || !hosts.includes(host)) return 403
  if (origin !== undefined && !hosts.some((own) => origin === `http://${own}`)) return 403
  return method === 'GET' || method === 'HEAD' ? undefined : 405
}
