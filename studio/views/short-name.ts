// Short names: what a drawing has room for, with the rest as an ellipsis; letters are never split.

export function shortName(name: string, most: number): string {
  const letters = Array.from(name)
  return letters.length <= most ? name : `${letters.slice(0, most - 1).join('')}…`
}
