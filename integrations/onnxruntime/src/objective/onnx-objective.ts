import type { Direction, TrialLike } from "@parzen/core"
import { categorical, describe, ParzenError } from "@parzen/core"
import type { Label } from "@parzen/model-selection"
import { checkMeasureOptions, checkOptionNames } from "../measuring/measure-options.ts"
import { checkSessionOptions } from "../runtime/check-session-options.ts"
import type { OnnxModel } from "../runtime/onnx-model.ts"
import { checkModel, isModel } from "../runtime/onnx-model.ts"
import type { Latency } from "./evaluate-trial.ts"
import { evaluatorOf } from "./evaluate-trial.ts"
import type { OnnxMeasure } from "./evaluation.ts"
import { toConstraints, toMetric } from "./evaluation.ts"
import type { Judge } from "./judge.ts"
import { judgeOf } from "./judge.ts"
import type { OnnxObjectiveOptions } from "./onnx-objective-options.ts"
import { onnxSpace } from "./onnx-space.ts"
import { suggester } from "./suggester.ts"

/** An objective, and what a study of it is made with: `createStudy({ directions: objective.directions })`. */
export interface OnnxObjective {
  (trial: TrialLike): Promise<number | number[]>
  readonly directions: readonly Direction[]
  readonly metricNames: readonly string[]
}

const OPTIONS: readonly string[] = [
  "objectives",
  "constraints",
  "data",
  "task",
  "scoring",
  "estimator",
  "inputs",
  "allowNaN",
  "space",
  "sessionOptions",
  "batchSize",
  "ort",
  "warmup",
  "minRuns",
  "minTimeMs",
] satisfies (keyof OnnxObjectiveOptions)[]

/**
 * An objective over ways to run a model, or over several models by name: float, quantised, smaller ones. A trial makes a session,
 * measures it, scores it on `data`, and releases it, however that ends. Trials take turns, whatever the study's `concurrency`: no two
 * are measured at once in this thread. All that was measured becomes user attributes; with a single latency as the objective the pruner
 * is asked while the model runs.
 * @throws at once: INVALID_ARGUMENT, UNKNOWN_SCORER, INVALID_DATA for data of different lengths; in a trial: MODEL_NOT_LOADED,
 * MODEL_RUN_FAILED, INVALID_DATA, INVALID_OUTPUT, PROVIDER_NOT_AVAILABLE, PACKAGE_MISSING, the signal's reason
 */
export function onnxObjective<Y extends Label = Label>(
  models: OnnxModel | Readonly<Record<string, OnnxModel>>,
  optionsOfY: OnnxObjectiveOptions<Y> = {},
): OnnxObjective {
  const options = optionsOfY as unknown as OnnxObjectiveOptions
  checkOptionNames(options, OPTIONS)
  const named = checkModels(models)
  const names = Object.keys(named)
  const fixed = checkSessionOptions(options.sessionOptions ?? {})
  const { batchSize } = checkMeasureOptions(options)
  const judge = options.data === undefined ? undefined : judgeOf(options, options.data)
  const metrics = checkObjectives(options)
  const constraints = toConstraints(options.constraints ?? {})
  checkMeasurable([...metrics.map(({ name }) => name), ...constraints.keys()], named, judge)
  const space = options.space ?? defaultSpace(names, fixed)
  if (typeof options.inputs === "object" && typeof space === "object" && Object.hasOwn(space, "batchSize"))
    throw new ParzenError(
      "INVALID_ARGUMENT",
      "inputs: are a function of the batch size where batchSize is in the space",
    )
  const suggest = suggester(space, { models: names, batchSize, sessionOptions: fixed })
  const evaluate = evaluatorOf(named, options, judge, latencyOf(metrics))
  const objective = async (trial: TrialLike): Promise<number | number[]> => {
    const evaluation = await evaluate(trial, suggest(trial))
    for (const name of MEASURED) if (evaluation[name] !== undefined) trial.setUserAttr(name, evaluation[name])
    for (const [name, excess] of constraints) trial.setConstraint(name, excess(evaluation))
    const values = metrics.map(({ value }) => value(evaluation))
    return values.length === 1 ? (values[0] as number) : values
  }
  const directions = metrics.map(({ direction }) => direction)
  return Object.assign(objective, { directions, metricNames: metrics.map(({ name }) => name) })
}

const MEASURED = ["p50", "p95", "mean", "runs", "throughput", "loadTime", "memory", "size", "score"] as const

/** The latency that trials report while they measure: that of a study with no other objective. */
function latencyOf(metrics: readonly { readonly name: string }[]): Latency | undefined {
  const [{ name } = { name: "" }, ...others] = metrics
  return others.length === 0 && ["p50", "p95", "mean"].includes(name) ? (name as Latency) : undefined
}

/** @throws INVALID_ARGUMENT */
function checkModels(models: unknown): Readonly<Record<string, OnnxModel>> {
  if (isModel(models)) return { model: models }
  const isNamed = typeof models === "object" && models !== null && !Array.isArray(models)
  const named = isNamed ? Object.entries(models) : []
  if (named.length === 0)
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `models: takes a model, or an object of models by name, got ${describe(models)}`,
    )
  return Object.fromEntries(named.map(([name, model]) => [name, checkModel(model, `models: '${name}'`)]))
}

function checkObjectives({ objectives, data }: OnnxObjectiveOptions): ReturnType<typeof toMetric>[] {
  const wanted: unknown = objectives ?? (data === undefined ? ["p50"] : ["p50", "score"])
  if (!Array.isArray(wanted) || wanted.length === 0)
    throw new ParzenError("INVALID_ARGUMENT", `objectives: takes a list of one or more, got ${describe(wanted)}`)
  const metrics = (wanted as Parameters<typeof toMetric>[0][]).map(toMetric)
  const twice = metrics.find(({ name }, i) => metrics.findIndex((metric) => metric.name === name) !== i)
  if (twice === undefined) return metrics
  throw new ParzenError("INVALID_ARGUMENT", `objectives: '${twice.name}' comes twice`)
}

/** @throws INVALID_ARGUMENT for what these models and data cannot give */
function checkMeasurable(
  names: readonly string[],
  models: Readonly<Record<string, OnnxModel>>,
  judge: Judge | undefined,
): void {
  const needs = (measure: OnnxMeasure): boolean => names.includes(measure)
  if (needs("score") && judge === undefined)
    throw new ParzenError("INVALID_ARGUMENT", "data: 'score' needs data: { X, y } to score the models on")
  const made = Object.keys(models).find((name) => typeof models[name] === "function")
  if (needs("size") && made !== undefined)
    throw new ParzenError("INVALID_ARGUMENT", `models: '${made}' is a function, its 'size' is not known`)
}

function defaultSpace(models: readonly string[], fixed: object): object {
  const space = { ...(models.length > 1 && { model: categorical(models) }), ...onnxSpace() }
  return Object.fromEntries(Object.entries(space).filter(([name]) => !Object.hasOwn(fixed, name)))
}
