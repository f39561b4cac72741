import { DepthGrid } from "./depth-grid.ts"
import { uniqueRows } from "./unique-rows.ts"
import { boxVolume, frontRows, wfg } from "./wfg.ts"

/**
 * Indices of the `k` out of `points`, (n, m) row-major and to be minimised, that the greedy choice of the largest gain in
 * hypervolume up to `reference` takes, in the order taken (Guerreiro, Fonseca & Paquete 2016; Optuna 5.0.0). Of equal points
 * one takes part; if they are too few the others fill up, and the indices ascend. With an infinite reference the first `k` in
 * lexicographic order.
 */
export function hypervolumeSubset(points: Float64Array, k: number, reference: ArrayLike<number>): Int32Array {
  const m = reference.length
  const n = points.length / m
  if (k === n) return Int32Array.from({ length: n }, (_, i) => i)
  const { first } = uniqueRows(points, m)
  if (first.length < k) return filledUp(first, n, k)
  for (let j = 0; j < m; j++) if (!Number.isFinite(reference[j])) return first.slice(0, k)
  if (first.length === k) return first
  const rows = new Float64Array(first.length * m)
  first.forEach((row, i) => rows.set(points.subarray(row * m, row * m + m), i * m))
  const chosen = m === 2 ? planeSubset(rows, k, reference) : lazySubset(rows, k, reference)
  return chosen.map((i) => first[i] as number)
}

function filledUp(first: Int32Array, n: number, k: number): Int32Array {
  const isFirst = new Uint8Array(n)
  for (const i of first) isFirst[i] = 1
  let spare = k - first.length
  return Int32Array.from({ length: n }, (_, i) => i).filter((i) => isFirst[i] === 1 || spare-- > 0)
}

/** Two objectives: a point's gain is the rectangle up to its chosen neighbours. Rows by ascending x, so of descending y. */
function planeSubset(rows: Float64Array, k: number, reference: ArrayLike<number>): Int32Array {
  const n = rows.length / 2
  const right = new Float64Array(n).fill(reference[0] as number)
  const top = new Float64Array(n).fill(reference[1] as number)
  const taken = new Uint8Array(n)
  const rectangle = (i: number): number =>
    ((right[i] as number) - (rows[2 * i] as number)) * ((top[i] as number) - (rows[2 * i + 1] as number))
  const gain = Float64Array.from({ length: n }, (_, i) => rectangle(i))
  return Int32Array.from({ length: k }, () => {
    const best = largest(gain, taken)
    const x = rows[2 * best] as number
    const y = rows[2 * best + 1] as number
    taken[best] = 1
    for (let i = 0; i < n; i++) {
      const side = i < best ? right : top
      const end = i < best ? x : y
      if ((side[i] as number) <= end) continue
      side[i] = end
      gain[i] = rectangle(i)
    }
    return best
  })
}

/** What the greedy choice knows: of all rows, and of the `count` selected ones. */
interface Greedy {
  readonly rows: Float64Array
  readonly reference: ArrayLike<number>
  /** Volume of each row on its own. */
  readonly own: Float64Array
  /** What each row adds to the selected ones, or an upper bound of it. */
  readonly gain: Float64Array
  readonly taken: Uint8Array
  readonly selected: Float64Array
  /** The selected ones, of three objectives. */
  readonly grid: DepthGrid
  count: number
  total: number
}

function lazySubset(rows: Float64Array, k: number, reference: ArrayLike<number>): Int32Array {
  const m = reference.length
  const n = rows.length / m
  const own = Float64Array.from({ length: n }, (_, i) => boxVolume(rows, i, reference))
  const selected = new Float64Array(k * m)
  const taken = new Uint8Array(n)
  const grid = new DepthGrid(reference)
  const greedy: Greedy = { rows, reference, own, gain: own.slice(), taken, selected, grid, count: 0, total: 0 }
  return Int32Array.from({ length: k }, () => {
    if (greedy.count > 0) updateGains(greedy)
    const best = largest(greedy.gain, taken)
    taken[best] = 1
    greedy.total += greedy.gain[best] as number
    selected.set(rows.subarray(best * m, best * m + m), m * greedy.count++)
    if (m === 3) grid.add(...triple(rows, best))
    return best
  })
}

/**
 * Gains only shrink as points are selected, so an old gain is a bound, and so is what a row adds to the last selected one alone:
 * only rows whose bound reaches the best gain so far are computed.
 */
function updateGains({ rows, reference, own, gain, taken, selected, grid, count, total }: Greedy): void {
  if (!(total < Infinity)) {
    gain.fill(total)
    return
  }
  const m = reference.length
  const n = gain.length
  const done = taken.slice()
  for (let i = 0; i < n; i++) {
    if (taken[i] === 1) continue
    let common = 1
    for (let j = 0; j < m; j++) {
      const last = selected[(count - 1) * m + j] as number
      common *= (reference[j] as number) - Math.max(last, rows[i * m + j] as number)
    }
    gain[i] = Math.min(gain[i] as number, (own[i] as number) - common)
  }
  let best = 0
  for (let open = n - count; open > 0; open--) {
    const i = largest(gain, done)
    if ((gain[i] as number) < best) break
    done[i] = 1
    if (own[i] === Infinity) gain[i] = Infinity
    else if (m === 3) gain[i] = grid.gain(...triple(rows, i))
    else
      gain[i] = (own[i] as number) - wfg(frontRows(shared(selected.subarray(0, count * m), rows, i, m), m), reference)
    best = Math.max(best, gain[i] as number)
  }
}

function triple(rows: Float64Array, i: number): [number, number, number] {
  return [rows[3 * i] as number, rows[3 * i + 1] as number, rows[3 * i + 2] as number]
}

/** What each of `selected` has in common with row `i`. */
function shared(selected: Float64Array, rows: Float64Array, i: number, m: number): Float64Array {
  return selected.map((value, j) => Math.max(value, rows[i * m + (j % m)] as number))
}

/** The first largest gain of the rows not taken; a gain that is no number, inf - inf, counts as the largest, as in numpy. */
function largest(gain: Float64Array, taken: Uint8Array): number {
  let best = -1
  for (let i = 0; i < gain.length; i++) {
    if (taken[i] === 1) continue
    const value = gain[i] as number
    if (value !== value) return i
    if (best < 0 || value > (gain[best] as number)) best = i
  }
  return best
}
