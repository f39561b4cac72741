import { erfc } from "./erf.ts"

/**
 * p-value of the signed-rank test (Wilcoxon 1945) that `differences` lie symmetrically about 0, against their being greater or
 * less. Ranks of zeros count half to either side. Exact over all signs, but for more than 50 differences, or ties or zeros among
 * more than 13, by the normal distribution without continuity correction (scipy 1.17.1, `zero_method="zsplit"`). NaN of none.
 */
export function wilcoxon(differences: ArrayLike<number>, alternative: "greater" | "less"): number {
  const n = differences.length
  if (n === 0) return NaN
  const signed = Array.from(differences).sort((a, b) => Math.abs(a) - Math.abs(b))
  const weights: number[] = [] // of differences other than 0: twice their rank, a whole number also where ranks are shared
  let positive = 0
  let zeros = 0
  let ties = 0
  for (let i = 0; i < n;) {
    let end = i + 1
    while (end < n && Math.abs(signed[end] as number) === Math.abs(signed[i] as number)) end++
    const shared = end - i
    ties += shared ** 3 - shared
    for (const weight = i + end + 1; i < end; i++) {
      const difference = signed[i] as number
      if (difference === 0) zeros += weight
      else weights.push(weight)
      if (difference > 0) positive += weight
    }
  }
  const irregular = ties > 0 || zeros > 0
  if (n <= (irregular ? 13 : 50)) {
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    // The signs are symmetric: at least `positive` above is as probable as at most the rest.
    return shareAtMost(weights, alternative === "less" ? positive : total - positive)
  }
  const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1) - ties / 2) / 24)
  const z = (positive / 2 + zeros / 4 - (n * (n + 1)) / 4) / deviation
  return 0.5 * erfc((alternative === "greater" ? z : -z) * Math.SQRT1_2)
}

/** Share of the subsets of `weights` whose sum is at most `limit`; counts are exact for up to 53 weights. */
function shareAtMost(weights: readonly number[], limit: number): number {
  const ways = new Float64Array(limit + 1)
  ways[0] = 1
  for (const weight of weights) {
    for (let sum = limit; sum >= weight; sum--) ways[sum] = (ways[sum] as number) + (ways[sum - weight] as number)
  }
  return ways.reduce((sum, count) => sum + count, 0) / 2 ** weights.length
}
