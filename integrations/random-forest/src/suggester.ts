import type { Distribution, TrialLike } from "@parzen/core"
import { describe, ParzenError } from "@parzen/core"
import { checkParams } from "./params.ts"
import type { Task } from "./task.ts"

/**
 * A function that asks a trial for the parameters in `space`. Each choice, or both ends, of each distribution is checked.
 * @throws INVALID_ARGUMENT
 */
export function suggester(task: Task, space: object, fixed: object): (trial: TrialLike) => object {
  if (typeof space !== "object" || space === null)
    throw new ParzenError("INVALID_ARGUMENT", `space: takes an object of distributions, got ${describe(space)}`)
  const searched: Record<string, Distribution> = {}
  for (const [name, distribution] of Object.entries(space) as [string, Distribution | undefined][]) {
    if (distribution === undefined) continue
    if (name === "seed")
      throw new ParzenError("INVALID_ARGUMENT", "'seed': luck is not searched; the option seed gives each fold its own")
    if (Object.hasOwn(fixed, name))
      throw new ParzenError("INVALID_ARGUMENT", `'${name}': is in space and in params, it can be in one only`)
    for (const end of endsOf(name, distribution)) checkParams(task, { ...fixed, [name]: end })
    searched[name] = distribution
  }
  return (trial) => trial.suggest(searched)
}

function endsOf(name: string, distribution: Distribution): readonly unknown[] {
  if (distribution?.kind === "categorical") return distribution.choices
  if (distribution?.kind === "int" || distribution?.kind === "float") return [distribution.low, distribution.high]
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `'${name}': is searched in a distribution, int(), float() or categorical(); got ${describe(distribution)}`,
  )
}
