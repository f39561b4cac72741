import { exp } from "../../math/exp.ts"
import { logGaussMass } from "../../math/normal.ts"

/** Weight of the prior, one observation being 1. */
const PRIOR_WEIGHT = 1

/** A bandwidth below this would put more than 90 % of a kernel into one cell. */
const SMALLEST_SIGMA = 0.5 / 1.64

/** Added to each share, so that none is 0. */
const FLOOR = 1e-12

/**
 * The share of each choice when `counts` observations of them are given: a kernel on each choice observed, and one over all
 * (Optuna 5.0.0). At least one count is above 0.
 */
export function choiceDensity(counts: ArrayLike<number>): Float64Array {
  const n = counts.length
  let nKernels = 1
  let total = PRIOR_WEIGHT
  for (let i = 0; i < n; i++) {
    if (counts[i] !== 0) nKernels++
    total += counts[i] as number
  }
  const smoothing = PRIOR_WEIGHT / nKernels
  const rowSum = 1 + n * smoothing
  const everywhere = ((total - PRIOR_WEIGHT) * (smoothing / rowSum) + PRIOR_WEIGHT / n) / total
  return Float64Array.from({ length: n }, (_, i) => everywhere + (counts[i] as number) / rowSum / total + FLOOR)
}

/**
 * The share of each cell of a grid when `counts` observations in each are given: normal kernels on the cells, of one bandwidth
 * by Scott's rule (Scott 1992) with a quarter range of robust quartiles, truncated to the grid, and one over all (Optuna
 * 5.0.0). At least one count is above 0.
 */
export function gridDensity(counts: ArrayLike<number>): Float64Array {
  const n = counts.length
  const { sigma, total } = scottBandwidth(counts)
  const density = new Float64Array(n)
  // Of a kernel only the distance to a cell matters.
  const mass = Float64Array.from({ length: n }, (_, k) => logGaussMass((k - 0.5) / sigma, (k + 0.5) / sigma))
  for (let mu = 0; mu < n; mu++) {
    const count = counts[mu] as number
    if (count === 0) continue
    const inside = logGaussMass((-0.5 - mu) / sigma, (n - 0.5 - mu) / sigma)
    for (let x = 0; x < n; x++) {
      density[x] = (density[x] as number) + count * exp((mass[Math.abs(x - mu)] as number) - inside)
    }
  }
  const middle = (n - 1) / 2
  const inside = logGaussMass((-0.5 - middle) / n, (n - 0.5 - middle) / n)
  for (let x = 0; x < n; x++) {
    const prior = exp(logGaussMass((x - 0.5 - middle) / n, (x + 0.5 - middle) / n) - inside)
    density[x] = ((density[x] as number) + PRIOR_WEIGHT * prior) / (total + PRIOR_WEIGHT) + FLOOR
  }
  return density
}

function scottBandwidth(counts: ArrayLike<number>): { sigma: number; total: number } {
  let total = 0
  let sum = 0
  for (let i = 0; i < counts.length; i++) {
    total += counts[i] as number
    sum += i * (counts[i] as number)
  }
  const mean = sum / total
  let squares = 0
  for (let i = 0; i < counts.length; i++) squares += (i - mean) * (i - mean) * (counts[i] as number)
  const deviation = Math.sqrt(squares / Math.max(1, total - 1))

  const lower = Math.floor(total / 4)
  const upper = Math.floor((total * 3) / 4)
  const range = firstCell(counts, (below) => below > upper) - firstCell(counts, (below) => below >= lower)
  const sigma = 1.059 * Math.min(range / 1.34, deviation) * total ** -0.2
  return { sigma: Math.max(sigma, SMALLEST_SIGMA), total }
}

/** The first cell with an observation where the count so far `reaches`; else the last with one. */
function firstCell(counts: ArrayLike<number>, reaches: (soFar: number) => boolean): number {
  let soFar = 0
  let last = 0
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue
    soFar += counts[i] as number
    last = i
    if (reaches(soFar)) break
  }
  return last
}
