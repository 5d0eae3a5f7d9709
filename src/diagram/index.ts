// The public names of diagram: a network's drawing as plain data, for pages and for files.
import '../whole.ts'

export { type Cells, cellsIn } from './draw-blocks.ts'
export type { SceneElement } from './elements.ts'
export type { Box, Point } from './geometry.ts'
export { heightFor, naturalSize } from './height.ts'
export { layoutOf } from './layout.ts'
export { type FactorPlace, type Link, type Lit, type LitFactor, type LitPath, othersOf } from './lit.ts'
export { type LitOptions, litOf } from './lit-of.ts'
export { type PictureOptions, pictureOf } from './picture.ts'
export type { EdgeStyle, Layout, LayoutOptions } from './places.ts'
export { sceneOf } from './scene.ts'
export type { SceneInput } from './scene-input.ts'
export {
  darkTokens,
  declarations,
  diagramStyle,
  lightTokens,
  schemeStyle,
  standaloneStyle,
  type Token,
} from './style.ts'
export { svgText } from './svg-text.ts'
export { columnEnd, type Direction, nearest, type SceneTarget, targetsIn } from './targets.ts'
