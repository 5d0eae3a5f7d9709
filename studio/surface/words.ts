// The words of the loss surface.
export interface SurfaceWords {
  readonly oneWeight: string
  readonly errorAgainst: string
  readonly and: string
  readonly across: string
  readonly up: string
  readonly zoom: string
  readonly nearer: string
  readonly farther: string
  readonly all: string
  readonly allTitle: string
  readonly view: string
  readonly kinds: Readonly<Record<'contours' | 'relief', string>>
  readonly surfaceRole: string
  readonly surface: (x: string, y: string, atX: string, atY: string, loss: string) => string
  readonly relief: string
  readonly darker: string
  readonly directionOnly: string
  readonly exactLength: string
  readonly logarithmic: string
  readonly onSurface: string
  readonly projected: (updates: number) => string
  readonly moves: (name: string) => string
  readonly minimum: string
  readonly start: string
  readonly here: (step: number) => string
  readonly uphill: string
  readonly downhill: (step: number) => string
  readonly asTable: string
  readonly error: string
  readonly nextWith: (rate: string) => string
  readonly stepFrom: (step: number, from: number) => string
  readonly against: string
  readonly rate: string
  readonly rateLog: string
  readonly alongArrow: string
  readonly along: (rate: string, loss: string, best: string | undefined) => string
  readonly overshoots: string
  readonly before: (step: number) => string
  readonly after: (step: number) => string
  readonly take: string
  readonly until: (rate: string) => string
  readonly tooFar: (rate: string) => string
  readonly fallsOn: string
  readonly outOfRange: string
  readonly path: string
  readonly paths: Readonly<Record<'two' | 'whole', string>>
  readonly stepsMade: string
  readonly initial: string
}
