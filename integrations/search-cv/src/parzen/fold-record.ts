import type { Json } from "@parzen/core"
import type { FitResult, Scores } from "@parzen/model-selection"

/** The user attribute of a trial that keeps its fits, one item for each fold that was run. */
export const FOLDS = "folds"

/** Fits as JSON keeps them; an error is kept as its text. */
export function foldsToJson(folds: readonly (FitResult | undefined)[]): Json {
  return folds
    .filter((fold) => fold !== undefined)
    .map(({ fitTime, scoreTime, test, train, fitError }) => ({
      fit_time: fitTime,
      score_time: scoreTime,
      ...(test !== undefined && { test: scoresToJson(test) }),
      ...(train !== undefined && { train: scoresToJson(train) }),
      ...(fitError !== undefined && { error: String(fitError) }),
    }))
}

/** What {@link foldsToJson} kept, filled up with `undefined` for folds that were not run. */
export function jsonToFolds(json: Json, nSplits: number): (FitResult | undefined)[] {
  const folds = json as unknown as readonly FoldJson[]
  return Array.from({ length: nSplits }, (_, split) => {
    const fold = folds[split]
    return (
      fold && {
        fitTime: fold.fit_time,
        scoreTime: fold.score_time,
        test: fold.test && jsonToScores(fold.test),
        train: fold.train && jsonToScores(fold.train),
        fitError: fold.error,
      }
    )
  })
}

interface FoldJson {
  readonly fit_time: number
  readonly score_time: number
  readonly test?: Readonly<Record<string, number | string>>
  readonly train?: Readonly<Record<string, number | string>>
  readonly error?: string
}

// JSON has no word for NaN and infinities: they are kept as text.
function scoresToJson(scores: Scores): Record<string, number | string> {
  const entries = Object.entries(scores)
  return Object.fromEntries(entries.map(([metric, score]) => [metric, Number.isFinite(score) ? score : String(score)]))
}

function jsonToScores(scores: Readonly<Record<string, number | string>>): Scores {
  return Object.fromEntries(Object.entries(scores).map(([metric, score]) => [metric, Number(score)]))
}
