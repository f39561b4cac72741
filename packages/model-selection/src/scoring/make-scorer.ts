import { describe, ParzenError } from "@parzen/core"
import type { Label } from "../data/labels.ts"
import type { Ask, Responder, Response, ResponseMethod } from "./response.ts"
import { askOf, chooseMethod, readResponse } from "./response.ts"
import type { ScorerOptions } from "./scorer-options.ts"
import type { Scorer } from "./scorer.ts"

/** A metric: takes what was true, what was answered, and options of its own. */
export type Metric = (yTrue: never, yPred: never, options: never) => number

/** The options of a metric; of one with several signatures those of the last. */
export type MetricOptions<M extends Metric> = M extends (yTrue: never, yPred: never, options: infer Options) => number
  ? NonNullable<Options>
  : never

/** Options of {@link makeScorer}; all others go to the metric. */
export interface MakeScorerOptions {
  /** Whether a greater value is better; if not, the score is the negative. By default true. */
  readonly greaterIsBetter?: boolean | undefined
  /**
   * The estimator's method whose answer the metric takes, or several: the first that it has. By default `"predict"`.
   */
  readonly responseMethod?: ResponseMethod | readonly ResponseMethod[] | undefined
  /**
   * The positive class of two, for the metric too. By default the metric's own; its probabilities are of the higher
   * class.
   */
  readonly posLabel?: Label | null | undefined
}

/** A scorer that {@link makeScorer} made. */
export interface MadeScorer extends Scorer {
  readonly metric: unknown
  readonly greaterIsBetter: boolean
  readonly responseMethods: readonly ResponseMethod[]
  /** Scores by the answers of `ask`, which several scorers may share. */
  scoreAnswers(ask: Ask, estimator: Responder, y: ArrayLike<unknown>, options?: ScorerOptions): Promise<number>
}

const METHODS: readonly ResponseMethod[] = ["predict", "predictProba", "decisionFunction"]

/**
 * A scorer out of a metric (scikit-learn 1.9, `make_scorer`). Of two classes a metric of probabilities or decision
 * values gets those of the class `posLabel`, by default the higher one.
 * @throws INVALID_ARGUMENT for what is no metric or no method
 */
export function makeScorer<M extends Metric>(
  metric: M,
  options: MakeScorerOptions & Partial<MetricOptions<M>> = {},
): MadeScorer {
  const { greaterIsBetter = true, responseMethod = "predict", ...others } = options
  if (typeof metric !== "function") {
    throw new ParzenError("INVALID_ARGUMENT", `metric: takes a function, got ${describe(metric)}`)
  }
  const responseMethods = typeof responseMethod === "string" ? [responseMethod] : responseMethod
  const unknown = responseMethods.find((method) => !METHODS.includes(method))
  if (unknown !== undefined || responseMethods.length === 0) {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `responseMethod: takes ${METHODS.join(", ")} or a list of them, got ${unknown === undefined ? "none" : describe(unknown)}`,
    )
  }
  const score = (answer: Response, y: ArrayLike<unknown>, { sampleWeight }: ScorerOptions): number => {
    const metricOptions = sampleWeight === undefined ? others : { ...others, sampleWeight }
    const value = metric(y as never, answer as never, metricOptions as never)
    return greaterIsBetter ? value : -value
  }
  const scoreAnswers: MadeScorer["scoreAnswers"] = async (ask, estimator, y, scorerOptions = {}) => {
    const method = chooseMethod(estimator, responseMethods)
    const answer = readResponse(await ask(method), { estimator, method, posLabel: options.posLabel, y })
    return score(answer, y, scorerOptions)
  }
  const scorer: Scorer = (estimator, X, y, scorerOptions) =>
    scoreAnswers(askOf(estimator, X), estimator, y, scorerOptions)
  return Object.assign(scorer, { metric, greaterIsBetter, responseMethods, scoreAnswers })
}

/** Whether {@link makeScorer} made it. */
export function isMadeScorer(scorer: unknown): scorer is MadeScorer {
  return typeof scorer === "function" && "scoreAnswers" in scorer
}
