// The icons of the page, drawn in a box of 20 by 20.
const paths = {
  undo: 'M8 5 4 9l4 4M4 9h8a4 4 0 0 1 0 8h-2',
  redo: 'm12 5 4 4-4 4M16 9H8a4 4 0 0 0 0 8h2',
  link: 'M8.5 11.5a3.5 3.5 0 0 0 5 0l2.5-2.5a3.5 3.5 0 0 0-5-5l-1 1M11.5 8.5a3.5 3.5 0 0 0-5 0L4 11a3.5 3.5 0 0 0 5 5l1-1',
  dark: 'M15.5 11.8A6.5 6.5 0 1 1 8.2 4.5a5.2 5.2 0 0 0 7.3 7.3Z',
  light:
    'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4M14.3 14.3l1.4 1.4M4.3 15.7l1.4-1.4M14.3 5.7l1.4-1.4',
  fast: 'M4 5.5v9l6-4.5ZM10.5 5.5v9l6-4.5Z',
  rewind: 'M4.5 10a5.5 5.5 0 1 0 1.8-4.1M4 3.5V7h3.5',
  first: 'M5 5v10M14 5l-5 5 5 5',
  previous: 'M12 5l-5 5 5 5',
  next: 'M8 5l5 5-5 5',
  last: 'M15 5v10M6 5l5 5-5 5',
  play: 'M7 5.5v9l7-4.5Z',
  pace: 'M10 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM10 7v3.7l2.5 1.6',
  pause: 'M7 5v10M13 5v10',
  copy: 'M7 7h8v9H7ZM5 13H4V4h8v1',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  cross: 'm5.5 5.5 9 9M14.5 5.5l-9 9',
  down: 'm6 8 4 4 4-4',
  menu: 'M4 6h12M4 10h12M4 14h12',
  help: 'M7.2 7.3a2.9 2.9 0 1 1 4.3 2.6c-1 .5-1.5 1.1-1.5 2.2M10 15.4v.1',
  lock: 'M6 9h8v6H6ZM8 9V7a2 2 0 0 1 4 0v2',
  forward: 'M4 10h11M11 5.5l4.5 4.5-4.5 4.5',
  loss: 'm10 4 6 6-6 6-6-6Z',
  backward: 'M16 10H5M9 5.5 4.5 10 9 14.5',
  update: 'M15.5 10a5.5 5.5 0 1 1-1.8-4.1M16 3.5V7h-3.5',
} as const

export type IconName = keyof typeof paths

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}

/** Three dots joined by steps: down, down. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 28 24" aria-hidden="true" focusable="false">
      <path d="M5 6h9v7h9v6" />
      <circle cx="5" cy="6" r="3" class="mark-fwd" />
      <circle cx="14" cy="13" r="3" class="mark-bwd" />
      <circle cx="23" cy="19" r="3" class="mark-upd" />
    </svg>
  )
}
