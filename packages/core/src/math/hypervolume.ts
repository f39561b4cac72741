import { ParzenError } from "../errors.ts"
import { frontRows, wfg } from "./wfg.ts"

/**
 * The volume that `points`, (n, m) row-major and to be minimised, dominate up to `reference`. 0 of none; Infinity for an infinite
 * reference or result. Two objectives by rectangles, three by a sweep in O(n^2), more by WFG (While, Bradstreet & Barone 2012).
 * @throws INVALID_ARGUMENT if a point is not at most `reference` in each objective.
 */
export function hypervolume(points: Float64Array, reference: ArrayLike<number>): number {
  const m = reference.length
  for (let i = 0; i < points.length; i++) {
    const limit = reference[i % m] as number
    if (!((points[i] as number) <= limit)) {
      const where = `objective ${i % m} of point ${Math.floor(i / m)}`
      throw new ParzenError("INVALID_ARGUMENT", `${where} is ${points[i]}, beyond the reference point's ${limit}`)
    }
  }
  for (let j = 0; j < m; j++) if (!Number.isFinite(reference[j])) return Infinity
  if (points.length === 0) return 0
  const rows = frontRows(points, m)
  const volume = m === 2 ? area(rows, reference) : m === 3 ? sweep(rows, reference) : wfg(rows, reference)
  // inf - inf and 0 * inf are infinite here: adding points never lowers the volume.
  return Number.isFinite(volume) ? volume : Infinity
}

function area(rows: Float64Array, reference: ArrayLike<number>): number {
  let sum = 0
  let top = reference[1] as number
  for (let i = 0; i < rows.length; i += 2) {
    const y = rows[i + 1] as number
    sum += ((reference[0] as number) - (rows[i] as number)) * (top - y)
    top = y
  }
  return sum
}

/** Rows by ascending x: `depth` is, over the order of y, how deep in z the rows so far reach. */
function sweep(rows: Float64Array, reference: ArrayLike<number>): number {
  const n = rows.length / 3
  const y = (i: number): number => rows[3 * i + 1] as number
  const byY = Int32Array.from({ length: n }, (_, i) => i).sort((i, j) => y(i) - y(j) || i - j)
  const rank = new Int32Array(n)
  const height = new Float64Array(n)
  for (let k = 0; k < n; k++) {
    rank[byY[k] as number] = k
    height[k] = (k + 1 < n ? y(byY[k + 1] as number) : (reference[1] as number)) - y(byY[k] as number)
  }
  const depth = new Float64Array(n)
  let sum = 0
  for (let i = 0; i < n; i++) {
    const own = (reference[2] as number) - (rows[3 * i + 2] as number)
    for (let k = rank[i] as number; k < n && (depth[k] as number) < own; k++) depth[k] = own
    let slice = 0
    for (let k = 0; k < n; k++) slice += (depth[k] as number) * (height[k] as number)
    const next = i + 1 < n ? (rows[3 * i + 3] as number) : (reference[0] as number)
    sum += slice * (next - (rows[3 * i] as number))
  }
  return sum
}
