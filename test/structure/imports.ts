// Reads source files and names what breaks the rules of the house: wrong arrows, cycles, inexact mathematics, untidy files.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import ts from 'typescript'
import { arrows, exactMath, exactRooms, longestFile, openToAll, wordless } from './rooms.ts'

/** Path from the repository's root, with forward slashes -> text. */
export type Sources = ReadonlyMap<string, string>

interface Import {
  readonly line: number
  /** As written: './expr.ts', 'zod', 'node:fs'. */
  readonly specifier: string
  /** The path of the file it names, or undefined for a package or a builtin. */
  readonly file: string | undefined
  /** An `import type`, which leaves no trace in the compiled file. */
  readonly typeOnly: boolean
  /** An `import()`: loaded when it is reached, not with the file. */
  readonly lazy: boolean
}

/** Every TypeScript file under the folders; a folder that is not there has none. */
export function readSources(root: string, ...folders: string[]): Sources {
  const paths = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        posix.join(folder, path),
      ),
    )
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('node_modules/'))
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node)
  ts.forEachChild(node, (child) => visit(child, see))
}

function lineOf(node: ts.Node): number {
  const source = node.getSourceFile()
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
}

/** The specifier of an import in any of its forms, or undefined when the node is none. */
function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0]
  return undefined
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  return ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
}

/** The imports of a file, read once: the walks below ask for them again and again. */
function importsOf(path: string, text: string): readonly Import[] {
  const key = `${path}\n${text}`
  const known = read.get(key) ?? readImports(path, text)
  read.set(key, known)
  return known
}

const read = new Map<string, readonly Import[]>()

function readImports(path: string, text: string): Import[] {
  const found: Import[] = []
  visit(parse(path, text), (node) => {
    const literal = specifierOf(node)
    if (!literal || !ts.isStringLiteralLike(literal)) return
    const specifier = literal.text
    found.push({
      line: lineOf(literal),
      specifier,
      file: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined,
      typeOnly: isTypeOnly(node),
      lazy: ts.isCallExpression(node),
    })
  })
  return found
}

/** src/math/expr.ts -> math; src/errors.ts -> errors; studio/app.tsx -> studio. */
export function roomOf(path: string): string {
  const [top = '', next = ''] = path.split('/')
  return top === 'src' ? next.replace(/\.tsx?$/, '') : top
}

/** Imports that go against the arrows, or out of the source. */
export function wrongArrows(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => {
    const room = roomOf(path)
    const allowed = arrows[room]
    if (!allowed) return [`${path}:1 the room '${room}' has no arrows in test/structure/rooms.ts`]
    return importsOf(path, text).flatMap(({ line, file, specifier }) => {
      if (!file || openToAll.includes(file)) return []
      const from = roomOf(file)
      if (from === room || allowed.includes(from)) return []
      const may = allowed.length > 0 ? allowed.join(', ') : 'no other room'
      return [`${path}:${line} imports ${specifier}: ${room} may import ${may}`]
    })
  })
}

/** Circles of files, each told once, from its first file in the alphabet. What is loaded when it is reached closes none. */
export function cycles(sources: Sources): string[] {
  const next = new Map(
    [...sources].map(([path, text]) => [
      path,
      importsOf(path, text).flatMap(({ file, lazy }) => (file && !lazy ? [file] : [])),
    ]),
  )
  const done = new Set<string>()
  const found: string[] = []
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0)
      found.push(`${[...trail.slice(start), path].join(' -> ')}: files may not import in a circle`)
    if (start >= 0 || done.has(path)) return
    for (const target of next.get(path) ?? []) walk(target, [...trail, path])
    done.add(path)
  }
  for (const path of next.keys()) walk(path, [])
  return found
}

/** Packages and builtins that load with `entry`: those that it or a file it needs imports, save types and `import()`. */
export function bareImports(sources: Sources, entry: string): string[] {
  return loadedFiles(sources, entry).flatMap((path) =>
    importsOf(path, sources.get(path) ?? '')
      .filter(({ file, typeOnly, lazy }) => !file && !typeOnly && !lazy)
      .map(
        ({ line, specifier }) =>
          `${path}:${line} imports ${specifier}: ${entry} loads no package and no builtin`,
      ),
  )
}

/** Files that load with `entry` and have words of messages: those of the vocabulary and what they share. */
export function loadedWords(sources: Sources, entry: string): string[] {
  const ofVocabulary = loadedFiles(sources, 'src/vocabulary.ts')
  return loadedFiles(sources, entry)
    .filter((path) => ofVocabulary.includes(path) && !wordless.includes(path))
    .map((path) => `${path} loads with ${entry}: eager code reaches words through a refusals.ts`)
}

/** Formulas that load with `entry`, which only who tells a step needs. */
export function loadedFormulas(sources: Sources, entry: string): string[] {
  return loadedFiles(sources, entry)
    .filter((path) => path === 'src/math/expr.ts' || path.endsWith('.formulas.ts'))
    .map(
      (path) => `${path} loads with ${entry}: formulas stand in files of their own, and told.ts gathers them`,
    )
}

/** Parts that should come later, and load with `entry`. */
export function loadedParts(sources: Sources, entry: string): string[] {
  const parts = [...sources].filter(([path]) => /^src\/\w+\/parts\.ts$/.test(path))
  const late = parts.flatMap(([path, text]) => [path, ...importsOf(path, text).map(({ file }) => file)])
  return loadedFiles(sources, entry)
    .filter((path) => late.includes(path))
    .map((path) => `${path} loads with ${entry}: eager code reaches it through a later-parts.ts`)
}

/** The files that load with `entry`: those that it or a file it needs imports, save types and `import()`. */
export function loadedFiles(sources: Sources, entry: string): string[] {
  const loaded = new Set([entry])
  for (const path of loaded) {
    for (const { file, typeOnly, lazy } of importsOf(path, sources.get(path) ?? '')) {
      if (file && !typeOnly && !lazy) loaded.add(file)
    }
  }
  return [...loaded]
}

/** Uses of functions whose last bits differ between JavaScript engines, in generated code too. */
export function inexactMath(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => {
    if (!exactRooms.includes(roomOf(path))) return []
    const found: string[] = []
    const report = (node: ts.Node, what: string): void => {
      found.push(
        `${path}:${lineOf(node)} uses ${what}: not the same bits everywhere; see src/math/elementary.ts`,
      )
    }
    visit(parse(path, text), (node) => {
      if (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'Math') {
        if (!exactMath.includes(node.name.text)) report(node, `Math.${node.name.text}`)
      } else if (ts.isBinaryExpression(node) && isPower(node)) {
        report(node, '**')
      } else if (
        ts.isStringLiteralLike(node) ||
        ts.isTemplateHead(node) ||
        ts.isTemplateMiddleOrTemplateTail(node)
      ) {
        for (const [, name] of node.text.matchAll(/\bMath\.(\w+)/g)) {
          if (!exactMath.includes(name!)) report(node, `Math.${name} in generated code`)
        }
      }
    })
    return found
  })
}

/** A power of two literals is folded exactly by the reader; any other is Math.pow. */
function isPower({ operatorToken, left, right }: ts.BinaryExpression): boolean {
  const power = [ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.AsteriskAsteriskEqualsToken]
  return power.includes(operatorToken.kind) && !(ts.isNumericLiteral(left) && isLiteral(right))
}

function isLiteral(node: ts.Node): boolean {
  return ts.isNumericLiteral(node) || (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand))
}

/** Names, lengths and first lines. */
export function untidyFiles(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => {
    const lines = text.trimEnd().split('\n')
    const found: string[] = []
    const first = lines[0] ?? ''
    if (!/^\/\/ \S/.test(first) && !/^\/\*\*? .*\*\/$/.test(first))
      found.push(`${path}:1 begins without a one-line comment that says what the file is for`)
    if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?\.tsx?$/.test(basename(path)))
      found.push(`${path}:1 has a name that is not kebab-case`)
    if (lines.length > longestFile)
      found.push(`${path}:${longestFile + 1} has ${lines.length} lines: ${longestFile} at most`)
    return found
  })
}
