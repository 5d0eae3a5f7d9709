// The keys of the page, and whether ? is one of them.

import { screens } from '../page/screens.tsx'
import { words } from '../words/said.ts'
import { hasHelpKey, setHelpKey } from './help.ts'
import { helpWords } from './help-words.ts'
import type { KeyGroup } from './words.ts'

export function Keys() {
  const w = helpWords.value
  const groups: readonly KeyGroup[] = ['page', ...screens, 'drawing', 'editor', 'table']
  return (
    <section class="help-body" aria-label={w.views.keys} tabIndex={0}>
      {groups.map((group) => {
        const lines = w.keys[group]
        if (!lines) return null
        return (
          <section key={group}>
            <h3>{w.keyGroups[group] ?? words.value.screens[group as (typeof screens)[number]]}</h3>
            <dl class="key-list">
              {lines.map(([keys, does]) => (
                <div key={keys}>
                  <dt>
                    <kbd>{keys}</kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        )
      })}
      <label class="help-key">
        <input
          type="checkbox"
          checked={hasHelpKey.value}
          onChange={(event) => setHelpKey(event.currentTarget.checked)}
        />
        {w.questionMark}
      </label>
    </section>
  )
}
