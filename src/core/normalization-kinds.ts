// The kinds of normalization, by name, for those who only have to know the names.

export const normalizationKinds = ['batch', 'layer'] as const
