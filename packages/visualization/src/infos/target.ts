import type { Direction, FrozenTrial } from "@parzen/core"
import { describe, ParzenError, warn } from "@parzen/core"
import type { StudyLike } from "../study-like.ts"

/** The name of the objective's axis unless another is given. */
export const OBJECTIVE_VALUE = "Objective Value"

/** What a figure shows of each trial. */
export interface TargetOptions {
  /** The number to show; by default the value of the only objective. Needed with several objectives. */
  readonly target?: ((trial: FrozenTrial) => number) | undefined
  /** What axes and legends call it. By default "Objective Value". */
  readonly targetName?: string | undefined
}

/** Options of a figure about parameters. */
export interface ParamOptions extends TargetOptions {
  /** The parameters to show; by default all that complete trials have. */
  readonly params?: readonly string[] | undefined
}

/** @throws INVALID_ARGUMENT for a target that is no function and a name that is no string */
export function checkTargetOptions({ target, targetName }: TargetOptions): void {
  if (target !== undefined && typeof target !== "function") {
    throw new ParzenError("INVALID_ARGUMENT", `target: takes a function of a trial, got ${describe(target)}`)
  }
  if (targetName !== undefined && typeof targetName !== "string") {
    throw new ParzenError("INVALID_ARGUMENT", `targetName: takes a string, got ${describe(targetName)}`)
  }
}

/** @throws SINGLE_OBJECTIVE_ONLY if a study has several objectives and no target is given */
export function checkTarget(studies: readonly StudyLike[], options: TargetOptions): void {
  checkTargetOptions(options)
  const { target, targetName = OBJECTIVE_VALUE } = options
  const several = studies.find(({ directions }) => directions.length > 1)
  if (target === undefined && several !== undefined) {
    throw new ParzenError(
      "SINGLE_OBJECTIVE_ONLY",
      `a study with ${several.directions.length} objectives needs 'target', such as (trial) => trial.values[0]`,
    )
  }
  if (target !== undefined && targetName === OBJECTIVE_VALUE) {
    warn("'target' is given without 'targetName': the figure says 'Objective Value'")
  }
}

/** What the figure shows of a complete trial. @throws INVALID_ARGUMENT if the target gives no number */
export function targetValue(trial: FrozenTrial, target: TargetOptions["target"]): number {
  if (target === undefined) return trial.values?.[0] ?? NaN
  const value: unknown = target(trial)
  if (typeof value === "number") return value
  const message = `target: must give a number for trial ${trial.number}, gave ${describe(value)}`
  throw new ParzenError("INVALID_ARGUMENT", message)
}

/** The complete trials, by number. */
export function completeTrials({ trials }: StudyLike): FrozenTrial[] {
  return trials.filter(({ state }) => state === "complete")
}

/** A trial and the number that the figure shows of it. */
export interface Valued {
  readonly trial: FrozenTrial
  readonly value: number
}

/** The complete trials whose value is finite, each other one named by a warning. @throws as {@link targetValue} does */
export function finiteTrials(study: StudyLike, target: TargetOptions["target"]): Valued[] {
  const found: Valued[] = []
  for (const trial of completeTrials(study)) {
    const value = targetValue(trial, target)
    if (Number.isFinite(value)) found.push({ trial, value })
    else warn(`trial ${trial.number} is not in the figure: its value is ${value}`)
  }
  return found
}

/** Whether a lower number is the better one: where colours are reversed. A target counts as one to minimise. */
export function isReversed({ directions }: StudyLike, target: TargetOptions["target"]): boolean {
  return target !== undefined || directions[0] !== "maximize"
}

/** Which numbers are better, where the figure shows the objective itself. */
export function shownDirection({ directions }: StudyLike, target: TargetOptions["target"]): Direction | undefined {
  return target === undefined ? directions[0] : undefined
}
