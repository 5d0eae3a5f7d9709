// The strip of a check: where an error lies between the smallest that a double can tell and the limit, on a logarithmic line.
interface StripProps {
  readonly error: number
  readonly hasPassed: boolean
}

const WIDTH = 84
const LEAST = -16
const LIMIT = -7
/** Beyond the limit there is a little room. */
const END = 72

export function Strip({ error, hasPassed }: StripProps) {
  const size = error > 0 ? Math.log10(error) : LEAST
  const share = Math.max(0, Math.min(1.15, (size - LEAST) / (LIMIT - LEAST)))
  return (
    <svg class={`strip ${hasPassed ? '' : 'fails'}`} width={WIDTH} height="14" aria-hidden="true">
      <path class="strip-line" d={`M2 7H${END}`} />
      <path class="strip-limit" d={`M${END} 1V13`} />
      <circle cx={2 + share * (END - 2)} cy="7" r="4.5" />
    </svg>
  )
}
