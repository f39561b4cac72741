import type { LibraryOptions } from "./library.ts"
import type { CheckedParams } from "./params.ts"

/** The library's options for a forest on `nRows` rows of `nColumns`. */
export function libraryOptions(params: CheckedParams, nRows: number, nColumns: number): LibraryOptions {
  const { nEstimators, maxDepth, minNumSamples, maxFeatures, bootstrap, oobScore, seed } = params
  return {
    nEstimators,
    maxFeatures: libraryMaxFeatures(columnsPerTree(maxFeatures, nColumns), nColumns),
    replacement: false,
    useSampleBagging: bootstrap,
    noOOB: !oobScore,
    seed,
    treeOptions: {
      maxDepth,
      minNumSamples: minNumSamples < 1 ? roundUp(minNumSamples * nRows) : minNumSamples,
      // A regression tree takes a split if the error that it leaves is above this: at 0 it would refuse the best ones.
      gainThreshold: "gainThreshold" in params ? params.gainThreshold : -1,
    },
  }
}

function columnsPerTree(maxFeatures: CheckedParams["maxFeatures"], nColumns: number): number {
  if (maxFeatures === "sqrt") return Math.max(1, Math.floor(Math.sqrt(nColumns)))
  if (maxFeatures === "log2") return Math.max(1, Math.floor(Math.log2(nColumns)))
  return roundUp(maxFeatures * nColumns)
}

// The library reads 1 as all columns: a single one is a share between one column and two.
function libraryMaxFeatures(count: number, nColumns: number): number {
  if (count === nColumns) return 1
  return count === 1 ? 1.5 / nColumns : count
}

/** Up to the next whole number, but for what is rounding error in a share times a count: 0.55 of 100 is 55. */
function roundUp(value: number): number {
  return Math.max(1, Math.ceil(value - 1e-9))
}
