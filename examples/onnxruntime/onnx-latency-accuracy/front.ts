import type { FrozenTrial } from "@parzen/core"
import { paretoFront } from "@parzen/core/math"
import type { ComparedSession, OnnxSessionOptions, SessionCandidate } from "@parzen/onnxruntime"

/** A way to run one of the models, and what a run of it took. */
export interface Point {
  readonly model: string
  readonly batchSize: number
  readonly sessionOptions: OnnxSessionOptions
  readonly accuracy: number
  /** The median of a run's time, in ms. */
  readonly p50: number
}

/** What the last measurements say. */
export interface Verdict {
  readonly holds: boolean
  readonly says: string
}

/** How far a median may lie from what was found, as a factor. */
const MOST_APART = 1.3
/** Points that are less apart, as a factor, are as fast as each other. */
const LEAST_APART = 1.5

export function toPoint({ params, userAttrs, values }: FrozenTrial): Point {
  const { model, batchSize, ...sessionOptions } = params
  return {
    model: model as string,
    batchSize: batchSize as number,
    sessionOptions,
    accuracy: values?.[1] ?? NaN,
    p50: userAttrs["p50"] as number,
  }
}

export function perRow({ p50, batchSize }: Pick<Point, "p50" | "batchSize">): number {
  return p50 / batchSize
}

/** What to measure for a point. */
export function toCandidate(
  models: Readonly<Record<string, Uint8Array>>,
  { model, batchSize, sessionOptions }: Point,
): SessionCandidate {
  return { model: models[model] as Uint8Array, batchSize, sessionOptions }
}

/**
 * The points that are worth to be measured again, fastest first: those that no other dominates, and of those that run on one thread the
 * same. On cores that others use too, one thread keeps its pace; of two, a run waits for whichever does not run.
 */
export function candidates(points: readonly Point[]): Point[] {
  const single = points.filter(({ sessionOptions }) => sessionOptions.intraOpNumThreads === 1)
  return fastestFirst([...new Set([...frontOf(points), ...frontOf(single)])])
}

/** The front of what keeps its pace when it is measured again, each point clearly slower than the one before. */
export function chooseSteady(points: readonly Point[], measured: readonly ComparedSession[]): Point[] {
  const steady = points.filter((point, i) => {
    const { p50, spread } = measured[i] as ComparedSession
    return spread <= MOST_APART && apart(p50, point.p50) <= MOST_APART
  })
  const chosen: Point[] = []
  // From the most accurate on: where two are as fast as each other, it is the one to have.
  for (const point of fastestFirst(frontOf(steady)).toReversed()) {
    const last = chosen.at(-1)
    if (last === undefined || perRow(point) * LEAST_APART < perRow(last)) chosen.push(point)
  }
  return chosen.toReversed()
}

function frontOf(points: readonly Point[]): Point[] {
  const isOnFront = paretoFront(Float64Array.from(points.flatMap((point) => [perRow(point), -point.accuracy])), 2)
  return points.filter((_, i) => isOnFront[i] === 1)
}

function fastestFirst(points: readonly Point[]): Point[] {
  return points.toSorted((a, b) => perRow(a) - perRow(b))
}

/**
 * Whether the points keep their order, lie within 30 % of what was found, and dominate `untuned`. `repeats` are the medians of new
 * measurements of the points and, last, of `untuned`.
 */
export function judge(points: readonly Point[], repeats: readonly ComparedSession[], untuned: Point): Verdict {
  const now = points.map((point, i) => ({ ...point, p50: repeats[i]?.p50 ?? NaN }))
  const plain = { ...untuned, p50: repeats.at(-1)?.p50 ?? NaN }
  for (const [i, point] of points.entries()) console.log(row(point, now[i] as Point))
  console.log(row(plain, plain))
  const ordered = now.every((point, i) => i === 0 || perRow(point) > perRow(now[i - 1] as Point))
  const furthest = Math.max(...points.map((point, i) => apart(point.p50, now[i]?.p50 ?? NaN)))
  const better = now.filter((point) => point.accuracy >= plain.accuracy && perRow(point) < perRow(plain))
  const gain = Math.max(0, ...better.map((point) => perRow(plain) / perRow(point)))
  const holds = points.length >= 2 && ordered && furthest <= MOST_APART && better.length > 0
  const order = `${points.length} points in ${ordered ? "the order" : "another order than"} that was found`
  const says = `${order}, at most ${percent(furthest - 1)} apart (30 % allowed); the default session options are ${
    better.length > 0 ? `dominated, ${gain.toFixed(1)} times as fast at no less accuracy` : "not dominated"
  }`
  return { holds, says }
}

function row(point: Point, now: Point): string {
  const { model, batchSize, sessionOptions, accuracy } = point
  const { intraOpNumThreads = "default", graphOptimizationLevel = "default" } = sessionOptions
  const times = [perRow(point), perRow(now)].map((time) => (1000 * time).toFixed(2).padStart(7))
  return `${model.padEnd(12)}${String(batchSize).padStart(4)} rows  threads ${intraOpNumThreads}  level ${graphOptimizationLevel.padEnd(9)}${percent(accuracy)} right  ${times.join(" ->")} us a row`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

/** By which factor the greater of two is greater. */
function apart(a: number, b: number): number {
  return Math.max(a / b, b / a)
}
