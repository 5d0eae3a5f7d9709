// What stands beside the check, one at a time.
export const sides = ['story', 'runs', 'own'] as const
export type Side = (typeof sides)[number]
