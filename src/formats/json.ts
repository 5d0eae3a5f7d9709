// JSON: reads a text without recursion, keeps where each value stands, and says in words what is wrong where.
import { type Fault, faultAt, forbiddenKey, repeatedKey, tooDeep, tooLarge } from './json-faults.ts'
import type { TextPlace } from './phrases.ts'

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject
export interface JsonObject {
  [key: string]: JsonValue
}

/** The way from the root to a value: keys and places in lists. */
export type JsonPath = readonly (string | number)[]

export interface JsonDocument {
  readonly value: JsonValue
  /** Where the value begins; of a path that is not there, the closest value around it. */
  placeOf(path: JsonPath): TextPlace
  /** The value as it stands in the text, for numbers such as 1e999 that a double cannot hold. */
  textOf(path: JsonPath): string
}

/** Nothing that Paso reads is nested deeper; what is would only exhaust the stack of those who walk it. */
const MAX_DEPTH = 200
/** In UTF-16 units: what a JavaScript string may hold without trouble. */
const MAX_LENGTH = 256 * 1024 * 1024
/** Keys that reach into every object of the program when they are assigned. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const SPACE = /[ \t\r\n]*/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: a string may not hold them
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const WORDS = new Map<string, JsonValue>([
  ['true', true],
  ['false', false],
  ['null', null],
])
const WORD = /true|false|null/y

/** A list or an object being read: its offsets stand beside its values. */
interface Open {
  readonly container: JsonValue[] | JsonObject
  readonly offsets: number[] | Map<string, number>
  key: string
}

/**
 * Reads a JSON text (RFC 8259). Repeated keys and keys such as __proto__ are refused; numbers beyond the largest double
 * become ±Infinity, for the reader of the file to refuse with their place.
 * @throws PasoError invalid-json with line and column, duplicate-key, forbidden-key, too-deep, too-large
 */
export function parseJson(text: string, fileName: string): JsonDocument {
  if (text.length > MAX_LENGTH) throw tooLarge(fileName, MAX_LENGTH)
  return new Reader(text, fileName).read()
}

class Reader {
  readonly #text: string
  readonly #file: string
  readonly #offsets = new Map<object, number[] | Map<string, number>>()
  readonly #stack: Open[] = []
  #at = 0

  constructor(text: string, fileName: string) {
    this.#text = text
    this.#file = fileName
  }

  read(): JsonDocument {
    if (this.#text.startsWith('\uFEFF')) this.#at = 1
    this.#skip()
    const start = this.#at
    const value = this.#readAll()
    this.#skip()
    if (this.#at < this.#text.length) this.#fault('after the value')
    const [text, offsets] = [this.#text, this.#offsets]
    const offsetOf = (path: JsonPath): number => follow(value, start, path, offsets)
    return {
      value,
      placeOf: (path) => placeAt(text, offsetOf(path)),
      textOf: (path) => wordAt(text, offsetOf(path)),
    }
  }

  /** One value with all that it holds; `#stack` has the lists and objects that are still open. */
  #readAll(): JsonValue {
    for (;;) {
      let value = this.#begin()
      // A finished value closes its container as long as no comma follows.
      while (value !== undefined) {
        const open = this.#stack.at(-1)
        if (!open) return value
        this.#put(open, value)
        value = this.#closeOrContinue(open)
      }
    }
  }

  /** A scalar or an empty container, or undefined after opening one that holds something. */
  #begin(): JsonValue | undefined {
    const character = this.#text[this.#at]
    if (character === '[' || character === '{') return this.#open(character)
    return this.#scalar(this.#stack.length === 0 ? 'the beginning' : 'a value')
  }

  #open(character: '[' | '{'): JsonValue | undefined {
    if (this.#stack.length >= MAX_DEPTH) throw tooDeep(this.#file, placeAt(this.#text, this.#at), MAX_DEPTH)
    this.#at++
    this.#skip()
    const isList = character === '['
    const open: Open = isList
      ? { container: [], offsets: [], key: '' }
      : { container: {}, offsets: new Map(), key: '' }
    this.#offsets.set(open.container, open.offsets)
    if (this.#text[this.#at] === (isList ? ']' : '}')) {
      this.#at++
      return open.container
    }
    this.#stack.push(open)
    this.#beginItem(open)
    return undefined
  }

  /** Before an item of a list, or before the value of a key: notes where it stands. */
  #beginItem(open: Open): void {
    if (Array.isArray(open.offsets)) {
      open.offsets.push(this.#at)
      return
    }
    const place = this.#at
    if (this.#text[place] !== '"') this.#fault('a key')
    const key = this.#scalar('a key') as string
    if (FORBIDDEN.has(key)) throw forbiddenKey(this.#file, key, placeAt(this.#text, place))
    const first = open.offsets.get(key)
    if (first !== undefined) {
      throw repeatedKey(this.#file, key, placeAt(this.#text, place), placeAt(this.#text, first))
    }
    this.#skip()
    if (this.#text[this.#at] !== ':') this.#fault('a colon')
    this.#at++
    this.#skip()
    open.key = key
    open.offsets.set(key, this.#at)
  }

  #put(open: Open, value: JsonValue): void {
    if (Array.isArray(open.container)) open.container.push(value)
    else open.container[open.key] = value
  }

  /** The container when it ends here; undefined after a comma. */
  #closeOrContinue(open: Open): JsonValue | undefined {
    this.#skip()
    const isList = Array.isArray(open.container)
    const character = this.#text[this.#at]
    if (character === (isList ? ']' : '}')) {
      this.#at++
      this.#stack.pop()
      return open.container
    }
    if (character !== ',') this.#fault(isList ? 'after an item' : 'after a member')
    const comma = this.#at
    this.#at++
    this.#skip()
    if (this.#text[this.#at] === ']' || this.#text[this.#at] === '}') this.#fault('after a comma', comma)
    this.#beginItem(open)
    return undefined
  }

  #scalar(expected: 'the beginning' | 'a value' | 'a key'): JsonValue {
    const text = this.#match(STRING)
    if (text !== undefined) return JSON.parse(text) as string
    const word = this.#match(WORD)
    if (word !== undefined) return this.#whole(WORDS.get(word)!, expected)
    const number = this.#match(NUMBER)
    if (number !== undefined) return this.#whole(Number(number), expected)
    return this.#fault(expected)
  }

  /** 01, 1. and truex begin well and go on badly. */
  #whole(value: JsonValue, expected: 'the beginning' | 'a value' | 'a key'): JsonValue {
    const next = this.#text[this.#at]
    if (next === undefined || /[\s,\]}:/]/.test(next)) return value
    while (this.#at > 0 && /[\w.+-]/.test(this.#text[this.#at - 1]!)) this.#at--
    return this.#fault(expected)
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    if (found) this.#at += found.length
    return found
  }

  #skip(): void {
    SPACE.lastIndex = this.#at
    this.#at += SPACE.exec(this.#text)![0].length
  }

  #fault(expected: Fault['expected'], comma?: number): never {
    const [text, at] = [this.#text, this.#at]
    throw faultAt(this.#file, {
      expected,
      received: wordAt(text, at),
      place: placeAt(text, comma ?? at),
      atEnd: at >= text.length,
      within: this.#stack.at(-1) && (Array.isArray(this.#stack.at(-1)!.container) ? 'list' : 'object'),
    })
  }
}

/** The offset of the value at `path`, or of the innermost value on the way there. */
function follow(
  root: JsonValue,
  start: number,
  path: JsonPath,
  offsets: ReadonlyMap<object, number[] | Map<string, number>>,
): number {
  let [value, offset]: [JsonValue | undefined, number] = [root, start]
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return offset
    const inner = offsets.get(value)!
    const next = Array.isArray(inner) ? inner[Number(step)] : inner.get(String(step))
    if (next === undefined) return offset
    offset = next
    value = (value as Record<string, JsonValue>)[step]
  }
  return offset
}

function placeAt(text: string, offset: number): TextPlace {
  let [line, start] = [1, 0]
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line++
    start = end + 1
  }
  const mark = line === 1 && text.startsWith('\uFEFF') ? 1 : 0
  return { line, column: offset - start + 1 - mark }
}

/** What stands there: a whole string, word or number, or one sign. */
function wordAt(text: string, offset: number): string {
  const word = /"[^"\n]*"?|'[^'\n]*'?|\/[/*]|[\p{L}\p{N}_.+-]+|\P{C}/uy
  word.lastIndex = offset
  return word.exec(text)?.[0] ?? ''
}
