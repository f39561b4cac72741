import { describe, ParzenError } from "@parzen/core"
import type { LightGBMParams, ObjectiveFunction } from "../params/params.ts"
import type { ResolvedParams } from "../params/resolve-params.ts"
import { mainName, resolveParams } from "../params/resolve-params.ts"

/** What `train` and `cv` read out of the parameters. */
export interface TrainingPlan {
  readonly params: ResolvedParams
  readonly numBoostRound: number
  /** A loss of the user's. */
  readonly objective: ObjectiveFunction | undefined
  /** After how many rounds that bring nothing better training ends; `undefined` for never. */
  readonly earlyStoppingRounds: number | undefined
  readonly minDelta: number
  /** Whether early stopping looks at the first metric only. */
  readonly firstMetricOnly: boolean
}

/** Parameters go before options, as in Python. @throws INVALID_ARGUMENT */
export function planOf(
  params: LightGBMParams,
  numBoostRound: number = 100,
  earlyStoppingRounds?: number,
): TrainingPlan {
  const resolved = resolveParams(params)
  const rounds = Number(resolved["num_iterations"] ?? numBoostRound)
  if (!Number.isSafeInteger(rounds) || rounds < 1)
    throw new ParzenError("INVALID_ARGUMENT", `numBoostRound: takes an integer from 1, got ${describe(rounds)}`)
  const patience = Number(resolved["early_stopping_round"] ?? earlyStoppingRounds ?? 0)
  if (!Number.isSafeInteger(patience))
    throw new ParzenError("INVALID_ARGUMENT", `earlyStoppingRounds: takes an integer, got ${describe(patience)}`)
  // Python's dart has no early stopping either: later rounds change earlier trees.
  const stops = patience > 0 && resolved["boosting"] !== "dart"
  return {
    params: { ...resolved, num_iterations: rounds },
    numBoostRound: rounds,
    objective: objectiveFunction(params),
    earlyStoppingRounds: stops ? patience : undefined,
    minDelta: Number(resolved["early_stopping_min_delta"] ?? 0),
    firstMetricOnly: String(resolved["first_metric_only"] ?? false) === "true",
  }
}

function objectiveFunction(params: LightGBMParams): ObjectiveFunction | undefined {
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === "function" && mainName(name) === "objective") return value
  }
  return undefined
}
