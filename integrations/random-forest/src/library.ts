import { RandomForestClassifier, RandomForestRegression } from "ml-random-forest"
import type { Task } from "./task.ts"

/** The options of ml-random-forest 2.1 that are used. Those it declares itself do not compile with `skipLibCheck: false`. */
export interface LibraryOptions {
  readonly nEstimators: number
  /** A share of the columns up to 1, a count of columns from 2. */
  readonly maxFeatures: number
  /** Whether a tree may draw a column twice. */
  readonly replacement: boolean
  readonly useSampleBagging: boolean
  readonly noOOB: boolean
  readonly seed: number
  readonly treeOptions: LibraryTreeOptions
}

/** The options of ml-cart 2.1 that are used. One that is `undefined` would take the place of its default. */
export interface LibraryTreeOptions {
  readonly maxDepth: number
  readonly minNumSamples: number
  readonly gainThreshold: number
}

/** What is used of a trained forest. */
export interface LibraryForest {
  /** For each tree. */
  readonly estimators: readonly { readonly root: LibraryNode }[]
  /** For each tree the columns of X that it sees. */
  readonly indexes: readonly (readonly number[])[]
  /** Unless trained with `noOOB`: for each row what the trees say that were grown without it. */
  readonly oobResults?: readonly { readonly all: readonly number[]; readonly predicted: number }[]
  train(X: readonly (readonly number[])[], y: readonly number[]): void
  predict(X: readonly (readonly number[])[]): number[]
  /** What each tree says: a row for each row of X, a column for each tree. */
  predictionValues(X: readonly (readonly number[])[]): { getRow(row: number): number[] }
  /** What the forest makes of the answers of its trees. */
  selection(values: readonly number[]): number
}

/** A node of a trained tree: of a leaf, `left` and `right` are missing. Rows below `splitValue` go left. */
export interface LibraryNode {
  readonly left?: LibraryNode
  readonly right?: LibraryNode
  /** Counts the columns that the tree sees. */
  readonly splitColumn?: number
  readonly splitValue?: number
}

/** A forest of ml-random-forest, untrained; `aggregate` replaces what it makes of the answers of its trees. */
export function createForest(
  task: Task,
  options: LibraryOptions,
  aggregate?: (values: readonly number[]) => number,
): LibraryForest {
  const LibraryClass = (task === "classification" ? RandomForestClassifier : RandomForestRegression) as unknown as new (
    options: LibraryOptions,
  ) => LibraryForest
  const forest = new LibraryClass(options)
  const select = aggregate ?? forest.selection.bind(forest)
  // The library asks about the trees that were grown without a row even if there are none.
  forest.selection = (values) => (values.length === 0 ? NaN : select(values))
  return forest
}
