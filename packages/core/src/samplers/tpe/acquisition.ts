import type { Candidates } from "./candidates.ts"
import { exactLogDensity } from "./exact-density.ts"
import { logDensity } from "./kernel-sum.ts"
import type { Mixture } from "./mixture.ts"

/** Candidates whose scores are as near as this are compared in exact arithmetic; {@link logDensity} errs less. */
const NEAR = 1e-5

/** How much one choice moves what is remembered of the earlier ones. */
const MEMORY = 0.2

/**
 * The candidate x with the largest score log l(x) - log g(x), the first of equal ones: what maximises the expected improvement
 * (Bergstra et al. 2011, section 4.1). The sum for g is given up as soon as it shows that another candidate is better, so the
 * best one should be looked at early: early in a study it is among the most probable under l, later among the least probable.
 */
export function bestCandidate(below: Mixture, above: Mixture, candidates: Candidates): number {
  const { count, scores, promise } = candidates
  const near = NEAR + below.axes.noise
  const hasTwins = below.axes.nContinuous === 0
  let mean = 0
  for (let c = 0; c < count; c++) {
    scores[c] = -Infinity
    promise[c] = hasTwins && hasTwin(candidates, c) ? NaN : logDensity(below, candidates, c, Infinity)
    mean += (promise[c] as number) / count || 0
  }
  const sign = candidates.leaning < 0 ? -1 : 1
  let best = -Infinity
  let winner = mean
  for (;;) {
    let c = -1
    for (let d = 0; d < count; d++) {
      // What is less probable cannot be better: no density g is below the prior's, whose log is 0 here.
      if (!((promise[d] as number) >= best - near)) continue
      if (c < 0 || sign * (promise[d] as number) > sign * (promise[c] as number)) c = d
    }
    if (c < 0) break
    const most = promise[c] as number
    const score = most - logDensity(above, candidates, c, most - best + near)
    scores[c] = score
    promise[c] = NaN
    if (!(score > best)) continue
    best = score
    winner = most
  }
  candidates.leaning += MEMORY * (winner - mean - candidates.leaning)
  return firstOfNearest(below, above, candidates, best - near)
}

/** Whether an earlier candidate is the same point. */
function hasTwin(candidates: Candidates, c: number): boolean {
  for (let d = 0; d < c; d++) if (candidates.isSame(c, d)) return true
  return false
}

/** Of the candidates with a score of at least `least` the best by exact arithmetic. */
function firstOfNearest(below: Mixture, above: Mixture, candidates: Candidates, least: number): number {
  const { scores } = candidates
  let winner = -1
  let isAlone = true
  for (let c = 0; c < scores.length; c++) {
    if (!((scores[c] as number) >= least)) continue
    if (winner >= 0) isAlone = false
    else winner = c
  }
  if (isAlone) return Math.max(winner, 0)
  let best = -Infinity
  for (let c = winner; c < scores.length; c++) {
    if (!((scores[c] as number) >= least)) continue
    const score = exactLogDensity(below, candidates, c) - exactLogDensity(above, candidates, c)
    if (score > best) {
      best = score
      winner = c
    }
  }
  return winner
}
