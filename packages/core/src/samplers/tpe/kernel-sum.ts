import { exp } from "../../math/exp.ts"
import type { Cell } from "./axes.ts"
import type { Candidates } from "./candidates.ts"
import { logCellMass } from "./cell-mass.ts"
import type { CellTable } from "./cell-table.ts"
import { enlargedInts } from "./enlarged.ts"
import type { KernelAxis } from "./kernel-axis.ts"
import type { Mixture } from "./mixture.ts"

/** From how many kernels on only those are looked at that are near on one axis. */
const WINDOW_FROM = 128
/** All that is left out of a sum lies this many nats below the prior's kernel. */
const NEGLIGIBLE = 16
/** How many nats a term may rise above the reference before the reference is moved. */
const HEADROOM = 500

/** The sum so far is `state[SUM] * exp(state[SHIFT])`; it may stop above `exp(state[LIMIT])`. Doubles in an array are not boxed. */
const state = /* @__PURE__ */ new Float64Array(3)
const SUM = 0
const SHIFT = 1
const LIMIT = 2
let wideOnes: Int32Array = /* @__PURE__ */ new Int32Array(256)

/**
 * Log of the density of candidate `c` under `mixture`, relative to the prior's kernel and to its weight:
 * `log(1 + sum of w k(c) / k_prior(c))`, to an absolute 1e-6. If that is above `limit`, any number above `limit`.
 *
 * Beside the prior's kernel, which reaches everywhere, few others count: those near the candidate on every axis. They are found
 * by the sorted means of the axis on which they are fewest, the nearest first.
 */
export function logDensity(mixture: Mixture, candidates: Candidates, c: number, limit: number): number {
  state[SUM] = 1
  state[SHIFT] = 0
  state[LIMIT] = limit
  const floor = -NEGLIGIBLE - Math.log(mixture.size + 1)
  if (mixture.size < WINDOW_FROM || mixture.kernels.length === 0) {
    scan(mixture, candidates, c, floor, mixture.members, 0, mixture.size, 1)
  } else {
    scanNear(mixture, candidates, c, floor)
  }
  return Math.log(state[SUM] as number) + (state[SHIFT] as number)
}

function scanNear(mixture: Mixture, candidates: Candidates, c: number, floor: number): void {
  const { kernels, members, size } = mixture
  const reach = Math.sqrt(2 * (highest(mixture, candidates, c) - floor))
  let fewest = size
  let best: KernelAxis | undefined
  for (let i = 0; i < kernels.length; i++) {
    const kernel = kernels[i] as KernelAxis
    const distance = reach * kernel.minSigma
    const n = kernel.search(right(kernel, candidates, c, i) + distance) - kernel.search(left(kernel, candidates, c, i) - distance)
    if (n + kernel.nWide >= fewest) continue
    fewest = n + kernel.nWide
    best = kernel
  }
  if (best === undefined) {
    scan(mixture, candidates, c, floor, members, 0, size, 1)
    return
  }
  const i = kernels.indexOf(best)
  const low = left(best, candidates, c, i)
  const high = right(best, candidates, c, i)
  const distance = reach * best.minSigma
  const middle = best.search(0.5 * (low + high))
  const done =
    scan(mixture, candidates, c, floor, best.order, middle, best.search(high + distance), 1) ||
    scan(mixture, candidates, c, floor, best.order, middle - 1, best.search(low - distance) - 1, -1)
  if (done) return
  const n = wideOutside(best, low - distance, high + distance)
  scan(mixture, candidates, c, floor, wideOnes, 0, n, 1)
}

/** No kernel's term is higher than this at candidate `c`, wherever its mean. */
function highest({ kernels }: Mixture, { base }: Candidates, c: number): number {
  let sum = -(base[c] as number)
  for (let i = 0; i < kernels.length; i++) sum += (kernels[i] as KernelAxis).maxHeight
  return sum
}

/** Where candidate `c` begins on numeric axis `i`. */
function left({ axis }: KernelAxis, { axes, points, stride }: Candidates, c: number, i: number): number {
  if (axis.step === 0) return points[c * stride + i] as number
  if (axis.cells !== undefined) return (axis.cells[points[c * stride + i] as number] as Cell).left
  const { nContinuous, nSmall } = axes
  return points[c * stride + nContinuous + nSmall + 2 * (i - nContinuous - nSmall)] as number
}

/** Where candidate `c` ends on numeric axis `i`. */
function right({ axis }: KernelAxis, { axes, points, stride }: Candidates, c: number, i: number): number {
  if (axis.step === 0) return points[c * stride + i] as number
  if (axis.cells !== undefined) return (axis.cells[points[c * stride + i] as number] as Cell).right
  const { nContinuous, nSmall } = axes
  return points[c * stride + nContinuous + nSmall + 2 * (i - nContinuous - nSmall) + 1] as number
}

/** Collects the kernels of larger bandwidth whose means are not in [low, high). */
function wideOutside({ wide, nWide, mu }: KernelAxis, low: number, high: number): number {
  if (nWide > wideOnes.length) wideOnes = enlargedInts(wideOnes, 2 * nWide)
  let n = 0
  for (let k = 0; k < nWide; k++) {
    const slot = wide[k] as number
    const mean = mu[slot] as number
    if (!(mean >= low && mean < high)) wideOnes[n++] = slot
  }
  return n
}

/** Adds the terms of `slots[from]` to `slots[to]` (excluded), forwards or backwards. Whether the sum went above the limit. */
function scan(
  mixture: Mixture,
  candidates: Candidates,
  c: number,
  floor: number,
  slots: Int32Array,
  from: number,
  to: number,
  direction: 1 | -1,
): boolean {
  const { rows, stride, weights, hit, miss, tables } = mixture
  const { nContinuous, nSmall, nLarge } = mixture.axes
  const { points } = candidates
  const nCategorical = hit.length
  const start = c * candidates.stride
  const base = candidates.base[c] as number
  let sum = state[SUM] as number
  let shift = state[SHIFT] as number
  let limit = Math.exp((state[LIMIT] as number) - shift)
  for (let k = from; k !== to; k += direction) {
    const slot = slots[k] as number
    let row = slot * stride
    let at = start
    let term = (rows[row++] as number) - base
    for (let i = 0; i < nContinuous; i++, row += 2) {
      const z = ((points[at++] as number) - (rows[row] as number)) * (rows[row + 1] as number)
      term -= z * z
    }
    if (term < floor) continue
    for (let i = 0; i < nSmall; i++) {
      const table = tables[i] as CellTable
      const entry = table.entries[(rows[row] as number) * table.width + (points[at] as number)] as number
      term += entry === entry ? entry : table.fill(rows[row] as number, points[at] as number)
      row++
      at++
    }
    const choices = row + 2 * nLarge
    const chosen = at + 2 * nLarge
    for (let i = 0; i < nCategorical; i++) {
      term += (rows[choices + i] === points[chosen + i] ? hit[i] : miss[i]) as number
    }
    if (term < floor) continue
    for (let i = 0; i < nLarge; i++, row += 2, at += 2) {
      const mu = rows[row] as number
      const scale = rows[row + 1] as number
      term += logCellMass(((points[at] as number) - mu) * scale, ((points[at + 1] as number) - mu) * scale)
    }
    if (term - shift > HEADROOM) {
      sum *= Math.exp(shift - term)
      shift = term
      limit = Math.exp((state[LIMIT] as number) - shift)
    }
    sum += (weights[slot] as number) * exp(term - shift)
    if (sum > limit) {
      state[SUM] = sum
      state[SHIFT] = shift
      return true
    }
  }
  state[SUM] = sum
  state[SHIFT] = shift
  return false
}
