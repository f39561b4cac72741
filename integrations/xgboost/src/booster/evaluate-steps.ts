import type { Evaluation, Pointer } from "@parzen/boosting"
import { describe, ParzenError } from "@parzen/core"
import { DMatrix } from "../data/d-matrix.ts"
import type { Steps } from "../library/xgboost-library.ts"
import { greaterIsBetter } from "./greater-is-better.ts"
import type { Predictions } from "./predictions.ts"
import { predictConfig, predictSteps } from "./predictions.ts"

/** Data to evaluate on, with its name. */
export type EvalSet = readonly [data: DMatrix, name: string]

/** What a metric of your own is called and worth. */
export interface MetricValue {
  readonly name: string
  readonly value: number
  readonly greaterIsBetter?: boolean | undefined
}

/** A metric of your own, of predictions as the objective makes them; with an objective of your own, of margins. */
export type MetricFunction = (predictions: Predictions, data: DMatrix) => MetricValue

/** Options of `evaluate`. */
export interface EvaluateOptions {
  readonly metric?: MetricFunction | undefined
  /** Whether `metric` takes margins. */
  readonly outputMargin?: boolean | undefined
}

/** @throws INVALID_ARGUMENT unless each is data with a name of its own */
export function checkEvals(evals: readonly EvalSet[]): void {
  const isList = Array.isArray(evals) && evals.every((entry) => Array.isArray(entry) && entry[0] instanceof DMatrix)
  if (!isList) throw new ParzenError("INVALID_ARGUMENT", `evals: takes [[DMatrix, name], ...], got ${describe(evals)}`)
  const names = evals.map(([, name]) => name)
  const odd = names.find((name, i) => typeof name !== "string" || /[\s:]|^$/.test(name) || names.indexOf(name) !== i)
  if (odd !== undefined)
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `evals: names are without white space and colons, each another, got ${describe(odd)}`,
    )
}

/** The metrics of the booster on all data, then the user's own. @throws INVALID_DATA for a metric that answers no number */
export function* evaluateSteps(
  booster: Pointer,
  pointers: readonly Pointer[],
  evals: readonly EvalSet[],
  iteration: number,
  { metric, outputMargin }: EvaluateOptions,
): Steps<Evaluation[]> {
  const names = evals.map(([, name]) => name)
  const out: [string] = [""]
  yield ["XGBoosterEvalOneIter", booster, iteration, [...pointers], names, names.length, out]
  const evaluations = parseEvaluations(out[0], names)
  if (metric === undefined) return evaluations
  const config = predictConfig({ outputMargin })
  for (const [i, [data, name]] of evals.entries()) {
    const predictions = yield* predictSteps(booster, pointers[i] as Pointer, config)
    evaluations.push(ownEvaluation(name, metric(predictions, data)))
  }
  return evaluations
}

/** What XGBoost says of a round, `[0]\ttrain-logloss:0.5\tvalidation-logloss:0.6`, of data of these names, in order. */
export function parseEvaluations(text: string, names: readonly string[]): Evaluation[] {
  let at = 0
  return text
    .split("\t")
    .slice(1)
    .map((entry) => {
      while (at < names.length - 1 && !entry.startsWith(`${names[at]}-`)) at++
      const data = names[at] as string
      const colon = entry.lastIndexOf(":")
      const metric = entry.slice(data.length + 1, colon)
      return { data, metric, value: toNumber(entry.slice(colon + 1)), greaterIsBetter: greaterIsBetter(metric) }
    })
}

function ownEvaluation(data: string, answer: MetricValue): Evaluation {
  const { name, value, greaterIsBetter } = answer ?? {}
  if (typeof name !== "string" || name === "" || typeof value !== "number")
    throw new ParzenError("INVALID_DATA", `metric: answers { name, value }, got ${describe(answer)}`)
  return { data, metric: name, value, greaterIsBetter }
}

/** C++ writes `nan`, `-nan` and `inf`. */
function toNumber(text: string): number {
  if (/nan/i.test(text)) return NaN
  if (/inf/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity
  return Number(text)
}
