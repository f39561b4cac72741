import { RandomForestClassifier } from "ml-random-forest"

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
  train(X: readonly (readonly number[])[], y: readonly number[]): void
  predict(X: readonly (readonly number[])[]): number[]
  /** What each tree says: a row for each row of X, a column for each tree. */
  predictionValues(X: readonly (readonly number[])[]): { getRow(row: number): number[] }
}

/** A forest of ml-random-forest, untrained. */
export function createClassifier(options: LibraryOptions): LibraryForest {
  return new (RandomForestClassifier as unknown as new (options: LibraryOptions) => LibraryForest)(options)
}
