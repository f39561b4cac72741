import type { Direction } from "@parzen/core"
import { warn } from "@parzen/core"
import type { StudyLike } from "../study-like.ts"
import { studiesOf } from "../study-like.ts"
import { isFeasible } from "./feasible.ts"
import type { TargetOptions } from "./target.ts"
import { checkTarget, OBJECTIVE_VALUE, shownDirection, targetValue } from "./target.ts"

/** What a trial's value counts as. */
export type ValueState = "feasible" | "infeasible" | "incomplete"

/** Options of the optimization history. */
export interface OptimizationHistoryOptions extends TargetOptions {
  /** Whether several studies become one line: at each trial number the mean and deviation over the studies. By default false. */
  readonly errorBar?: boolean | undefined
}

/** Numbers in the order of the trials, and what they are called. */
export interface NamedValues {
  readonly name: string
  /** NaN where a trial has not completed. */
  readonly values: readonly number[]
  /** With error bars, the population deviation of each value. */
  readonly deviations?: readonly number[]
}

/** The history of one study, or of several as one. */
export interface HistoryLine {
  readonly studyName: string
  readonly trialNumbers: readonly number[]
  readonly objective: NamedValues
  /** The best feasible value so far, infinite before the first; not with a target, whose direction is unknown. */
  readonly best?: NamedValues
  /** Of each trial; with error bars, of each number from 0 to the largest, those without a feasible trial infeasible. */
  readonly states: readonly ValueState[]
  /** The pruned trials and the last value that each reported; none with a target or error bars. */
  readonly pruned: { readonly trialNumbers: readonly number[]; readonly values: readonly number[] }
}

/** The values of the trials in the order in which they ran. */
export interface OptimizationHistoryInfo {
  readonly targetName: string
  /** Of the (first) study; `undefined` with a target, whose direction is unknown. */
  readonly direction: Direction | undefined
  /** One for each study; one with error bars; none without complete trials. */
  readonly lines: readonly HistoryLine[]
}

/** What the optimization history shows. @throws SINGLE_OBJECTIVE_ONLY for several objectives without a target, INVALID_ARGUMENT */
export function optimizationHistoryInfo(
  studies: StudyLike | readonly StudyLike[],
  options: OptimizationHistoryOptions = {},
): OptimizationHistoryInfo {
  const { target, targetName = OBJECTIVE_VALUE, errorBar = false } = options
  const list = studiesOf(studies)
  checkTarget(list, options)
  const lines = list.map((study) => lineOf(study, list.length > 1, options))
  const direction = list[0] && shownDirection(list[0], target)
  if (lines.length === 0) warn("there are no studies to show")
  const count = (state: ValueState): number =>
    lines.reduce((sum, { states }) => sum + states.filter((other) => other === state).length, 0)
  const nFeasible = count("feasible")
  if (nFeasible + count("infeasible") === 0) {
    warn("there are no complete trials to show")
    return { targetName, direction, lines: [] }
  }
  if (!errorBar) return { targetName, direction, lines }
  if (nFeasible > 0) return { targetName, direction, lines: [aggregate(lines, targetName)] }
  warn("there are no feasible trials to show")
  return { targetName, direction, lines: [] }
}

function lineOf(study: StudyLike, isOneOfMany: boolean, { target, targetName }: TargetOptions): HistoryLine {
  const { trials, directions, studyName = "" } = study
  const suffix = isOneOfMany ? ` of ${studyName}` : ""
  const states = trials.map((trial): ValueState => {
    if (trial.state !== "complete") return "incomplete"
    return isFeasible(trial) ? "feasible" : "infeasible"
  })
  const values = trials.map((trial, i) => (states[i] === "incomplete" ? NaN : targetValue(trial, target)))
  const line = {
    studyName,
    trialNumbers: trials.map(({ number }) => number),
    objective: { name: `${targetName ?? OBJECTIVE_VALUE}${suffix}`, values },
    states,
    pruned: target === undefined ? prunedOf(study) : { trialNumbers: [], values: [] },
  }
  if (target !== undefined) return line
  const best = bestSoFar(values, states, directions[0] === "maximize")
  return { ...line, best: { name: `Best Value${suffix}`, values: best } }
}

/** The best of the feasible values up to each. A NaN stays, as in numpy's `minimum.accumulate`. */
function bestSoFar(values: readonly number[], states: readonly ValueState[], isMaximized: boolean): number[] {
  const better = isMaximized ? Math.max : Math.min
  let best = isMaximized ? -Infinity : Infinity
  return values.map((value, i) => {
    if (states[i] === "feasible") best = better(best, value)
    return best
  })
}

function prunedOf({ trials }: StudyLike): HistoryLine["pruned"] {
  const pruned = trials.filter(({ state, lastStep }) => state === "pruned" && lastStep !== undefined)
  return {
    trialNumbers: pruned.map(({ number }) => number),
    values: pruned.map(({ intermediateValues, lastStep }) => intermediateValues[lastStep as number] ?? NaN),
  }
}

function aggregate(lines: readonly HistoryLine[], targetName: string): HistoryLine {
  const length = lines.reduce((most, { trialNumbers }) => Math.max(most, ...maxOf(trialNumbers)), 0)
  const values: number[][] = Array.from({ length }, () => [])
  const best: number[][] = Array.from({ length }, () => [])
  const isFeasibleAt = new Array<boolean>(length).fill(false)
  for (const line of lines) {
    for (const [i, number] of line.trialNumbers.entries()) {
      const value = line.objective.values[i] as number
      const bestValue = line.best?.values[i] as number
      const feasible = line.states[i] === "feasible"
      if (feasible) isFeasibleAt[number] = true
      if (feasible && !isInfinite(value)) values[number]?.push(value)
      if (!isInfinite(bestValue)) best[number]?.push(bestValue)
    }
  }
  const trialNumbers = isFeasibleAt.flatMap((feasible, number) => (feasible ? [number] : []))
  const named = (name: string, all: readonly number[][]): NamedValues => {
    const moments = trialNumbers.map((number) => meanAndDeviation(all[number] as number[]))
    return { name, values: moments.map(([mean]) => mean), deviations: moments.map(([, deviation]) => deviation) }
  }
  return {
    studyName: "",
    trialNumbers,
    objective: named(targetName, values),
    ...(lines[0]?.best && { best: named("Best Value", best) }),
    states: isFeasibleAt.map((feasible) => (feasible ? "feasible" : "infeasible")),
    pruned: { trialNumbers: [], values: [] },
  }
}

function maxOf(trialNumbers: readonly number[]): number[] {
  return trialNumbers.length === 0 ? [] : [trialNumbers.reduce((most, number) => Math.max(most, number), 0) + 1]
}

function meanAndDeviation(values: readonly number[]): [number, number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return [mean, Math.sqrt(variance)]
}

function isInfinite(value: number): boolean {
  return value === Infinity || value === -Infinity
}
