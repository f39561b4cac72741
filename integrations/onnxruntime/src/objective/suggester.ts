import type { Distribution, TrialLike } from "@parzen/core"
import { describe, ParzenError } from "@parzen/core"
import type { OnnxSessionOptions } from "../runtime/session-options.ts"
import { checkSessionOptions } from "../runtime/check-session-options.ts"
import type { OnnxParamName, OnnxSpace } from "./onnx-space.ts"
import { ONNX_PARAM_NAMES } from "./onnx-space.ts"

/** What a trial runs: which model, on how many rows, with which session options. */
export interface OnnxParams {
  readonly model: string
  readonly batchSize: number
  readonly sessionOptions: OnnxSessionOptions
}

/** Values by the names of a space. */
export type SuggestedParams = Readonly<Partial<Record<OnnxParamName, unknown>>>

/** What stays as it is. */
export interface FixedParams {
  readonly models: readonly string[]
  readonly batchSize: number
  readonly sessionOptions: OnnxSessionOptions
}

/**
 * A function that asks a trial what to run. Each choice, or both ends, of each distribution is checked at once.
 * @throws INVALID_ARGUMENT; the function too, for what a `space` that is a function answers
 */
export function suggester(
  space: OnnxSpace | ((trial: TrialLike) => SuggestedParams),
  fixed: FixedParams,
): (trial: TrialLike) => OnnxParams {
  if (typeof space === "function") return (trial) => toParams(space(trial), fixed)
  if (typeof space !== "object" || space === null)
    throw new ParzenError("INVALID_ARGUMENT", `space: takes an object of distributions, got ${describe(space)}`)
  const searched: Record<string, Distribution> = {}
  for (const [name, distribution] of Object.entries(space) as [OnnxParamName, Distribution | undefined][]) {
    if (distribution === undefined) continue
    for (const end of endsOf(name, distribution)) toParams({ [name]: end }, fixed)
    searched[name] = distribution
  }
  return (trial) => toParams(trial.suggest(searched) as SuggestedParams, fixed)
}

/** @throws INVALID_ARGUMENT */
function toParams(suggested: SuggestedParams, { models, batchSize, sessionOptions }: FixedParams): OnnxParams {
  for (const name of Object.keys(suggested)) {
    if (!ONNX_PARAM_NAMES.includes(name as OnnxParamName))
      throw new ParzenError("INVALID_ARGUMENT", `space: '${name}' is none of ${ONNX_PARAM_NAMES.join(", ")}`)
    const option = name === "executionProvider" ? "executionProviders" : name
    if (Object.hasOwn(sessionOptions, option))
      throw new ParzenError("INVALID_ARGUMENT", `'${name}': is in space and in sessionOptions, it can be in one only`)
  }
  const { model = models[0], batchSize: rows = batchSize, executionProvider, ...options } = suggested
  if (!models.includes(model as string))
    throw new ParzenError("INVALID_ARGUMENT", `space: model is one of ${models.join(", ")}, got ${describe(model)}`)
  if (!Number.isSafeInteger(rows) || (rows as number) < 1)
    throw new ParzenError("INVALID_ARGUMENT", `space: batchSize is an integer from 1, got ${describe(rows)}`)
  const providers = executionProvider === undefined ? {} : { executionProviders: [executionProvider] }
  const checked = checkSessionOptions({ ...sessionOptions, ...options, ...providers })
  return { model: model as string, batchSize: rows as number, sessionOptions: checked }
}

function endsOf(name: string, distribution: Distribution): readonly unknown[] {
  if (distribution?.kind === "categorical") return distribution.choices
  if (distribution?.kind === "int") return [distribution.low, distribution.high]
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `'${name}': is searched in int() or categorical(), got ${describe(distribution)}`,
  )
}
