// The address: the state of the page after the # of its URL; short for an example that nobody changed.

import { compactJson, type Writable } from '../../src/formats/json-text.ts'
import { documentOf, type NetworkFile } from '../../src/formats/network-file.ts'
import { loadParts } from '../../src/later.ts'
import { keptElsewhere } from './errors.ts'
import { keep, kept } from './kept.ts'
import { exampleLesson, isExample, isTableExampleName, type Lesson, type Place, start } from './lesson.ts'
import { withStandIn } from './stand-in.ts'
import { mostUpdates } from './stepping.ts'
import { screenNames, usualView, type View } from './view.ts'

/** What an address tells; what it leaves out is as usual. */
export interface Addressed {
  readonly lesson: Lesson
  readonly place: Place
}

/** A changed network stands in the address itself, compressed, after this sign. */
const PACKED = '~'
/** Longer addresses are cut by mail programs and chats; such a network is only kept in its tab. */
const LONGEST = 4000
const KEPT = 'kept'

/** The network file that the server was given. */
const OPENED = 'opened'

/** Whether an address tells the network, too, wherever it is opened. */
export const isWhole = (hash: string): boolean =>
  ![KEPT, OPENED].includes(new URLSearchParams(hash.slice(1)).get('net') ?? '')

/** @returns #net=deck&step=16&lang=es */
export async function addressOf(lesson: Lesson, place: Place, view: View): Promise<string> {
  const parts = new URLSearchParams()
  const net = await netOf(lesson)
  if (net !== 'deck') parts.set('net', net)
  for (const [key, usual] of Object.entries(start)) {
    const value = place[key as keyof typeof start]
    if (value !== usual) parts.set(key, String(value + 1))
  }
  if (place.ask !== undefined) parts.set('ask', place.ask)
  for (const [key, usual] of Object.entries(usualView)) {
    const value = view[key as keyof View]
    if (value !== usual) parts.set(key, String(value))
  }
  parts.set('lang', view.language)
  return `#${parts}`
}

const nets = new WeakMap<Lesson, Promise<string>>()

/** Packing a large network takes a while: each is packed once. */
function netOf(lesson: Lesson): Promise<string> {
  if (isExample(lesson)) return Promise.resolve(lesson.name!)
  const known = nets.get(lesson) ?? packedNet(lesson)
  nets.set(lesson, known)
  return known
}

async function packedNet(lesson: Lesson): Promise<string> {
  const net = PACKED + (await packed(compactJson(documentOf(lesson) as unknown as Writable)))
  if (net.length <= LONGEST) return net
  if (lesson === opened) return OPENED
  keep(net)
  return KEPT
}

/**
 * What an address tells.
 * @throws PasoError of `readNetworkFile`, where the network in it does not fit together
 */
export async function addressed(hash: string): Promise<Addressed> {
  const parts = new URLSearchParams(hash.replace(/^#/, ''))
  const lesson = await lessonOf(parts.get('net') ?? 'deck')
  const { update, ...place } = placeOf(parts)
  return { lesson, place: { ...place, update: Math.min(update, mostUpdates(lesson)) } }
}

async function lessonOf(net: string): Promise<Lesson> {
  if (net === OPENED) return openedLesson()
  if (net === KEPT) {
    const packedThere = kept()
    if (packedThere === undefined) throw keptElsewhere()
    return lessonOf(packedThere)
  }
  if (isTableExampleName(net)) {
    const { tableExample } = await import('../network/presets.ts')
    return tableExample(net)
  }
  if (!net.startsWith(PACKED)) return exampleLesson(net) ?? exampleLesson('deck')!
  return withStandIn(await networkIn(await unpacked(net.slice(1)), 'URL'))
}

let opened: Lesson | undefined

async function openedLesson(): Promise<Lesson> {
  const response = await fetch('opened.json')
  if (!response.ok) return exampleLesson('deck')!
  opened = withStandIn(await networkIn(await response.text(), 'opened.json'))
  return opened
}

/** Normalized layers and the like are parts that come later. */
async function networkIn(text: string, name: string): Promise<NetworkFile> {
  const [{ readNetworkFile }] = await Promise.all([
    import('../../src/formats/read-network-file.ts'),
    loadParts(),
  ])
  return readNetworkFile(text, name)
}

function placeOf(parts: URLSearchParams): Place {
  const entries = Object.entries(start).map(([key, usual]) => {
    const given = Number(parts.get(key) ?? Number.NaN) - 1
    return [key, Number.isSafeInteger(given) && given >= 0 ? given : usual]
  })
  const ask = parts.get('ask')
  return {
    ...(Object.fromEntries(entries) as Record<keyof typeof start, number>),
    ...(ask !== null && { ask }),
  }
}

const choices = {
  screen: screenNames,
  theme: ['light', 'dark'],
  notation: ['deck', 'delta', 'matrix'],
  form: ['paths', 'recursive'],
  embed: ['1', 'tables'],
  lang: ['en', 'es'],
} as const

/** Written and read by their screens. */
const own = ['train', 'plane'] as const

/** How an address shows its lesson, even where that cannot be read; whatever is not one of the choices is left out. */
export function viewIn(hash: string): Partial<View> {
  const parts = new URLSearchParams(hash.replace(/^#/, ''))
  const chosen = Object.entries(choices).flatMap(([key, names]) => {
    const name = parts.get(key)
    return name !== null && (names as readonly string[]).includes(name)
      ? [[key === 'lang' ? 'language' : key, name]]
      : []
  })
  const digits = Number(parts.get('digits'))
  return {
    ...Object.fromEntries(chosen),
    ...(Number.isInteger(digits) && digits >= 2 && digits <= 17 && { digits }),
    ...Object.fromEntries(own.flatMap((key) => (parts.has(key) ? [[key, parts.get(key)!]] : []))),
  }
}

async function packed(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

async function unpacked(text: string): Promise<string> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return new Response(stream).text()
}
