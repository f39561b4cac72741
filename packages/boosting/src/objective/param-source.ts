import type { Distribution, TrialLike } from "@parzen/core"
import { describe, ParzenError } from "@parzen/core"
import type { TunedParams } from "../tuner/tuning-step.ts"

/** Distributions by the names of the parameters, or a function that asks the trial by itself. */
export type ParamSpace = Readonly<Record<string, Distribution | undefined>> | ((trial: TrialLike) => TunedParams)

/**
 * A function that asks a trial for its parameters: `fixed`, and over them what is searched.
 * @throws INVALID_ARGUMENT for a space that is none, and a parameter that is both searched and fixed
 */
export function paramSource(space: ParamSpace, fixed: TunedParams): (trial: TrialLike) => TunedParams {
  if (typeof space === "function") return (trial) => ({ ...fixed, ...space(trial) })
  if (typeof space !== "object" || space === null)
    throw new ParzenError("INVALID_ARGUMENT", `space: takes an object of distributions, got ${describe(space)}`)
  const searched: Record<string, Distribution> = {}
  for (const [name, distribution] of Object.entries(space)) {
    if (distribution === undefined) continue
    if (typeof distribution?.contains !== "function")
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `'${name}': is searched in a distribution, int(), float() or categorical(), got ${describe(distribution)}`,
      )
    if (Object.hasOwn(fixed, name))
      throw new ParzenError("INVALID_ARGUMENT", `'${name}': is in space and in params, it can be in one only`)
    searched[name] = distribution
  }
  return (trial) => ({ ...fixed, ...trial.suggest(searched) })
}
