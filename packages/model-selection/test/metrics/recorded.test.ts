import { isParzenError, setVerbosity } from "@parzen/core"
import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as metrics from "../../src/index.ts"
import type { Recorded } from "../close-to.ts"
import { expectClose } from "../close-to.ts"

interface Case {
  readonly metric: string
  readonly yTrue: unknown
  readonly yPred: unknown
  readonly options: Readonly<Record<string, unknown>>
  readonly answer: Recorded | "error"
}

const { cases } = read<{ readonly cases: readonly Case[] }>("metric-cases.json")
const golden =
  read<Record<"classification" | "binary" | "regression", Readonly<Record<string, unknown>>>>("metrics.json")

describe("metrics give what scikit-learn recorded", () => {
  beforeAll(() => setVerbosity("silent"))
  afterAll(() => setVerbosity("info"))

  for (const name of new Set(cases.map(({ metric }) => metric))) {
    const own = cases.filter(({ metric }) => metric === name)
    it(`${name}, in ${own.length} cases`, () => {
      for (const { yTrue, yPred, options, answer } of own) {
        if (answer === "error") expect(codeOf(() => call(name, yTrue, yPred, options))).toMatch(/^INVALID_/)
        else expectClose(call(name, yTrue, yPred, options), answer)
      }
    })
  }

  it("of 40 rows and three classes", () => {
    const { yTrue, yPred, proba, ...answers } = golden.classification
    const expected: Record<string, unknown> = {
      accuracy: call("accuracyScore", yTrue, yPred),
      balanced_accuracy: call("balancedAccuracyScore", yTrue, yPred),
      log_loss: call("logLoss", yTrue, proba),
      roc_auc_ovr: call("rocAucScore", yTrue, proba, { multiClass: "ovr" }),
      roc_auc_ovo: call("rocAucScore", yTrue, proba, { multiClass: "ovo" }),
      matthews_corrcoef: call("matthewsCorrcoef", yTrue, yPred),
    }
    for (const average of ["micro", "macro", "weighted"]) {
      for (const part of ["f1", "precision", "recall"]) {
        expected[`${part}_${average}`] = call(`${part}Score`, yTrue, yPred, { average })
      }
    }
    expect(Object.keys(expected).sort()).toEqual(Object.keys(answers).sort())
    for (const [name, value] of Object.entries(answers)) expectClose(expected[name], value as number)
  })

  it("of 40 rows and two classes", () => {
    const { yTrue, score, roc_auc, average_precision } = golden.binary
    expectClose(call("rocAucScore", yTrue, score), roc_auc as number)
    expectClose(call("averagePrecisionScore", yTrue, score), average_precision as number)
  })

  it("of 40 rows of numbers", () => {
    const { yTrue, yPred, ...answers } = golden.regression
    const names: Record<string, string> = {
      r2: "r2Score",
      mean_squared_error: "meanSquaredError",
      root_mean_squared_error: "rootMeanSquaredError",
      mean_absolute_error: "meanAbsoluteError",
      median_absolute_error: "medianAbsoluteError",
      max_error: "maxError",
      explained_variance: "explainedVarianceScore",
    }
    expect(Object.keys(names).sort()).toEqual(Object.keys(answers).sort())
    for (const [name, value] of Object.entries(answers))
      expectClose(call(names[name] as string, yTrue, yPred), value as number)
  })
})

/** The metric's answer as an array, where it is an object of several. */
function call(name: string, yTrue: unknown, yPred: unknown, options: Readonly<Record<string, unknown>> = {}): unknown {
  const metric = (metrics as unknown as Record<string, (...args: readonly unknown[]) => unknown>)[name]
  if (metric === undefined) throw new Error(`no metric is named ${name}`)
  const given = Object.entries(options).map(([option, value]) => [option, value === "NaN!" ? NaN : value])
  const answer = metric(yTrue, yPred, Object.fromEntries(given))
  const isSeveral =
    typeof answer === "object" && answer !== null && !Array.isArray(answer) && !ArrayBuffer.isView(answer)
  return isSeveral ? Object.values(answer) : answer
}

function codeOf(run: () => unknown): string {
  try {
    return `answers ${String(run())}`
  } catch (error) {
    return isParzenError(error) ? error.code : String(error)
  }
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8")) as T
}
