// A number beside the right one: its digits from the first different one on are marked.
interface DifferingProps {
  readonly text: string
  readonly right: string
}

export function Differing({ text, right }: DifferingProps) {
  let same = 0
  while (same < text.length && text[same] === right[same]) same++
  return (
    <span class="value">
      {text.slice(0, same)}
      {same < text.length && <mark class="differs">{text.slice(same)}</mark>}
    </span>
  )
}
