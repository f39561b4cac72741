import { readFileSync } from "node:fs"
import {
  createStudy,
  MedianPruner,
  RandomSampler,
  setVerbosity,
  ThresholdPruner,
  TrialPruned,
  WilcoxonPruner,
} from "@parzen/core"
import { assertRejects, warningsOf } from "@parzen/core/testing"
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest"
import type { Estimator } from "../../src/index.ts"
import { accuracyScore, crossValidate, crossValScore, KFold, r2Score, StratifiedKFold } from "../../src/index.ts"
import { GaussianNB } from "../gaussian-nb.ts"

interface GoldenSearch {
  readonly name: string
  readonly cvResults: Readonly<Record<string, readonly unknown[]>>
}

const golden = JSON.parse(readFileSync(new URL("../golden/search-cv.json", import.meta.url), "utf8")) as {
  readonly X: number[][]
  readonly y: number[]
  readonly seed: number
  readonly searches: readonly GoldenSearch[]
}
const { X, y } = golden

function search(name: string): Readonly<Record<string, readonly unknown[]>> {
  const found = golden.searches.find((other) => other.name === name)
  if (found === undefined) throw new Error(`no golden search is named ${name}`)
  return found.cvResults
}

/** Predicts the mean of the training rows, by promises. */
class MeanRegressor implements Estimator<number[][], number> {
  readonly estimatorType = "regressor"
  readonly params = {}
  #mean = NaN

  withParams(): MeanRegressor {
    return new MeanRegressor()
  }

  async fit(_X: number[][], y: ArrayLike<number>): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 1))
    this.#mean = Array.from(y).reduce((sum, value) => sum + value, 0) / y.length
  }

  async predict(X: number[][]): Promise<number[]> {
    return X.map(() => this.#mean)
  }
}

beforeAll(() => setVerbosity("warning"))
afterAll(() => setVerbosity("info"))

describe("crossValidate", () => {
  it("scores each fold as scikit-learn's searches do", async () => {
    const results = search("GridSearchCV")
    for (const [i, params] of (results["params"] as { priors: number[] | null; var_smoothing: number }[]).entries()) {
      const estimator = new GaussianNB({ priors: params.priors, varSmoothing: params.var_smoothing })
      const scores = await crossValScore(estimator, X, y)
      expect(Array.from(scores)).toEqual([0, 1, 2, 3, 4].map((fold) => results[`split${fold}_test_score`]?.[i]))
    }
  })

  it("answers scikit-learn's keys, with train scores, estimators and rows if asked", async () => {
    const plain = await crossValidate(new GaussianNB(), X, y, { cv: 3 })
    expect(Object.keys(plain)).toEqual(["fit_time", "score_time", "test_score"])
    expectTypeOf(plain.test_score).toEqualTypeOf<Float64Array>()
    const cv = new StratifiedKFold({ nSplits: 3, shuffle: true, randomState: golden.seed })
    const full = await crossValidate(new GaussianNB(), X, y, {
      cv,
      returnTrainScore: true,
      returnEstimator: true,
      returnIndices: true,
    })
    expect(full.estimator?.map((estimator) => estimator.classes)).toEqual(Array(3).fill([0, 1, 2]))
    expect(full.indices?.test.map((rows) => rows.length)).toEqual([50, 50, 50])
    expect(full.train_score?.length).toBe(3)
    expect(full.fit_time.every((seconds) => seconds >= 0 && seconds < 1)).toBe(true)
  })

  it("measures several metrics at once", async () => {
    const named = await crossValidate(new GaussianNB(), X, y, { scoring: ["accuracy", "r2"] })
    expectTypeOf(named.test_accuracy).toEqualTypeOf<Float64Array>()
    const own = await crossValidate(new GaussianNB(), X, y, {
      scoring: {
        share: "accuracy",
        wrong: async (estimator, X, y) => -accuracyScore(y, await estimator.predict(X), { normalize: false }),
      },
    })
    expect(own.test_share).toEqual(named.test_accuracy)
    expect(own.test_wrong).toEqual(named.test_accuracy.map((share) => -Math.round(share * 30)))
    const together = await crossValidate(new GaussianNB(), X, y, { scoring: async () => ({ one: 1, two: 2 }) })
    expect(Object.keys(together)).toContain("test_two")
  })

  it("stratifies for classifiers alone, and scores regressors by R²", async () => {
    const scores = await crossValScore(new MeanRegressor(), X, y, { cv: 4 })
    const [[train, test]] = Array.from(new KFold({ nSplits: 4 }).split(X)) as unknown as [[Int32Array, Int32Array]]
    const mean = Array.from(train, (row) => y[row] as number).reduce((sum, value) => sum + value, 0) / train.length
    const yTest = Array.from(test, (row) => y[row] as number)
    expect(scores[0]).toBeCloseTo(
      r2Score(
        yTest,
        yTest.map(() => mean),
      ),
      12,
    )
  })

  it("takes the splits themselves, and a factory that knows the fold", async () => {
    const cv = Array.from(new StratifiedKFold({ nSplits: 3 }).split(X, y))
    const folds: number[] = []
    const estimator = (fold: number) => {
      folds.push(fold)
      return new GaussianNB()
    }
    expect(await crossValScore(estimator, X, y, { cv })).toEqual(await crossValScore(new GaussianNB(), X, y, { cv: 3 }))
    expect(folds).toEqual([0, 1, 2])
  })

  it("cuts fit options to the training rows", async () => {
    const seen: unknown[] = []
    class Recorder extends GaussianNB {
      override withParams(): Recorder {
        return new Recorder()
      }
      override fit(X: number[][], y: ArrayLike<number>, options?: object): void {
        seen.push(options)
        super.fit(X, y)
      }
    }
    const fitOptions = { sampleWeight: Float64Array.from(y, (_, row) => row), epochs: 3 }
    await crossValidate(new Recorder(), X, y, { cv: new KFold({ nSplits: 2 }), fitOptions, errorScore: 0 })
    expect(seen[0]).toEqual({ sampleWeight: Float64Array.from({ length: 75 }, (_, i) => 75 + i), epochs: 3 })
  })

  it("disposes of every estimator it made, failed ones too", async () => {
    const made: GaussianNB[] = []
    const create = (fold: number) => {
      const estimator = new GaussianNB({ varSmoothing: fold === 1 ? -1 : 1 })
      made.push(estimator)
      return estimator
    }
    await expectRaised(crossValidate(create, X, y, { errorScore: "raise" }), RangeError)
    expect(made.map(({ disposed }) => disposed)).toEqual([true, true])
  })
})

describe("crossValidate where fits fail", () => {
  const failing = (fold: number) => new GaussianNB({ varSmoothing: fold === 1 ? -1 : 1 })

  it("gives a failed fit the error score and warns", async () => {
    const said = await warningsOf(async () => {
      const { test_score, fit_time } = await crossValidate(failing, X, y, { cv: 3 })
      expect(Array.from(test_score, Number.isNaN)).toEqual([false, true, false])
      expect(fit_time[1]).toBeGreaterThanOrEqual(0)
      expect((await crossValScore(failing, X, y, { cv: 3, errorScore: -1 }))[1]).toBe(-1)
    })
    expect(said).toEqual([
      expect.stringMatching(/1 of 3 fits failed, their score is set to NaN.*varSmoothing -1 is negative/),
      expect.stringMatching(/set to -1/),
    ])
  })

  it("gives a failed scorer the error score and warns", async () => {
    const said = await warningsOf(async () => {
      const scoring = () => {
        throw new Error("no score")
      }
      expect(Array.from(await crossValScore(new GaussianNB(), X, y, { scoring, errorScore: 0, cv: 2 }))).toEqual([0, 0])
    })
    expect(said).toEqual(Array(2).fill(expect.stringMatching(/Scoring failed.*no score/)))
  })

  it("lets the other metrics have their scores where one fails", async () => {
    const said = await warningsOf(async () => {
      const { test_good, test_bad } = await crossValidate(new GaussianNB(), X, y, {
        cv: 2,
        errorScore: -1,
        scoring: {
          good: "accuracy",
          bad: () => {
            throw new Error("no score")
          },
        },
      })
      expect(Array.from(test_bad)).toEqual([-1, -1])
      expect(test_good).toEqual(await crossValScore(new GaussianNB(), X, y, { cv: 2 }))
    })
    expect(said).toEqual(Array(2).fill(expect.stringMatching(/Scoring 'bad' failed.*set to -1.*no score/)))
  })

  it("throws when every fit fails, with the first error as cause", async () => {
    const scores = crossValidate(new GaussianNB({ varSmoothing: -1 }), X, y)
    await assertRejects(scores, "ALL_FITS_FAILED", /all 5 fits failed, the first with: RangeError: varSmoothing -1/)
  })
})

describe("crossValidate with several fits at once", () => {
  /** Fits take longer the earlier the fold, so that they end in reverse. */
  const slow = (log: string[]) => (fold: number) => {
    class Slow extends GaussianNB {
      override async fit(X: number[][], y: ArrayLike<number>): Promise<void> {
        log.push(`begin ${fold}`)
        await new Promise((resolve) => setTimeout(resolve, 5 * (6 - fold)))
        super.fit(X, y)
        log.push(`end ${fold}`)
      }
    }
    return new Slow()
  }

  it("awaits nJobs of them, and answers the same in the same order", async () => {
    const log: string[] = []
    const scores = await crossValScore(slow(log), X, y, { nJobs: 3 })
    expect(scores).toEqual(await crossValScore(new GaussianNB(), X, y))
    expect(log.slice(0, 3)).toEqual(["begin 0", "begin 1", "begin 2"])
    let running = 0
    const most = Math.max(...log.map((line) => (running += line.startsWith("begin") ? 1 : -1)))
    expect(most).toBe(3)
  })

  it("reports folds to a trial in their order, and prunes", async () => {
    const study = await createStudy({
      direction: "maximize",
      pruner: new ThresholdPruner({ upper: 0, nWarmupSteps: 1 }),
    })
    const trial = await study.ask()
    const log: string[] = []
    const scores = crossValScore(slow(log), X, y, { nJobs: 2, trial, report: "fold" })
    await expectRaised(scores, TrialPruned)
    const all = await crossValScore(new GaussianNB(), X, y)
    expect(study.trials[0]?.intermediateValues).toEqual({ 0: all[0], 1: all[1] })
    expect(log).not.toContain("begin 3")
  })

  it("ends at once when the signal aborts, and the estimators hear of it", async () => {
    const controller = new AbortController()
    const heard: unknown[] = []
    const made: GaussianNB[] = []
    class Waiting extends GaussianNB {
      override async fit(_X: number[][], _y: ArrayLike<number>, options: { signal?: AbortSignal } = {}): Promise<void> {
        made.push(this)
        await new Promise((_, reject) => {
          options.signal?.addEventListener("abort", () => reject(options.signal?.reason))
          if (made.length === 2) controller.abort(new Error("enough"))
        })
      }
      override dispose(): void {
        super.dispose()
        heard.push(this)
      }
    }
    const scores = crossValScore(() => new Waiting(), X, y, { nJobs: 2, signal: controller.signal })
    await expect(scores).rejects.toThrow("enough")
    await new Promise((resolve) => setTimeout(resolve, 1))
    expect(heard).toEqual(made)
  })
})

describe("weights", () => {
  const weights = Float64Array.from(y, (_, row) => 1 + (row % 3))

  it("of scorerOptions weigh the scores, cut to the rows that are scored", async () => {
    const cv = new StratifiedKFold({ nSplits: 3 })
    const { test_score, train_score, test_own, train_own } = await crossValidate(new GaussianNB(), X, y, {
      cv,
      scorerOptions: { sampleWeight: weights },
      returnTrainScore: true,
      scoring: {
        score: "accuracy",
        own: async (estimator, X, y, options = {}) => accuracyScore(y, await estimator.predict(X), options),
      },
    })
    expect(test_own).toEqual(test_score)
    expect(train_own).toEqual(train_score)
    const unweighted = await crossValidate(new GaussianNB(), X, y, { cv, fitOptions: { sampleWeight: weights } })
    expect(unweighted.test_score).toEqual(await crossValScore(new GaussianNB(), X, y, { cv }))
    expect(unweighted.test_score).not.toEqual(test_score)
    const byDefault = await crossValScore(new GaussianNB(), X, y, { cv, scorerOptions: { sampleWeight: weights } })
    expect(byDefault).toEqual(test_score)
  })

  it("that do not fit the rows are refused", async () => {
    for (const name of ["fitOptions", "scorerOptions"] as const) {
      const scores = crossValScore(new GaussianNB(), X, y, { [name]: { sampleWeight: [1, 2] } })
      await assertRejects(scores, "INVALID_DATA", /X has 150 rows and sampleWeight has 2/)
    }
  })
})

describe("crossValidate within a trial", () => {
  it("reports the mean so far of each fold, or the fold's own score", async () => {
    const study = await createStudy({ direction: "maximize", sampler: new RandomSampler({ seed: 1 }) })
    for (const report of ["mean", "fold"] as const) {
      const trial = await study.ask()
      const scores = Array.from(await crossValScore(new GaussianNB(), X, y, { trial, report }))
      await study.tell(trial, 0)
      const means = scores.map(
        (_, fold) => scores.slice(0, fold + 1).reduce((sum, score) => sum + score, 0) / (fold + 1),
      )
      const { intermediateValues } = study.trials[trial.number] ?? { intermediateValues: {} }
      expect(Object.values(intermediateValues)).toEqual(report === "fold" ? scores : means)
    }
  })

  it("lets a pruner stop a hopeless candidate between folds", async () => {
    for (const pruner of [
      new MedianPruner({ nStartupTrials: 2 }),
      new WilcoxonPruner({ nStartupSteps: 2, pThreshold: 0.3 }),
    ]) {
      const study = await createStudy({ direction: "maximize", sampler: new RandomSampler({ seed: 1 }), pruner })
      const report = pruner instanceof WilcoxonPruner ? "fold" : "mean"
      await study.optimize(
        async (trial) => {
          const hopeless = trial.number === 5
          const estimator = new GaussianNB({
            priors: hopeless ? [1 - 2e-12, 1e-12, 1e-12] : null,
            varSmoothing: hopeless ? 50 : 1e-9,
          })
          const scores = await crossValScore(estimator, X, y, { trial, report })
          return scores.reduce((sum, score) => sum + score) / scores.length
        },
        { nTrials: 6 },
      )
      expect(study.trials.map(({ state }) => state)).toEqual([...Array<string>(5).fill("complete"), "pruned"])
      expect(Object.keys(study.trials[5]?.intermediateValues ?? {}).length).toBeLessThan(5)
    }
  })

  it("refuses several metrics, and lets TrialPruned of an estimator through", async () => {
    const study = await createStudy({ direction: "maximize" })
    const trial = await study.ask()
    await assertRejects(
      crossValidate(new GaussianNB(), X, y, { trial, scoring: ["accuracy", "r2"] }),
      "INVALID_ARGUMENT",
      /trial: takes one metric/,
    )
    class Pruning extends GaussianNB {
      override withParams(): Pruning {
        return new Pruning()
      }
      override fit(): void {
        throw new TrialPruned("by itself")
      }
    }
    await expectRaised(crossValidate(new Pruning(), X, y), TrialPruned)
  })
})

describe("crossValidate's edge", () => {
  it("ends between folds when the signal aborts", async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error("enough")), 30)
    const cv = new KFold({ nSplits: 150 })
    const slow = { accuracy: async () => new Promise<number>((resolve) => setTimeout(() => resolve(1), 5)) }
    await expect(
      crossValidate(new GaussianNB(), X, y, { cv, scoring: slow, signal: controller.signal }),
    ).rejects.toThrow("enough")
  })

  it("refuses wrong data", async () => {
    const run = (X: number[][], y: number[]) => crossValidate(new GaussianNB(), X, y)
    await assertRejects(run(X, y.slice(1)), "INVALID_DATA", /X has 150 rows and y has 149/)
    await assertRejects(run(X, undefined as never), "INVALID_DATA", /y: takes a value for each row, got undefined/)
    await assertRejects(
      crossValidate({} as never, X, y),
      "INVALID_ARGUMENT",
      /an Estimator has a method withParams, got undef/,
    )
    await assertRejects(run([], []), "INVALID_DATA", /X: has no rows/)
    await assertRejects(run([...X.slice(1), [1]], y), "INVALID_DATA", /row 149 has 1 columns, row 0 has 4/)
    await assertRejects(run(X, [NaN, ...y.slice(1)]), "INVALID_DATA", /y: row 0 is NaN/)
    await assertRejects(run(X.slice(0, 3), y.slice(0, 3)), "INVALID_DATA", /5 folds need as many rows/)
  })

  it("refuses wrong options", async () => {
    const run = (options: object) => crossValidate(new GaussianNB(), X, y, options)
    await assertRejects(
      run({ scoring: "acuracy" }),
      "UNKNOWN_SCORER",
      /'acuracy' is none of accuracy, average_precision, .*, r2, /,
    )
    await assertRejects(run({ scoring: [] }), "INVALID_ARGUMENT", /one metric or more/)
    await assertRejects(
      run({ errorScore: "throw" }),
      "INVALID_ARGUMENT",
      /errorScore: takes a number or 'raise', got 'throw'/,
    )
    await assertRejects(run({ report: "folds" }), "INVALID_ARGUMENT", /report: takes 'mean', 'fold' or 'step'/)
    await assertRejects(run({ cv: 1 }), "INVALID_ARGUMENT", /nSplits/)
    await assertRejects(run({ cv: "five" }), "INVALID_ARGUMENT", /cv: takes a number of folds, a splitter or a list/)
    await assertRejects(run({ cv: [] }), "INVALID_ARGUMENT", /one split or more/)
    await assertRejects(run({ cv: [[[0, 1], [150]]] }), "INVALID_DATA", /no row 150/)
    await assertRejects(run({ groups: [1] }), "INVALID_DATA", /groups has 1/)
    await assertRejects(run({ signal: {} }), "INVALID_ARGUMENT", /signal: takes an AbortSignal, got an Object/)
    await assertRejects(run({ nJobs: 0 }), "INVALID_ARGUMENT", /nJobs: takes a whole number from 1, or -1, got 0/)
    await assertRejects(run({ scoring: () => "high", errorScore: 0 }), "INVALID_SCORE", /answers a number.*got 'high'/)
    await assertRejects(
      run({ scoring: { a: () => null }, errorScore: 0 }),
      "INVALID_SCORE",
      /a: a scorer answers a number/,
    )
    await assertRejects(
      crossValScore(new GaussianNB(), X, y, { scoring: (() => ({ a: 1 })) as unknown as () => number }),
      "INVALID_ARGUMENT",
      /not several/,
    )
  })
})

async function expectRaised(promise: Promise<unknown>, errorClass: new (...args: never[]) => Error): Promise<void> {
  await expect(promise).rejects.toBeInstanceOf(errorClass)
}
