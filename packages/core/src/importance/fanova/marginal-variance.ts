import type { LeafBoxes } from "./leaf-boxes.ts"

/**
 * The variance over the unit cube of a tree's marginal in some columns: its value averaged over all others (Hutter, Hoos &
 * Leyton-Brown 2014, Algorithm 2).
 */
export function marginalVariance(tree: LeafBoxes, columns: readonly number[]): number {
  const split = columns.filter((column) => isSplit(tree, column))
  if (split.length === 0) return 0
  return split.length === 1 ? alongOne(tree, split[0] as number) : alongSeveral(tree, split)
}

function isSplit({ low, high }: LeafBoxes, column: number): boolean {
  return (low[column] as Float64Array).some((end) => end > 0) || (high[column] as Float64Array).some((end) => end < 1)
}

/** The marginal of one column is a step function: each leaf adds its part at its low end and takes it back at the high one. */
function alongOne(tree: LeafBoxes, column: number): number {
  const { n } = tree
  const low = tree.low[column] as Float64Array
  const high = tree.high[column] as Float64Array
  const ends = distinct(low, high)
  const change = new Float64Array(ends.length)
  const part = partsOf(tree, [column])
  for (let i = 0; i < n; i++) {
    const from = placeOf(ends, low[i] as number)
    const to = placeOf(ends, high[i] as number)
    change[from] = (change[from] as number) + (part[i] as number)
    change[to] = (change[to] as number) - (part[i] as number)
  }
  let marginal = 0
  let variance = 0
  for (let k = 0; k + 1 < ends.length; k++) {
    marginal += change[k] as number
    variance += marginal * marginal * ((ends[k + 1] as number) - (ends[k] as number))
  }
  return variance
}

/** All numbers of two lists once, ascending. */
function distinct(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  all.sort()
  let size = 0
  for (let i = 0; i < all.length; i++) {
    if (i === 0 || all[i] !== all[size - 1]) all[size++] = all[i] as number
  }
  return all.subarray(0, size)
}

/** Where `value` is in `sorted`, which has it. */
function placeOf(sorted: Float64Array, value: number): number {
  let from = 0
  let to = sorted.length - 1
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] as number) < value) from = middle + 1
    else to = middle
  }
  return from
}

/** The marginal's square is a sum over pairs of leaves: of the products of their parts, where they overlap. */
function alongSeveral(tree: LeafBoxes, columns: readonly number[]): number {
  const { n, low, high, part } = merged(tree, columns)
  let variance = 0
  for (let i = 0; i < n; i++) {
    let row = 0
    for (let j = 0; j <= i; j++) {
      let overlap = part[j] as number
      for (let c = 0; c < low.length && overlap !== 0; c++) {
        const lows = low[c] as Float64Array
        const highs = high[c] as Float64Array
        const from = (lows[i] as number) > (lows[j] as number) ? (lows[i] as number) : (lows[j] as number)
        const to = (highs[i] as number) < (highs[j] as number) ? (highs[i] as number) : (highs[j] as number)
        overlap = to > from ? overlap * (to - from) : 0
      }
      row += j < i ? 2 * overlap : overlap
    }
    variance += row * (part[i] as number)
  }
  return Math.max(variance, 0)
}

/** Leaves of the same extent in these columns as one: of categorical parameters there are few. */
function merged(
  tree: LeafBoxes,
  columns: readonly number[],
): { n: number; low: Float64Array[]; high: Float64Array[]; part: Float64Array } {
  const part = partsOf(tree, columns)
  const lows = columns.map((column) => tree.low[column] as Float64Array)
  const highs = columns.map((column) => tree.high[column] as Float64Array)
  const ends = columns.map((_, c) => distinct(lows[c] as Float64Array, highs[c] as Float64Array))
  // A number for each extent, as long as there are few enough.
  const isCountable = ends.reduce((count, { length }) => count * length * length, 1) < 2 ** 53
  const groups = new Map<number, number>()
  const first: number[] = []
  const sums: number[] = []
  for (let i = 0; i < tree.n; i++) {
    let key = isCountable ? 0 : i
    for (let c = isCountable ? 0 : columns.length; c < columns.length; c++) {
      const places = ends[c] as Float64Array
      key = key * places.length + placeOf(places, lows[c]?.[i] as number)
      key = key * places.length + placeOf(places, highs[c]?.[i] as number)
    }
    const group = groups.get(key)
    if (group === undefined) {
      groups.set(key, first.length)
      first.push(i)
      sums.push(part[i] as number)
    } else sums[group] = (sums[group] as number) + (part[i] as number)
  }
  const pick = (all: readonly Float64Array[]): Float64Array[] =>
    all.map((values) => Float64Array.from(first, (i) => values[i] as number))
  return { n: first.length, low: pick(lows), high: pick(highs), part: Float64Array.from(sums) }
}

/** What each leaf adds to the marginal where it reaches: its value times its extent in all other columns. */
function partsOf({ n, low, high, value, volume }: LeafBoxes, columns: readonly number[]): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    let extent = 1
    for (const column of columns) extent *= (high[column]?.[i] as number) - (low[column]?.[i] as number)
    return extent === 0 ? 0 : ((value[i] as number) * (volume[i] as number)) / extent
  })
}
