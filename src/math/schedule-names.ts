// The schedules by name, for those who only have to know the names.

export const scheduleNames = [
  'constant',
  'step',
  'exponential',
  'cosine',
  'one-cycle',
  'plateau',
  'inverse',
] as const

export type ScheduleName = (typeof scheduleNames)[number]
