// The top bar: mark, screens, undo, redo, link, language, theme, help; narrow pages put in menus what does not fit.
import { useState } from 'preact/hooks'
import type { Language } from '../../src/errors.ts'
import { isHelpOpen, openHelp, toggleHelp } from '../help/help.ts'
import { address, link } from '../model/history.ts'
import { canRedo, canUndo, redo, show, undo, view } from '../model/page.ts'
import type { ScreenName } from '../model/view.ts'
import { words } from '../words/said.ts'
import { announce, notice } from './announce.ts'
import { copyText } from './clipboard.ts'
import { Icon, Mark } from './icon.tsx'
import { Menu } from './menu.tsx'
import { screen, screens } from './screens.tsx'
import { Segment } from './segment.tsx'
import { isDark } from './theme.ts'

const languages: readonly Language[] = ['en', 'es']

export function TopBar() {
  const w = words.value
  return (
    <header class="top-bar">
      <a class="brand" href="#net=deck" aria-label={w.home}>
        <Mark />
        <span class="brand-name">Paso</span>
      </a>
      <Tabs />
      <ScreenMenu />
      <span class="spread" />
      <button type="button" class="quiet" aria-label={w.undo} aria-disabled={!canUndo.value} onClick={undo}>
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="quiet wide"
        aria-label={w.redo}
        aria-disabled={!canRedo.value}
        onClick={redo}
      >
        <Icon name="redo" />
      </button>
      <LinkButton />
      <span class="wide">
        <Segment
          label={w.languages}
          value={view.value.language}
          options={languages.map((value) => ({
            value,
            label: value.toUpperCase(),
            title: w.languageName[value],
          }))}
          onChange={(language) => show({ language })}
        />
      </span>
      <button
        type="button"
        class="quiet wide"
        aria-label={isDark.value ? w.theme.light : w.theme.dark}
        onClick={switchTheme}
      >
        <Icon name={isDark.value ? 'light' : 'dark'} />
      </button>
      <button
        type="button"
        class="quiet wide"
        aria-label={w.help}
        aria-expanded={isHelpOpen.value}
        onClick={toggleHelp}
      >
        <Icon name="help" />
      </button>
      <More />
    </header>
  )
}

/** Links, so that a screen can be opened in a tab of its own. */
function Tabs() {
  const w = words.value
  return (
    <nav class="tabs" aria-label={w.screenTabs}>
      {screens.map((name) => (
        <a
          key={name}
          href={addressAt(name)}
          aria-current={name === screen.value ? 'page' : undefined}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return
            event.preventDefault()
            show({ screen: name })
          }}
        >
          {w.screens[name]}
        </a>
      ))}
    </nav>
  )
}

function addressAt(name: ScreenName): string {
  const parts = new URLSearchParams(address.value.replace(/^#/, ''))
  parts.set('screen', name)
  return `#${parts}`
}

function ScreenMenu() {
  const w = words.value
  return (
    <span class="screen-menu">
      <Menu
        label={`${w.screenTabs}: ${w.screens[screen.value]}`}
        from="start"
        groups={[
          {
            items: screens.map((name) => ({
              label: w.screens[name],
              isChosen: name === screen.value,
              onSelect: () => show({ screen: name }),
            })),
          },
        ]}
      >
        <strong>{w.screens[screen.value]}</strong>
        <Icon name="down" />
      </Menu>
    </span>
  )
}

function LinkButton() {
  const w = words.value
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    const text = await link()
    if (text === undefined) {
      notice.value = w.linkTooLong
      return
    }
    if (!(await copyText(text))) return
    announce(w.linkCopied)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <button type="button" class="quiet" aria-label={w.link} onClick={() => void copy()}>
      <Icon name={copied ? 'check' : 'link'} />
      <span class="wide">{copied ? w.linkCopied : w.link}</span>
    </button>
  )
}

/** What narrow pages have no room for. */
function More() {
  const w = words.value
  return (
    <span class="more">
      <Menu
        label={w.menu}
        groups={[
          ...(canRedo.value ? [{ items: [{ label: w.redo, onSelect: redo }] }] : []),
          {
            label: w.languages,
            items: languages.map((language) => ({
              label: w.languageName[language],
              isChosen: language === view.value.language,
              onSelect: () => show({ language }),
            })),
          },
          {
            label: w.themes,
            items: [
              { label: w.theme.light, isChosen: !isDark.value, onSelect: () => show({ theme: 'light' }) },
              { label: w.theme.dark, isChosen: isDark.value, onSelect: () => show({ theme: 'dark' }) },
            ],
          },
          { items: [{ label: w.help, onSelect: openHelp }] },
        ]}
      >
        <Icon name="menu" />
      </Menu>
    </span>
  )
}

const switchTheme = (): void => show({ theme: isDark.peek() ? 'light' : 'dark' })
