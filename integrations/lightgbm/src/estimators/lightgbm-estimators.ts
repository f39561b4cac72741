import type { BoostingLibrary, FitPart, FitRequest, TableData } from "@parzen/boosting"
import type { Booster } from "../booster/booster.ts"
import type { Predictions } from "../booster/predict.ts"
import { Dataset } from "../data/dataset.ts"
import type { LightGBMParams } from "../params/params.ts"
import { withDefaults } from "../params/with-defaults.ts"
import { train } from "../training/train.ts"

/** LightGBM, as the estimators use it: with one thread, since searches fit several at once, and without its log. */
export const LIGHTGBM: BoostingLibrary<Booster, TableData> = {
  async train(request: FitRequest<Booster>): Promise<Booster> {
    const { params, numBoostRound, earlyStoppingRounds, nClasses, validation, callbacks, signal } = request
    using trainSet = toDataset(request.train)
    using validSet = validation && toDataset(validation)
    const { booster } = await train({
      params: withDefaults(params as LightGBMParams, {
        ...objectiveOf(nClasses, params),
        num_threads: 1,
        verbosity: -1,
      }),
      trainSet,
      numBoostRound,
      earlyStoppingRounds,
      validSets: validSet === undefined ? [] : [validSet],
      callbacks,
      signal,
    })
    return booster
  },

  predict: (booster: Booster, rows: TableData): Promise<Predictions> =>
    booster.predict(rows, { params: { num_threads: Number(booster.params["num_threads"] ?? 1) } }),

  gains: (booster: Booster): readonly number[] => Array.from(booster.featureImportance("gain")),

  toRows: (table: TableData): TableData => table,
  freeRows: (): void => undefined,
  freeModel: (booster: Booster): void => booster.dispose(),
}

function toDataset({ rows, label, weight }: FitPart): Dataset {
  return new Dataset(rows, { label, weight })
}

function objectiveOf(nClasses: number | undefined, { objective }: FitRequest<Booster>["params"]): LightGBMParams {
  if (nClasses === undefined) return { objective: "regression" }
  const isBinary = nClasses === 2 && (objective === undefined || objective === "binary")
  return isBinary ? { objective: "binary" } : { objective: "multiclass", num_class: nClasses }
}
