// A function, an optimizer or a schedule in a network file: its name, or its name with some of its numbers beside it.

export type FileChoice =
  | string
  | { readonly name: string; readonly [parameter: string]: string | number | boolean }

/** The name alone where every parameter has its default. */
export function choiceOf(
  { name, parameters }: { readonly name: string; readonly parameters: object },
  defaults: Readonly<Record<string, unknown>>,
): FileChoice {
  const own = Object.entries(parameters).filter(([key, value]) => !Object.is(value, defaults[key]))
  return own.length === 0 ? name : { name, ...Object.fromEntries(own) }
}
