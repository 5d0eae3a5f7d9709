// A small menu that saves the drawings of a part of the page.
import { words } from '../words/said.ts'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'
import { pictureGroup } from './picture-items.ts'

interface PictureMenuProps {
  /** Finds the part. */
  readonly selector: string
  /** Of the file, without the ending. */
  readonly name: string
}

export function PictureMenu({ selector, name }: PictureMenuProps) {
  return (
    <Menu label={words.value.picture} groups={[pictureGroup(() => document.querySelector(selector), name)]}>
      <Icon name="copy" />
    </Menu>
  )
}
