// The names of the built-in examples, apart from what reads them: the studio has them within.
export const exampleNames = ['deck', 'byu', 'xor', 'softmax'] as const
export type ExampleName = (typeof exampleNames)[number]

export function isExampleName(name: string): name is ExampleName {
  return (exampleNames as readonly string[]).includes(name)
}
