import type { CategoricalDistribution, FloatDistribution, IntDistribution } from "@parzen/core"
import { categorical, float, int } from "@parzen/core"
import type { Task } from "./task.ts"
import { checkTask } from "./task.ts"

/** Where the parameters of a forest are searched; one that is not named keeps its value. */
export type RandomForestSpace<T extends Task = "classification"> = {
  readonly nEstimators?: IntDistribution | CategoricalDistribution<number> | undefined
  readonly maxDepth?: IntDistribution | CategoricalDistribution<number> | undefined
  readonly minNumSamples?: IntDistribution | FloatDistribution | CategoricalDistribution<number> | undefined
  readonly maxFeatures?: FloatDistribution | CategoricalDistribution<number | "sqrt" | "log2"> | undefined
  readonly bootstrap?: CategoricalDistribution<boolean> | undefined
} & (T extends "regression"
  ? { readonly aggregation?: CategoricalDistribution<"mean" | "median"> | undefined }
  : { readonly gainThreshold?: FloatDistribution | CategoricalDistribution<number> | undefined })

/** The space that is searched by default. */
export type DefaultRandomForestSpace<T extends Task = "classification"> = {
  readonly nEstimators: IntDistribution
  readonly maxDepth: IntDistribution
  readonly minNumSamples: IntDistribution
  readonly maxFeatures: FloatDistribution
  readonly bootstrap: CategoricalDistribution<boolean>
} & (T extends "regression" ? unknown : { readonly gainThreshold: FloatDistribution })

/**
 * The space that is searched by default, to use with changes: `{ ...randomForestSpace(), nEstimators: int(5, 20) }`.
 * @throws INVALID_ARGUMENT for another task
 */
export function randomForestSpace<T extends Task = "classification">(
  options: { readonly task?: T | undefined } = {},
): DefaultRandomForestSpace<T> {
  const { task = "classification" } = options
  checkTask(task)
  const space: DefaultRandomForestSpace<"regression"> = {
    nEstimators: int(10, 100, { log: true }),
    maxDepth: int(1, 16, { log: true }),
    minNumSamples: int(1, 32, { log: true }),
    ...(task === "classification" && { gainThreshold: float(1e-4, 0.1, { log: true }) }),
    maxFeatures: float(0.1, 1),
    bootstrap: categorical([true, false]),
  }
  return space as DefaultRandomForestSpace<T>
}

/** The default space of an objective, without what `fixed` names. With `oobScore` there are enough trees to leave each row out. */
export function objectiveSpace(task: Task, fixed: object, oobScore: boolean): object {
  const forBags = { nEstimators: int(50, 200, { log: true }), bootstrap: undefined }
  const space = { ...randomForestSpace({ task }), ...(oobScore && forBags) }
  return Object.fromEntries(Object.entries(space).filter(([name]) => !Object.hasOwn(fixed, name)))
}
