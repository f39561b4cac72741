import { RandomForestRegression } from "ml-random-forest"

/**
 * For each of `n` rows, for each tree of a forest with that seed, whether the tree was grown on the row. Trees that are taught the
 * row's number until each leaf has one row repeat the numbers they were taught, and no others.
 */
export function inBag(n: number, nColumns: number, nEstimators: number, seed: number): boolean[][] {
  const X = Array.from({ length: n }, (_, row) => new Array<number>(nColumns).fill(row))
  const forest = new RandomForestRegression({
    nEstimators,
    seed,
    replacement: false,
    noOOB: true,
    treeOptions: { minNumSamples: 1, gainThreshold: -1 },
  })
  forest.train(
    X,
    X.map((_, row) => row),
  )
  const predicted = forest.predictionValues(X)
  return X.map((_, row) => predicted.getRow(row).map((value) => value === row))
}
