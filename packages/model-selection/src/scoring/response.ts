import { ParzenError } from "@parzen/core"
import type { Data } from "../data/data.ts"
import type { Label } from "../data/labels.ts"
import type { Decisions, Estimator } from "../estimator.ts"
import type { PlainLabel } from "../metrics/read-targets.ts"
import { distinct, listOf, plainLabel } from "../metrics/read-targets.ts"
import { isRow } from "../metrics/table.ts"

/** The method of an estimator whose answer a metric takes. */
export type ResponseMethod = "predict" | "predictProba" | "decisionFunction"

/** What such a method answers for some rows. */
export type Response = ArrayLike<unknown> | Decisions

/** What is needed of an estimator to choose a method and read its answer. */
export type Responder = { readonly [Method in ResponseMethod]?: unknown } & {
  readonly estimatorType: string
  readonly classes?: ArrayLike<unknown> | undefined
}

/** Asks an estimator about the rows to be judged. */
export type Ask = (method: ResponseMethod) => Promise<Response>

/** Asks anew each time. */
export function askOf<X extends Data, Y>(estimator: Estimator<X, Y>, X: X): Ask {
  return async (method) => {
    if (method === "predict") return estimator.predict(X)
    const answer = method === "predictProba" ? estimator.predictProba?.(X) : estimator.decisionFunction?.(X)
    return answer ?? missing([method])
  }
}

/** Asks for each kind of answer once, for several metrics. */
export function askOnce(ask: Ask): Ask {
  const answers = new Map<ResponseMethod, Promise<Response>>()
  return (method) => {
    const known = answers.get(method)
    if (known !== undefined) return known
    const answer = ask(method)
    answers.set(method, answer)
    return answer
  }
}

/**
 * The first of `methods` that `estimator` has.
 * @throws INVALID_ARGUMENT if it has none
 */
export function chooseMethod(estimator: Responder, methods: readonly ResponseMethod[]): ResponseMethod {
  return methods.find((method) => typeof estimator[method] === "function") ?? missing(methods)
}

/** What is asked of an answer. */
export interface ResponseContext {
  readonly estimator: Responder
  readonly method: ResponseMethod
  /** The positive class of two; by default the higher one. */
  readonly posLabel: Label | null | undefined
  readonly y: ArrayLike<unknown>
}

/**
 * What a metric takes of an answer: of two classes the probability of the positive one, or how far a row lies on its
 * side; of more a column for each, by ascending class; of several labels at once, and of regressors, the answer as it
 * is (after scikit-learn 1.9, `_get_response_values`).
 * @throws INVALID_DATA for a `posLabel` that is none of two classes, and for answers that do not fit the classes
 */
export function readResponse(response: Response, { estimator, method, posLabel, y }: ResponseContext): Response {
  if (estimator.estimatorType !== "classifier" || isRow(y[0])) return response
  if (method === "predict" && estimator.classes === undefined) return response
  const classes = estimator.classes === undefined ? distinct(plain(y)) : plain(estimator.classes)
  if (classes.length > 2) return method === "predict" ? response : ascending(response, classes)
  if (classes.length < 2 && method !== "predict") {
    throw new ParzenError(
      "INVALID_DATA",
      `the estimator was fitted on the class ${listOf(classes)} alone, this metric needs two or more`,
    )
  }
  const positive =
    posLabel === undefined || posLabel === null ? distinct(classes)[classes.length - 1] : plainLabel(posLabel)
  const place = classes.indexOf(positive as PlainLabel)
  if (place < 0)
    throw new ParzenError("INVALID_DATA", `posLabel: ${String(posLabel)} is none of the classes ${listOf(classes)}`)
  if (method === "predict") return response
  if (method === "predictProba")
    return Float64Array.from(response as ArrayLike<unknown>, (row) => cellOf(row, place, 2))
  return place === 0 ? Float64Array.from(response as ArrayLike<number>, (value) => -value) : response
}

function ascending(response: Response, classes: readonly PlainLabel[]): Response {
  const places = distinct(classes).map((label) => classes.indexOf(label))
  if (places.every((place, i) => place === i)) return response
  return Array.from(response as ArrayLike<unknown>, (row) => places.map((place) => cellOf(row, place, places.length)))
}

function cellOf(row: unknown, column: number, width: number): number {
  if (isRow(row) && row.length === width) return row[column] as number
  const given = isRow(row) ? `${row.length} columns` : String(row)
  throw new ParzenError(
    "INVALID_DATA",
    `the estimator: of ${width} classes answers rows of ${width} columns, got ${given}`,
  )
}

function plain(labels: ArrayLike<unknown>): PlainLabel[] {
  return Array.from(labels as ArrayLike<Label>, plainLabel)
}

function missing(methods: readonly ResponseMethod[]): never {
  throw new ParzenError(
    "INVALID_ARGUMENT",
    `scoring: this metric needs an estimator with ${methods.join(" or ")}, this one has none`,
  )
}
