// How many paths from a parameter to the loss are told, and drawn, one by one.

/** More than this are told by the δ that gathers them, and drawn by the largest and by what the others add up to. */
export const MOST_PATHS = 64
