/**
 * The sum of `values[start..end)` in numpy's order of additions: runs of up to 128 by eight accumulators, longer ones as
 * two halves (numpy 2.4, pairwise summation), so that the last bit is numpy's too. 0 if empty.
 */
export function pairwiseSum(values: ArrayLike<number>, start = 0, end: number = values.length): number {
  const n = end - start
  if (n < 8) {
    let sum = 0
    for (let i = start; i < end; i++) sum += values[i] as number
    return sum
  }
  if (n > 128) {
    const middle = start + ((n >> 1) & ~7)
    return pairwiseSum(values, start, middle) + pairwiseSum(values, middle, end)
  }
  let a = values[start] as number
  let b = values[start + 1] as number
  let c = values[start + 2] as number
  let d = values[start + 3] as number
  let e = values[start + 4] as number
  let f = values[start + 5] as number
  let g = values[start + 6] as number
  let h = values[start + 7] as number
  let i = start + 8
  for (const last = end - (n & 7); i < last; i += 8) {
    a += values[i] as number
    b += values[i + 1] as number
    c += values[i + 2] as number
    d += values[i + 3] as number
    e += values[i + 4] as number
    f += values[i + 5] as number
    g += values[i + 6] as number
    h += values[i + 7] as number
  }
  let sum = a + b + (c + d) + (e + f + (g + h))
  for (; i < end; i++) sum += values[i] as number
  return sum
}
