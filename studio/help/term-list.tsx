// The terms by groups, with their symbols in the page's notation; a text finds those that have it in them.
import { useState } from 'preact/hooks'
import type { Language } from '../../src/errors.ts'
import { Formula } from '../formula/formula.tsx'
import { context, view } from '../model/page.ts'
import { helpWords } from './help-words.ts'
import { symbolOf } from './symbols.ts'
import { en } from './terms.en.ts'
import { es } from './terms.es.ts'
import { type Term, type TermGroup, type TermName, type Terms, termGroups } from './terms.ts'

const languages: Readonly<Record<Language, Terms>> = { en, es }

export function TermList() {
  const w = helpWords.value
  const [text, setText] = useState('')
  const terms = languages[view.value.language]
  const groups = Object.entries(termGroups).map(([group, names]) => ({
    group: group as TermGroup,
    names: (names as readonly TermName[]).filter((name) => hasText(terms[name], text)),
  }))
  const count = groups.reduce((sum, { names }) => sum + names.length, 0)
  return (
    <>
      <p class="help-find">
        <input
          type="search"
          aria-label={w.find}
          placeholder={w.find}
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <span class="faint" role="status">
          {text === '' ? '' : w.found(count)}
        </span>
      </p>
      <section class="help-body" aria-label={w.views.terms} tabIndex={0}>
        {groups
          .filter(({ names }) => names.length > 0)
          .map(({ group, names }) => (
            <section key={group}>
              <h3>{w.groups[group]}</h3>
              <dl>
                {names.map((name) => (
                  <Entry key={name} of={terms[name]} name={name} />
                ))}
              </dl>
            </section>
          ))}
      </section>
    </>
  )
}

function Entry({ of, name }: { readonly of: Term; readonly name: TermName }) {
  const symbol = symbolOf(name, context.value.shape)
  return (
    <div data-term={name}>
      <dt>
        {of.name}
        {symbol && (
          <>
            {' '}
            <Formula of={symbol} />
          </>
        )}
      </dt>
      <dd>{of.is}</dd>
    </div>
  )
}

/** Without capitals and accents: what somebody types in a hurry finds it, too. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()

const hasText = ({ name, is }: Term, text: string): boolean =>
  plain(`${name} ${is}`).includes(plain(text.trim()))
