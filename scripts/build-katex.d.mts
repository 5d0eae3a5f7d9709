// The shape of build-katex.mjs for the tests.

/** Writes `folder`/vendor/katex.js, in the shape of src/render/katex.ts. */
export function writeKatex(folder: string): void
