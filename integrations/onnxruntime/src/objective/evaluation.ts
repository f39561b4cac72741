import type { Direction } from "@parzen/core"
import { describe, ParzenError } from "@parzen/core"
import type { SessionMeasurement } from "../measuring/measure-session.ts"
import type { OnnxSessionOptions } from "../runtime/session-options.ts"

/** What a trial of `onnxObjective` has found out. Times are in ms. */
export interface OnnxEvaluation extends SessionMeasurement {
  /** Bytes of the model; undefined of one made by a function. */
  readonly size: number | undefined
  /** The score on `data`; undefined without. */
  readonly score: number | undefined
  /** Which of the models it is; `"model"` of a single one. */
  readonly model: string
  /** Rows of a run. */
  readonly batchSize: number
  readonly sessionOptions: OnnxSessionOptions
}

/** What of an evaluation may be an objective or a constraint. */
export type OnnxMeasure = "p50" | "p95" | "mean" | "throughput" | "loadTime" | "size" | "score"

/** An objective of one's own. */
export interface OnnxMetric {
  readonly name: string
  readonly direction: Direction
  readonly value: (evaluation: OnnxEvaluation) => number
}

/** Bounds, ends included. */
export interface Bounds {
  readonly min?: number | undefined
  readonly max?: number | undefined
}

const DIRECTIONS: Readonly<Record<OnnxMeasure, Direction>> = {
  p50: "minimize",
  p95: "minimize",
  mean: "minimize",
  throughput: "maximize",
  loadTime: "minimize",
  size: "minimize",
  score: "maximize",
}

/** The metric that `objective` is. @throws INVALID_ARGUMENT */
export function toMetric(objective: OnnxMeasure | OnnxMetric): OnnxMetric {
  if (typeof objective === "string") {
    const name = checkMeasure(objective, "objectives")
    return { name, direction: DIRECTIONS[name], value: (evaluation) => measured(evaluation, name) }
  }
  const { name, direction, value } = (objective ?? {}) as Partial<OnnxMetric>
  const isDirection = direction === "minimize" || direction === "maximize"
  if (typeof name === "string" && isDirection && typeof value === "function") return { name, direction, value }
  const message = `objectives: takes ${listMeasures()}, or { name, direction, value }, got ${describe(objective)}`
  throw new ParzenError("INVALID_ARGUMENT", message)
}

/** Constraints by name, each at most 0 where it is kept. @throws INVALID_ARGUMENT */
export function toConstraints(
  constraints: Readonly<Partial<Record<OnnxMeasure, Bounds>>>,
): ReadonlyMap<OnnxMeasure, (evaluation: OnnxEvaluation) => number> {
  if (typeof constraints !== "object" || constraints === null)
    throw new ParzenError("INVALID_ARGUMENT", `constraints: takes an object, got ${describe(constraints)}`)
  const checked = Object.entries(constraints).map(([key, bounds]) => {
    const name = checkMeasure(key, "constraints")
    const { min, max, ...others } = bounds ?? {}
    const given = [min, max].filter((bound) => bound !== undefined)
    if (given.length === 0 || Object.keys(others).length > 0 || !given.every(Number.isFinite)) {
      const message = `constraints: '${name}' takes { min }, { max } or both, finite numbers, got ${JSON.stringify(bounds)}`
      throw new ParzenError("INVALID_ARGUMENT", message)
    }
    const excess = (evaluation: OnnxEvaluation): number => {
      const value = measured(evaluation, name)
      return Math.max(max === undefined ? -Infinity : value - max, min === undefined ? -Infinity : min - value)
    }
    return [name, excess] as const
  })
  return new Map(checked)
}

function measured(evaluation: OnnxEvaluation, name: OnnxMeasure): number {
  return evaluation[name] ?? NaN
}

function checkMeasure(name: unknown, option: string): OnnxMeasure {
  if (typeof name === "string" && Object.hasOwn(DIRECTIONS, name)) return name as OnnxMeasure
  const why =
    name === "memory" ? " (memory that earlier trials gave back is used again, so that trials do not compare)" : ""
  throw new ParzenError("INVALID_ARGUMENT", `${option}: takes ${listMeasures()}, got ${describe(name)}${why}`)
}

function listMeasures(): string {
  return Object.keys(DIRECTIONS).join(", ")
}
