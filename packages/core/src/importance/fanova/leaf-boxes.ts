import type { RegressionTree } from "../forest/regression-tree.ts"

/** The leaves of a tree as boxes in the unit cube: column `c` of leaf `i` spans from `low[c][i]` to `high[c][i]`. */
export interface LeafBoxes {
  readonly n: number
  readonly low: readonly Float64Array[]
  readonly high: readonly Float64Array[]
  /** The leaf's value less the mean over the cube. */
  readonly value: Float64Array
  /** The leaf's share of the cube. */
  readonly volume: Float64Array
  /** Of the value over the cube. */
  readonly variance: number
}

/** The leaves of `tree`, whose columns range as given; splits out of range are moved to its ends. */
export function leafBoxes(tree: RegressionTree, ranges: readonly { low: number; high: number }[]): LeafBoxes {
  const { low, high, leaves } = boxesOf(tree, ranges)
  const n = leaves.length
  const volume = new Float64Array(n).fill(1)
  for (const [column, ends] of high.entries()) {
    for (let i = 0; i < n; i++) {
      volume[i] = (volume[i] as number) * ((ends[i] as number) - (low[column]?.[i] as number))
    }
  }
  let mean = 0
  leaves.forEach((leaf, i) => (mean += (volume[i] as number) * (tree.value[leaf] as number)))
  const value = Float64Array.from(leaves, (leaf) => (tree.value[leaf] as number) - mean)
  const variance = value.reduce((sum, deviation, i) => sum + (volume[i] as number) * deviation * deviation, 0)
  return { n, low, high, value, volume, variance }
}

function boxesOf(
  { size, feature, threshold, left, right }: RegressionTree,
  ranges: readonly { low: number; high: number }[],
): { low: Float64Array[]; high: Float64Array[]; leaves: number[] } {
  const nLeaves = (size + 1) / 2
  const low = ranges.map(() => new Float64Array(nLeaves))
  const high = ranges.map(() => new Float64Array(nLeaves))
  const leaves: number[] = []
  const from = new Float64Array(ranges.length)
  const to = new Float64Array(ranges.length).fill(1)
  const visit = (node: number): void => {
    const column = feature[node] as number
    if (column < 0) {
      for (let k = 0; k < from.length; k++) {
        ;(low[k] as Float64Array)[leaves.length] = from[k] as number
        ;(high[k] as Float64Array)[leaves.length] = to[k] as number
      }
      leaves.push(node)
      return
    }
    const range = ranges[column] as { low: number; high: number }
    const cut = ((threshold[node] as number) - range.low) / (range.high - range.low)
    const lower = from[column] as number
    const upper = to[column] as number
    const inside = Math.min(Math.max(cut, lower), upper)
    to[column] = inside
    visit(left[node] as number)
    to[column] = upper
    from[column] = inside
    visit(right[node] as number)
    from[column] = lower
  }
  visit(0)
  return { low, high, leaves }
}
