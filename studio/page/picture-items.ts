// The items of a menu that save a drawing of the page as a file.
import { words } from '../words/said.ts'
import { notice } from './announce.ts'
import type { MenuGroup } from './menu.tsx'
import type { PictureFormat } from './picture.ts'

/**
 * @param find the drawing, or a part of the page that holds some, when an item is chosen
 * @param name of the file, without the ending
 */
export function pictureGroup(find: () => Element | null | undefined, name: string): MenuGroup {
  const w = words.value
  const save = async (format: PictureFormat): Promise<void> => {
    const part = find()
    if (!part) return
    try {
      await (await import('./picture.ts')).savePicture(part, name, format)
    } catch {
      notice.value = words.peek().notLoaded
    }
  }
  return {
    label: w.picture,
    items: (['svg', 'png'] as const).map((format) => ({
      label: w.pictureAs[format],
      onSelect: () => void save(format),
    })),
  }
}
