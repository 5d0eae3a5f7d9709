// Explanation: a training step of a model, told when a text of it is asked for; what tells it is loaded then.
import type { NetworkFile } from '../formats/network-file.ts'
import { withWords } from '../messages.ts'
import type { DerivationJson } from '../render/json.ts'
import type { ChosenSamples, Telling } from './explain-request.ts'
import type { Rendered, TellingFormat, TextTelling } from './renderings.ts'

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
  toText(telling: TextTelling = {}): Promise<string> {
    return this.#as('toText', telling)
  }

  /** With formulas between dollar signs. */
  toMarkdown(telling: Telling = {}): Promise<string> {
    return this.#as('toMarkdown', telling)
  }

  /** A whole LaTeX document. */
  toLatex(telling: Telling = {}): Promise<string> {
    return this.#as('toLatex', telling)
  }

  /** A whole page that needs no network. */
  toHtml(telling: Telling = {}): Promise<string> {
    return this.#as('toHtml', telling)
  }

  /**
   * Every step and number as data: paso-derivation/1.
   * @throws TypeError when JSON.stringify calls it, which does not wait for it
   */
  toJSON(telling: Telling = {}): Promise<DerivationJson> {
    if (typeof telling === 'string') throw new TypeError('JSON.stringify(await explanation.toJSON())')
    return this.#as('toJSON', telling)
  }

  #as<Format extends TellingFormat>(format: Format, telling: TextTelling): Rendered<Format> {
    const text = withWords(async () => {
      const { rendered } = await import('./renderings.ts')
      return rendered(format, this.#file, this.#chosen, this.#parameters, telling)
    })
    return text as Rendered<Format>
  }
}
