// The repository as a whole: what a fresh checkout relies on, and what must not be written down in it.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const readJson = (path: string) => JSON.parse(read(path))

/** Every file that is not made or fetched: .gitignore names the folders left out. */
function files(folder = ''): string[] {
  const left = ['.git', ...read('.gitignore').split('\n')].map((line) => line.replace(/\/$/, ''))
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = posix.join(folder, name)
    if (left.includes(name) || left.includes(path) || name.endsWith('.tsbuildinfo')) return []
    return statSync(join(root, path)).isDirectory() ? files(path) : [path]
  })
}

/** file:line of every line that matches. */
function linesWith(pattern: RegExp): string[] {
  return files().flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  )
}

describe('no file names', () => {
  it.each([
    ['a package registry', /\bregistry\.[a-z-]+\.[a-z]+\b|\bdeb\.debian\b|\bregistry\.npmmirror\b/],
    ['a path of one machine', /(^|[\s"'`(=:])\/(work|root)\//],
  ])('%s', (_, pattern) => expect(linesWith(pattern)).toEqual([]))
})

describe.each(['', 'bench/'])('the packages that %spackage.json asks for', (folder) => {
  const manifest = readJson(`${folder}package.json`)
  const lock = readJson(`${folder}package-lock.json`)
  const locked: [string, { resolved?: string; version: string; engines?: { node?: string } }][] =
    Object.entries(lock.packages)

  it('have exact versions', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([])
  })

  it('have no download address', () => {
    expect(locked.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([])
  })

  it('are the locked ones', () => {
    expect(lock.packages[''].dependencies).toEqual(manifest.dependencies)
    expect(lock.packages[''].devDependencies).toEqual(manifest.devDependencies)
  })

  it('run no install script', () => {
    const scripted = locked.flatMap(([path, entry]) =>
      'hasInstallScript' in entry ? [path.split('node_modules/').at(-1)!] : [],
    )
    expect(scripted.filter((name) => manifest.allowScripts[name] !== false)).toEqual([])
  })
})

describe('the package', () => {
  it('exports what has a source', () => {
    const manifest = readJson('package.json')
    const targets = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? [] : Object.values(target as Record<string, string>),
    )
    const source = (target: string) => target.replace('./dist/', 'src/').replace(/\.(d\.ts|js)$/, '.ts')
    expect(targets.filter((target) => !existsSync(join(root, source(target))))).toEqual([])
  })
})

it('numbers its decisions without a gap, and lists each', () => {
  const records = readdirSync(join(root, 'docs/decisions'))
    .filter((name) => name !== 'README.md')
    .sort()
  const index = read('docs/decisions/README.md')
  records.forEach((name, place) => {
    expect(name).toMatch(/^\d{4}(-[a-z0-9]+)+\.md$/)
    expect(Number(name.slice(0, 4))).toBe(place + 1)
    expect(index).toContain(`(${name})`)
  })
})
