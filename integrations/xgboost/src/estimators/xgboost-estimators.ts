import type { BoostingLibrary, FitPart, FitRequest, TableData } from "@parzen/boosting"
import { ParzenError } from "@parzen/core"
import type { Booster } from "../booster/booster.ts"
import type { XGBoostParams } from "../booster/params.ts"
import type { Predictions } from "../booster/predictions.ts"
import { DMatrix } from "../data/d-matrix.ts"
import { train } from "../training/train.ts"

/** XGBoost, as the estimators use it. */
export const XGBOOST: BoostingLibrary<Booster, DMatrix> = {
  async train(request: FitRequest<Booster>): Promise<Booster> {
    const { params, numBoostRound, earlyStoppingRounds, nClasses, validation, callbacks, signal } = request
    using dtrain = toMatrix(request.train)
    using dvalid = validation && toMatrix(validation)
    const { booster } = await train({
      params: { ...objectiveOf(nClasses), ...params } as XGBoostParams,
      dtrain,
      numBoostRound,
      earlyStoppingRounds,
      evals: dvalid === undefined ? [] : [[dvalid, "validation"]],
      callbacks,
      signal,
    })
    return booster
  },

  async predict(booster: Booster, rows: DMatrix): Promise<Predictions> {
    const { bestIteration } = booster
    const iterationRange = bestIteration === undefined ? undefined : ([0, bestIteration + 1] as const)
    return booster.predict(rows, { iterationRange })
  },

  gains(booster: Booster, nColumns: number): readonly number[] {
    const isLinear = JSON.stringify(booster.config()).includes('"name":"gblinear"')
    if (isLinear) throw new ParzenError("INVALID_ARGUMENT", "gblinear has coefficients, not importances: read booster")
    const gains = booster.importance("gain")
    return Array.from({ length: nColumns }, (_, column) => Number(gains[`f${column}`] ?? 0))
  },

  toRows: (table: TableData): DMatrix => new DMatrix(table),
  freeRows: (rows: DMatrix): void => rows.dispose(),
  freeModel: (booster: Booster): void => booster.dispose(),
}

function toMatrix({ rows, label, weight }: FitPart): DMatrix {
  return new DMatrix(rows, { label, weight })
}

function objectiveOf(nClasses: number | undefined): XGBoostParams {
  if (nClasses === undefined) return { objective: "reg:squarederror" }
  return nClasses === 2 ? { objective: "binary:logistic" } : { objective: "multi:softprob", num_class: nClasses }
}
