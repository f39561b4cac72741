import type { LibraryForest, LibraryNode } from "./library.ts"
import type { Task } from "./task.ts"

/**
 * For each column the share of what all splits lower the impurity of the training rows: Gini impurity, or squared error, in each
 * tree as shares of its sum, then the mean over the trees that split at all (Breiman et al. 1984, section 5.3). They sum to 1, or
 * are all 0 if no tree splits. The library's own take the impurity that a leaf would have lowered for one that it lowered.
 */
export function featureImportances(
  task: Task,
  { estimators, indexes }: LibraryForest,
  rows: readonly (readonly number[])[],
  y: ArrayLike<number>,
  nColumns: number,
): number[] {
  const impurity = task === "classification" ? giniImpurity : squaredError
  const all = rows.map((_, row) => row)
  const loweredBy = ({ root }: { readonly root: LibraryNode }, columns: readonly number[]): number[] => {
    const lowered = new Array<number>(nColumns).fill(0)
    const add = (
      { left, right, splitColumn = 0, splitValue = 0 }: LibraryNode,
      here: number[],
      before: number,
    ): void => {
      if (left === undefined || right === undefined) return
      const column = columns[splitColumn] as number
      const isLess = (row: number): boolean => (rows[row]?.[column] as number) < splitValue
      const lesser = here.filter(isLess)
      const greater = here.filter((row) => !isLess(row))
      const [less, more] = [impurity(lesser, y), impurity(greater, y)]
      lowered[column] = (lowered[column] as number) + Math.max(0, before - less - more)
      add(left, lesser, less)
      add(right, greater, more)
    }
    add(root, all, impurity(all, y))
    return lowered
  }
  return meanShare(
    estimators.map((tree, i) => loweredBy(tree, indexes[i] ?? [])),
    nColumns,
  )
}

/** The mean of `lists` as shares of their sums; those that are all 0 are left out. */
function meanShare(lists: readonly (readonly number[])[], length: number): number[] {
  const total = new Array<number>(length).fill(0)
  let n = 0
  for (const list of lists) {
    const sum = list.reduce((sum, value) => sum + value, 0)
    if (sum === 0) continue
    n++
    for (const [i, value] of list.entries()) total[i] = (total[i] as number) + value / sum
  }
  return n === 0 ? total : total.map((value) => value / n)
}

/** The Gini impurity of the codes of `rows`, times their number. */
function giniImpurity(rows: readonly number[], codes: ArrayLike<number>): number {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(codes[row] as number, (counts.get(codes[row] as number) ?? 0) + 1)
  let squares = 0
  for (const count of counts.values()) squares += count * count
  return rows.length === 0 ? 0 : rows.length - squares / rows.length
}

/** The squared distances of `rows` from their mean, summed. */
function squaredError(rows: readonly number[], y: ArrayLike<number>): number {
  let sum = 0
  for (const row of rows) sum += y[row] as number
  const mean = sum / rows.length
  let squares = 0
  for (const row of rows) squares += ((y[row] as number) - mean) ** 2
  return squares
}
