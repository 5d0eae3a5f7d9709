// Renderings: a told step in each format, with what writes it loaded when it is asked for.
import type { NetworkFile } from '../formats/network-file.ts'
import type { DerivationJson } from '../render/json.ts'
import { checkTelling } from './check-later-options.ts'
import type { ChosenSamples, Telling } from './explain-request.ts'
import { type Told, told } from './telling.ts'

/** What a format takes beside how to tell it: `width` in columns, of toText. */
export interface TextTelling extends Telling {
  readonly width?: number
}

const renderings = {
  async toText({ document }: Told, { width = 80 }: TextTelling): Promise<string> {
    return (await import('../render/terminal.ts')).renderTerminal(document, { width })
  },
  async toMarkdown({ document }: Told): Promise<string> {
    return (await import('../render/markdown.ts')).renderMarkdown(document)
  },
  async toLatex({ document }: Told): Promise<string> {
    return (await import('../render/latex.ts')).renderLatex(document)
  },
  async toHtml({ document }: Told): Promise<string> {
    return (await import('../render/html.ts')).renderHtml(document)
  },
  async toJSON({ document, derivation, ...told }: Told): Promise<DerivationJson> {
    return (await import('../render/json.ts')).derivationJson([derivation], document.context, told)
  },
}

export type TellingFormat = keyof typeof renderings
export type Rendered<Format extends TellingFormat> = ReturnType<(typeof renderings)[Format]>

/** @throws PasoError unknown-option, wrong-option, unknown-parameter, too-many-parameters */
export function rendered<Format extends TellingFormat>(
  format: Format,
  file: NetworkFile,
  chosen: ChosenSamples,
  parameters: readonly string[],
  telling: TextTelling,
): Rendered<Format> {
  checkTelling(format, telling)
  return renderings[format](told(file, chosen, parameters, telling), telling) as Rendered<Format>
}
