import type { Distribution } from "../distributions/distribution.ts"

/** Distributions by parameter name, in the order of drawing. */
export type SearchSpace = ReadonlyMap<string, Distribution>

/** The space without parameters. */
export const EMPTY_SPACE: SearchSpace = new Map()

/** Orders names by code point, as Python does (JavaScript's own order is by UTF-16 unit). */
export function compareNames(a: string, b: string): number {
  const n = Math.min(a.length, b.length)
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1
  }
  return a.length - b.length
}

// A surrogate stands for a code point above 0xffff, whatever its unit; 0xe000 to 0xffff would else come after it.
function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xe000
}
