// Explanation: a training step of a model, told when a text of it is asked for; what tells it is loaded then.
import type { NetworkFile } from '../formats/network-file.ts'
import { withWords } from '../messages.ts'
import type { DerivationJson } from '../render/json.ts'
import type { TellingFormat } from './check-later-options.ts'
import type { ChosenSamples, Telling } from './explain-request.ts'
import type { Told } from './telling.ts'

/** A training step, ready to be told in any format and language. */
export class Explanation {
  readonly #file: NetworkFile
  readonly #chosen: ChosenSamples
  readonly #parameters: readonly string[]

  constructor(file: NetworkFile, chosen: ChosenSamples, parameter: string | readonly string[] = []) {
    this.#file = file
    this.#chosen = chosen
    this.#parameters = typeof parameter === 'string' ? [parameter] : parameter
  }

  /**
   * Lines for a terminal.
   * @param telling `width` in columns, default 80
   * @throws PasoError unknown-option, wrong-option, unknown-parameter, too-many-parameters; so do the others
   */
  async toText(telling: Telling & { readonly width?: number } = {}): Promise<string> {
    const { renderTerminal } = await import('../render/terminal.ts')
    return renderTerminal((await this.#told('toText', telling)).document, { width: telling.width ?? 80 })
  }

  /** With formulas between dollar signs. */
  async toMarkdown(telling: Telling = {}): Promise<string> {
    const { renderMarkdown } = await import('../render/markdown.ts')
    return renderMarkdown((await this.#told('toMarkdown', telling)).document)
  }

  /** A whole LaTeX document. */
  async toLatex(telling: Telling = {}): Promise<string> {
    const { renderLatex } = await import('../render/latex.ts')
    return renderLatex((await this.#told('toLatex', telling)).document)
  }

  /** A whole page that needs no network. */
  async toHtml(telling: Telling = {}): Promise<string> {
    const { renderHtml } = await import('../render/html.ts')
    return renderHtml((await this.#told('toHtml', telling)).document)
  }

  /** Every step and number as data: paso-derivation/1. */
  async toJSON(telling: Telling = {}): Promise<DerivationJson> {
    const { derivationJson } = await import('../render/json.ts')
    const { document, derivation, parameters } = await this.#told('toJSON', telling)
    return derivationJson([derivation], document.context, parameters)
  }

  #told(format: TellingFormat, telling: Telling): Promise<Told> {
    return withWords(async () => {
      const { checkTelling } = await import('./check-later-options.ts')
      checkTelling(format, telling)
      const { told } = await import('./telling.ts')
      return told(this.#file, this.#chosen, this.#parameters, telling)
    })
  }
}
