import type { CV } from "@parzen/model-selection"

type Splits = Extract<CV, Iterable<unknown>>

/** Folds to be gone through for each trial: the splits of an iterator, which could be gone through only once, are kept. */
export function keptFolds<Folds extends CV | undefined>(folds: Folds): Folds | Splits {
  const isSplits = typeof folds === "object" && !("split" in folds)
  return isSplits ? Array.from(folds as Splits) : folds
}
