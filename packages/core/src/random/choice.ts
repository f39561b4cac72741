import { ParzenError } from "../errors.ts"

/** How to choose out of `n`. */
export interface ChoiceOptions {
  /** How many to choose; without it the choice is one number, not an array. */
  readonly size?: number | undefined
  /** Probability of each of the `n`, with sum 1. Uniform by default. */
  readonly p?: ArrayLike<number> | undefined
  /** Whether an index may be chosen twice. Default true. */
  readonly replace?: boolean | undefined
}

/** The running sums of `p`, divided by the last one as numpy does. */
export function distributionFunction(p: ArrayLike<number>): Float64Array {
  const n = p.length
  const cdf = new Float64Array(n)
  let sum = 0
  for (let i = 0; i < n; i++) cdf[i] = sum += p[i] as number
  for (let i = 0; i < n; i++) cdf[i] = (cdf[i] as number) / sum
  return cdf
}

/** The first index whose `cdf` is above `u`. */
export function indexAbove(cdf: Float64Array, u: number): number {
  let low = 0
  let high = cdf.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cdf[middle] as number) > u) high = middle
    else low = middle + 1
  }
  return low
}

/** @throws INVALID_ARGUMENT for what numpy's `choice` refuses. */
export function checkChoice(n: number, { size = 1, p, replace = true }: ChoiceOptions): void {
  let possible = n
  if (p !== undefined) {
    possible = 0
    let sum = 0
    for (let i = 0; i < p.length; i++) {
      const probability = p[i] as number
      if (!(probability >= 0))
        throw new ParzenError("INVALID_ARGUMENT", `choice: p[${i}] is ${probability}, below 0 or NaN`)
      if (probability > 0) possible++
      sum += probability
    }
    if (p.length !== n) throw new ParzenError("INVALID_ARGUMENT", `choice: ${p.length} probabilities for ${n} choices`)
    if (!(Math.abs(sum - 1) < 1.5e-8)) throw new ParzenError("INVALID_ARGUMENT", `choice: p sums to ${sum}, not to 1`)
  }
  if (size > 0 && possible < (replace ? 1 : size)) {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `choice: cannot choose ${size} out of ${possible}${replace ? "" : " without replacement"}`,
    )
  }
}
