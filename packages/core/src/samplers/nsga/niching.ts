import { matrixRank } from "../../math/matrix-rank.ts"
import { pairwiseSum } from "../../math/pairwise-sum.ts"
import { solve } from "../../math/solve.ts"
import type { RandomState } from "../../random/random-state.ts"

/** How far beyond the finite values, in their widths, an infinite one is put. */
const MARGIN = 3
/** The weight of all axes but one in an achievement scalarizing function. */
const OFF_AXIS = 1e6

/** To which reference point, by its index, each individual belongs, and how far it is from the line to it. */
export interface Association {
  readonly closest: Int32Array
  readonly distance: Float64Array
}

/**
 * Normalises `values`, (n, m) row-major, and associates each row with the closest of the lines from the ideal point through
 * `points` (Deb & Jain 2014, algorithms 2 and 3). All objectives count as minimised, as in Optuna 5.0.0.
 */
export function associate(values: Float64Array, m: number, points: readonly (readonly number[])[]): Association {
  const rows = normalized(withoutInfinities(values, m), m)
  const n = rows.length / m
  const closest = new Int32Array(n)
  const distance = new Float64Array(n).fill(NaN)
  const inverses = points.map((point) => 1 / Math.sqrt(pairwiseSum(point.map((x) => x * x))) ** 2)
  const squares = new Float64Array(m)
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < points.length; p++) {
      const point = points[p] as readonly number[]
      for (let k = 0; k < m; k++) {
        let foot = 0
        for (let l = 0; l < m; l++) {
          foot += (rows[i * m + l] as number) * (point[l] as number) * (inverses[p] as number) * (point[k] as number)
        }
        squares[k] = ((rows[i * m + k] as number) - foot) ** 2
      }
      const to = Math.sqrt(pairwiseSum(squares))
      if (p > 0 && !(to < (distance[i] as number))) continue
      distance[i] = to
      closest[i] = p
    }
  }
  return { closest, distance }
}

/**
 * Chooses `n` of the rows from `nTaken` on, as indices from 0, where fewest rows share a reference point (algorithm 4): the first of
 * a point is its closest row, further ones are drawn.
 */
export function preserveNiches(
  n: number,
  nTaken: number,
  { closest, distance }: Association,
  random: RandomState,
): number[] {
  const members = new Map<number, number[]>()
  for (let i = nTaken; i < closest.length; i++) push(members, closest[i] as number, i - nTaken)
  const crowd = new Map<number, number>()
  for (let i = 0; i < nTaken; i++) crowd.set(closest[i] as number, (crowd.get(closest[i] as number) ?? 0) + 1)
  /** The reference points with members left, by how many rows each has. */
  const byCrowd = new Map<number, number[]>()
  for (const point of members.keys()) push(byCrowd, crowd.get(point) ?? 0, point)

  const chosen: number[] = []
  const shuffled = new Set<number>()
  for (let count = 0; chosen.length < n; count++) {
    const points = byCrowd.get(count) ?? []
    random.shuffle(points)
    for (let point = points.pop(); point !== undefined; point = points.pop()) {
      const rows = members.get(point) as number[]
      if (count === 0) {
        const to = (row: number): number => distance[nTaken + row] as number
        rows.sort((a, b) => (to(a) < to(b) ? 1 : to(a) > to(b) ? -1 : to(a) === to(b) ? b - a : 0))
      } else if (!shuffled.has(point)) {
        random.shuffle(rows)
        shuffled.add(point)
      }
      chosen.push(rows.pop() as number)
      if (chosen.length === n) break
      if (rows.length > 0) push(byCrowd, count + 1, point)
    }
  }
  return chosen
}

/** Each infinite value replaced by one beyond the finite ones of its objective; NaN where there are none. */
function withoutInfinities(values: Float64Array, m: number): Float64Array {
  const rows = values.slice()
  for (let k = 0; k < m; k++) {
    let least = Infinity
    let most = -Infinity
    for (let i = k; i < rows.length; i += m) {
      const value = rows[i] as number
      if (!Number.isFinite(value)) continue
      if (value < least) least = value
      if (value > most) most = value
    }
    const margin = least <= most ? MARGIN * (most - least) : NaN
    for (let i = k; i < rows.length; i += m) {
      rows[i] = Math.min(Math.max(rows[i] as number, least - margin), most + margin)
    }
  }
  return rows
}

/** `rows` from the ideal point on, over the intercepts of the plane through the extreme points; in place. */
function normalized(rows: Float64Array, m: number): Float64Array {
  const maxima = new Float64Array(m)
  for (let k = 0; k < m; k++) {
    let least = Infinity
    for (let i = k; i < rows.length; i += m) least = Math.min(least, rows[i] as number)
    let most = -Infinity
    for (let i = k; i < rows.length; i += m) most = Math.max(most, (rows[i] = (rows[i] as number) - least))
    maxima[k] = most
  }
  const extremes = extremePoints(rows, m)
  const isPlane = extremes.every(Number.isFinite) && matrixRank(extremes, m) === m
  const scales = isPlane
    ? solve(extremes, new Float64Array(m).fill(1))
    : maxima.map((most) => 1 / (most === 0 ? 1 : most))
  return rows.map((x, i) => (Number.isFinite(scales[i % m]) ? x * (scales[i % m] as number) : x))
}

/** For each axis the row whose largest coordinate is least, with all other axes weighted heavily: (m, m). */
function extremePoints(rows: Float64Array, m: number): Float64Array {
  const extremes = new Float64Array(m * m)
  for (let axis = 0; axis < m; axis++) {
    let best = 0
    let least = Infinity
    for (let i = 0; i < rows.length / m; i++) {
      let largest = -Infinity
      for (let k = 0; k < m; k++) largest = Math.max(largest, (rows[i * m + k] as number) * (k === axis ? 1 : OFF_AXIS))
      if (Number.isNaN(largest)) {
        best = i
        break
      }
      if (largest < least) {
        least = largest
        best = i
      }
    }
    extremes.set(rows.subarray(best * m, best * m + m), axis * m)
  }
  return extremes
}

function push<K>(lists: Map<K, number[]>, key: K, value: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
