import type { Candidates } from "./candidates.ts"
import { cellMass, logCellMass } from "./cell-mass.ts"
import type { CellTable } from "./cell-table.ts"
import type { KernelAxis } from "./kernel-axis.ts"
import type { Mixture } from "./mixture.ts"
import { quickExp } from "./quick-exp.ts"

/** From how many kernels on only those are looked at that are near on the first axis. */
const WINDOW_FROM = 128
/** Kernels so many nats below the sum are nothing beside it, all of them together. */
const NEGLIGIBLE = 16
/** So many nats below the limit a sum needs the terms that are nothing beside the limit. */
const MARGIN = 4
/** How many nats a term may rise above the reference before the reference is moved. */
const HEADROOM = 500
/** A factor below this is kept as its logarithm. */
const TINY = 1e-100

/** What one sum knows so far: it is `state[SUM] * exp(state[SHIFT])`. Doubles in an array are not boxed. */
const state = /* @__PURE__ */ new Float64Array(5)
const SUM = 0
const SHIFT = 1
/** Log of what the sum need not go above. */
const LIMIT = 2
/** Terms below this are left out. */
const FLOOR = 3
/** How far below the sum that is, at least. */
const DROP = 4
let others: Int32Array = /* @__PURE__ */ new Int32Array(256)

/**
 * Log of the density of candidate `c` under `mixture`, relative to the prior's kernel and to its weight:
 * `log(1 + sum of w k(c) / k_prior(c))`, to an absolute 1e-6. If that is above `limit`, any number above `limit`.
 *
 * Beside the prior's kernel, which reaches everywhere, few others count: those near the candidate on every axis. So only those
 * near on the first axis are looked at, by the order of its means, the nearest first; and those that are wide on it.
 */
export function logDensity(mixture: Mixture, candidates: Candidates, c: number, limit: number): number {
  const drop = NEGLIGIBLE + Math.log(mixture.size + 1)
  state[LIMIT] = limit
  state[DROP] = drop
  const enough = limit - MARGIN
  if (enough > 0 && enough < Infinity) {
    state[FLOOR] = enough - drop
    const result = sum(mixture, candidates, c)
    if (result >= enough) return result
  }
  state[FLOOR] = -drop
  return sum(mixture, candidates, c)
}

function sum(mixture: Mixture, candidates: Candidates, c: number): number {
  state[SUM] = 1
  state[SHIFT] = 0
  const { size, kernels, members } = mixture
  if (size < WINDOW_FROM || kernels.length === 0) scan(mixture, candidates, c, members, 0, size, 1)
  else scanNear(mixture, candidates, c)
  return Math.log(state[SUM] as number) + (state[SHIFT] as number)
}

function scanNear(mixture: Mixture, candidates: Candidates, c: number): void {
  const { kernels, nWide, wide } = mixture
  const [first] = kernels as readonly [KernelAxis]
  const { mu, order, minSigma } = first
  let highest = -(candidates.base[c] as number)
  for (let i = 0; i < kernels.length; i++) highest += (kernels[i] as KernelAxis).maxHeight
  const reach = minSigma * Math.sqrt(2 * Math.max(0, highest - (state[FLOOR] as number)))
  const left = candidates.left[c * kernels.length] as number
  const right = candidates.right[c * kernels.length] as number
  const low = left - reach
  const high = right + reach
  const middle = first.search(0.5 * (left + right))
  if (scan(mixture, candidates, c, order, middle, first.search(high), 1)) return
  if (scan(mixture, candidates, c, order, middle - 1, first.search(low) - 1, -1)) return
  if (others.length < nWide) others = new Int32Array(2 * nWide)
  let n = 0
  for (let k = 0; k < nWide; k++) {
    const slot = wide[k] as number
    const mean = mu[slot] as number
    if (!(mean >= low && mean < high)) others[n++] = slot
  }
  scan(mixture, candidates, c, others, 0, n, 1)
}

/** Adds the terms of `slots[from]` to `slots[to]` (excluded), forwards or backwards. Whether the sum has reached the limit. */
function scan(
  mixture: Mixture,
  candidates: Candidates,
  c: number,
  slots: Int32Array,
  from: number,
  to: number,
  direction: 1 | -1,
): boolean {
  const { rows, stride, weights, hit, miss, tables } = mixture
  const { nPadded, nSmall, nLarge } = mixture.axes
  const { points } = candidates
  const nCategorical = hit.length
  const nNumeric = mixture.kernels.length
  const { left, right } = candidates
  const start = c * candidates.stride
  const x0 = points[start] as number
  const x1 = points[start + 1] as number
  const x2 = nPadded > 2 ? (points[start + 2] as number) : 0
  const x3 = nPadded > 2 ? (points[start + 3] as number) : 0
  const base = candidates.base[c] as number
  const drop = state[DROP] as number
  let floor = state[FLOOR] as number
  let sum = state[SUM] as number
  let shift = state[SHIFT] as number
  let limit = Math.exp((state[LIMIT] as number) - shift)
  let next = 2 * sum
  // All parts of a term but its height are at most 0: it can be left out as soon as it is below the floor. To ask that after
  // each axis costs more than it saves: what cannot be foretold stalls the processor.
  each: for (let k = from; k !== to; k += direction) {
    const slot = slots[k] as number
    let row = slot * stride
    const z0 = (x0 - (rows[row + 1] as number)) * (rows[row + 2] as number)
    const z1 = (x1 - (rows[row + 3] as number)) * (rows[row + 4] as number)
    let term = (rows[row] as number) - base - z0 * z0 - z1 * z1
    row += 5
    if (nPadded > 2) {
      const z2 = (x2 - (rows[row] as number)) * (rows[row + 1] as number)
      const z3 = (x3 - (rows[row + 2] as number)) * (rows[row + 3] as number)
      term -= z2 * z2 + z3 * z3
      row += 4
    }
    if (term < floor) continue
    let at = start + nPadded
    for (let i = start + 4; i < at; i += 2, row += 4) {
      const za = ((points[i] as number) - (rows[row] as number)) * (rows[row + 1] as number)
      const zb = ((points[i + 1] as number) - (rows[row + 2] as number)) * (rows[row + 3] as number)
      term -= za * za + zb * zb
      if (term < floor) continue each
    }
    for (let i = 0; i < nSmall; i++, row++, at++) {
      const table = tables[i] as CellTable
      const entry = table.entries[(rows[row] as number) * table.width + (points[at] as number)] as number
      term += entry === entry ? entry : table.fill(rows[row] as number, points[at] as number)
    }
    for (let i = 0; i < nCategorical; i++, row++, at++) {
      term += (rows[row] === points[at] ? hit[i] : miss[i]) as number
    }
    if (term < floor) continue
    let factor = weights[slot] as number
    for (let i = nNumeric - nLarge; i < nNumeric; i++, row += 2) {
      const mu = rows[row] as number
      const scale = rows[row + 1] as number
      const a = ((left[c * nNumeric + i] as number) - mu) * scale
      const b = ((right[c * nNumeric + i] as number) - mu) * scale
      // A tail is below exp(-z^2 / 2), which is cheaper to know.
      const z = a > 0 ? a : b < 0 ? b : 0
      if (term - 0.5 * z * z < floor) continue each
      const mass = cellMass(a, b)
      if (mass > TINY) factor *= mass
      else term += logCellMass(a, b)
      if (factor < TINY) {
        term += Math.log(factor)
        factor = 1
      }
    }
    if (term < floor) continue
    if (term - shift > HEADROOM) {
      sum *= Math.exp(shift - term)
      shift = term
      limit = Math.exp((state[LIMIT] as number) - shift)
      next = 0
    }
    sum += factor * quickExp(term - shift)
    if (sum > limit) break
    if (sum > next) {
      next = 2 * sum
      floor = Math.max(floor, Math.log(sum) + shift - drop)
    }
  }
  state[SUM] = sum
  state[SHIFT] = shift
  state[FLOOR] = floor
  return sum > limit
}
