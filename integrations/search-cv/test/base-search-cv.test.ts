import { setLogSink, setProgressSink } from "@parzen/core"
import { assertRejects, assertThrows } from "@parzen/core/testing"
import type { Estimator } from "@parzen/model-selection"
import { accuracyScore, crossValScore, GroupKFold } from "@parzen/model-selection"
import { describe, expect, test } from "vitest"
import { GridSearchCV, HalvingGridSearchCV, RandomizedSearchCV } from "../src/index.ts"
import { GaussianNB } from "./gaussian-nb.ts"
import { golden } from "./golden.ts"
import { Shelf } from "./shelf.ts"

const { X, y } = golden
const grid = { var_smoothing: [1e-9, 0.1, 10] }
const bayes = new GaussianNB()

/** What is said at level info while `run` runs. */
async function linesOf(run: () => Promise<unknown>): Promise<string[]> {
  const said: string[] = []
  const before = setLogSink(({ level, message }) => {
    if (level === "info") said.push(message)
  })
  try {
    await run()
  } finally {
    setLogSink(before)
  }
  return said
}

/** What `promise` rejects with. */
function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
}

describe("what a search holds", () => {
  test("before fit nothing is there, and it says so", () => {
    const search = new GridSearchCV(bayes, grid)
    for (const name of [
      "cvResults",
      "bestIndex",
      "bestParams",
      "bestScore",
      "bestEstimator",
      "scorer",
      "nSplits",
    ] as const) {
      assertThrows(() => search[name], "NOT_FITTED", /GridSearchCV: call fit/)
    }
    expect(search.classes).toBeUndefined()
  })

  test("after fit the best candidate is fitted on all rows and predicts", async () => {
    const search = await new GridSearchCV(bayes, grid).fit(X, y)
    const best = new GaussianNB(search.bestParams)
    best.fit(X, y)
    expect(await search.predict(X)).toEqual(best.predict(X))
    expect(await search.predictProba(X)).toEqual(best.predictProba(X))
    expect(await search.score(X, y)).toBe(accuracyScore(y, best.predict(X)))
    expect(search.classes).toEqual([0, 1, 2])
    expect(search.nFeaturesIn).toBe(4)
    expect(search.nSplits).toBe(5)
    expect(search.multimetric).toBe(false)
    expect(search.refitTime).toBeGreaterThan(0)
    expect(search.bestScore).toBe(search.cvResults["mean_test_score"]?.[search.bestIndex])
  })

  test("what the estimator cannot do, the search cannot either", async () => {
    const search = new GridSearchCV(new Shelf({ value: 1 }), { value: [1, 2] })
    expect(search.predictProba).toBeUndefined()
    expect(search.decisionFunction).toBeUndefined()
    await search.fit(X, y)
    expect(await search.predict([[1]])).toEqual([2])
  })

  test("a parameter that a candidate lacks is undefined", async () => {
    const search = await new GridSearchCV(bayes, [{ var_smoothing: [1] }, { priors: [null] }], { cv: 2 }).fit(X, y)
    expect(search.cvResults["param_var_smoothing"]).toEqual([1, undefined])
    expect(search.cvResults["param_priors"]).toEqual([undefined, null])
  })

  test("of equal candidates the first is the best, and a NaN is never", async () => {
    const values = [NaN, 3, 5, 5, -Infinity]
    const search = await new GridSearchCV(new Shelf({ value: 0 }), { value: values }, { cv: 2 }).fit(X, y)
    expect(search.bestIndex).toBe(2)
    expect(search.cvResults["rank_test_score"]).toEqual([5, 3, 1, 1, 4])
  })

  test("a search is an estimator: it can be cross-validated", async () => {
    const scores = await crossValScore<number[][], number>(new GridSearchCV(bayes, grid, { cv: 3 }), X, y)
    expect(scores).toHaveLength(5)
    expect(Math.min(...scores)).toBeGreaterThan(0.5)
    const other = new GridSearchCV(bayes, grid).withParams({ priors: [0.2, 0.3, 0.5] })
    expect(other.params).toEqual({ priors: [0.2, 0.3, 0.5] })
  })

  test("every estimator of a fold is freed, the best one stays", async () => {
    const made: GaussianNB[] = []
    class Counted extends GaussianNB {
      override withParams(params: Readonly<Record<string, unknown>>): Counted {
        const fresh = new Counted({ ...this.params, ...params })
        made.push(fresh)
        return fresh
      }
    }
    const search = await new GridSearchCV(new Counted(), grid, { cv: 2 }).fit(X, y)
    expect(made.filter(({ disposed }) => !disposed)).toEqual([search.bestEstimator])
    await search.dispose()
    expect(made.every(({ disposed }) => disposed)).toBe(true)
  })
})

describe("refit", () => {
  test("false leaves no estimator, but the best candidate is known", async () => {
    const search = await new GridSearchCV(bayes, grid, { refit: false }).fit(X, y)
    expect(search.bestParams).toEqual(search.cvResults.params[search.bestIndex])
    await assertRejects(search.predict(X), "NOT_REFITTED", /predict: .*refit is false/)
    await assertRejects(search.score(X, y), "NOT_REFITTED", /score/)
    assertThrows(() => search.bestEstimator, "NOT_REFITTED", /refit is false/)
    assertThrows(() => search.refitTime, "NOT_REFITTED", /refit is false/)
  })

  test("a function chooses the index; scikit-learn then has no best score", async () => {
    const search = await new GridSearchCV(bayes, grid, { refit: ({ params }) => params.length - 1 }).fit(X, y)
    expect(search.bestIndex).toBe(2)
    expect(search.bestParams).toEqual({ var_smoothing: 10 })
    expect(await search.predict(X)).toHaveLength(X.length)
    assertThrows(() => search.bestScore, "NO_BEST", /a function chose/)
  })

  test.each([-1, 3, 0.5, NaN])("an index of %s is an error", async (index) => {
    const search = new GridSearchCV(bayes, grid, { refit: () => index })
    await assertRejects(search.fit(X, y), "INVALID_ARGUMENT", /refit: the function answers an index from 0 to 2/)
  })

  test("with several metrics it names the one to go by", async () => {
    const scoring = ["accuracy", "neg_log_loss"] as const
    const search = await new GridSearchCV(bayes, grid, { scoring, refit: "neg_log_loss" }).fit(X, y)
    expect(search.multimetric).toBe(true)
    expect(Object.keys(search.scorer)).toEqual(["accuracy", "neg_log_loss"])
    expect(search.bestScore).toBe(search.cvResults["mean_test_neg_log_loss"]?.[search.bestIndex])
    expect(await search.score(X, y)).toBeLessThan(0)
  })

  test("with several metrics true and an unknown name are errors before any fit", async () => {
    for (const refit of [true, "f1"]) {
      const search = new GridSearchCV(bayes, grid, { scoring: { acc: "accuracy" }, refit })
      await assertRejects(search.fit(X, y), "INVALID_ARGUMENT", /refit: with several metrics takes one of acc/)
    }
  })

  test("with several metrics and false there is a table and no best candidate", async () => {
    const search = await new GridSearchCV(bayes, grid, { scoring: ["accuracy", "f1_macro"], refit: false }).fit(X, y)
    expect(search.cvResults["rank_test_f1_macro"]).toHaveLength(3)
    assertThrows(() => search.bestIndex, "NO_BEST", /no metric/)
    assertThrows(() => search.bestParams, "NO_BEST", /no metric/)
  })

  test("one function may answer several metrics", async () => {
    const scoring = async (estimator: Estimator<number[][], number>, X: number[][], y: ArrayLike<number>) => {
      const right = accuracyScore(y, await estimator.predict(X))
      return { right, wrong: 1 - right }
    }
    const search = await new GridSearchCV(bayes, grid, { scoring, refit: "right", returnTrainScore: true }).fit(X, y)
    expect(Object.keys(search.cvResults).filter((key) => key.startsWith("mean_"))).toEqual([
      "mean_fit_time",
      "mean_score_time",
      "mean_test_right",
      "mean_train_right",
      "mean_test_wrong",
      "mean_train_wrong",
    ])
    expect(await search.score(X, y)).toBeGreaterThan(0.7)
    await assertRejects(new GridSearchCV(bayes, grid, { scoring }).fit(X, y), "INVALID_ARGUMENT", /one of right, wrong/)
  })
})

describe("fit", () => {
  test("groups go to the splitter", async () => {
    const groups = y.map((_, row) => row % 6)
    const search = new GridSearchCV(bayes, grid, { cv: new GroupKFold({ nSplits: 3 }) })
    expect((await search.fit(X, y, { groups })).nSplits).toBe(3)
    await assertRejects(search.fit(X, y, { groups: [1, 2] }), "INVALID_DATA", /groups has 2/)
  })

  test("an option with an item for each row is cut to the rows of each fit", async () => {
    const weights: number[] = []
    class Weighted extends GaussianNB {
      override withParams(params: Readonly<Record<string, unknown>>): Weighted {
        return new Weighted({ ...this.params, ...params })
      }
      override fit(
        X: number[][],
        y: ArrayLike<number>,
        { sampleWeight }: { sampleWeight?: ArrayLike<number> } = {},
      ): unknown {
        weights.push(sampleWeight?.length ?? 0)
        return super.fit(X, y)
      }
    }
    await new GridSearchCV(new Weighted(), { var_smoothing: [1] }, { cv: 3 }).fit(X, y, {
      sampleWeight: y.map(() => 1),
    })
    expect(weights).toEqual([100, 100, 100, 150])
  })

  test("no more than nJobs fits are awaited at once, and the table is the same", async () => {
    let running = 0
    let most = 0
    class Slow extends GaussianNB {
      override withParams(params: Readonly<Record<string, unknown>>): Slow {
        return new Slow({ ...this.params, ...params })
      }
      override async fit(X: number[][], y: ArrayLike<number>): Promise<void> {
        most = Math.max(most, ++running)
        await new Promise((resolve) => setTimeout(resolve, 1 + Math.floor(3 * (this.params.var_smoothing ?? 0))))
        super.fit(X, y)
        running--
      }
    }
    const search = await new GridSearchCV(new Slow(), { var_smoothing: [1, 0.5, 0.1] }, { nJobs: 4 }).fit(X, y)
    const plain = await new GridSearchCV(bayes, { var_smoothing: [1, 0.5, 0.1] }).fit(X, y)
    expect(most).toBe(4)
    expect(search.cvResults["mean_test_score"]).toEqual(plain.cvResults["mean_test_score"])
  })

  test("an aborted signal rejects with its reason, and what the search held stays", async () => {
    const controller = new AbortController()
    const search = new GridSearchCV(bayes, grid, { signal: controller.signal })
    const { cvResults } = await search.fit(X, y)
    const reason = new Error("enough")
    controller.abort(reason)
    await expect(search.fit(X, y)).rejects.toBe(reason)
    expect(search.cvResults).toBe(cvResults)
  })

  test("a signal ends a search whose fits never end, also the signal given to fit", async () => {
    class Endless extends GaussianNB {
      override withParams(): Endless {
        return new Endless({ var_smoothing: 1 })
      }
      override fit(): unknown {
        return new Promise(() => undefined)
      }
    }
    const signal = AbortSignal.timeout(20)
    const search = new GridSearchCV(new Endless(), grid, { nJobs: 2 })
    expect(await reasonOf(search.fit(X, y, { signal }))).toBe(signal.reason)
    assertThrows(() => search.cvResults, "NOT_FITTED", /call fit/)
  })

  test("a signal ends fits that answer at once", async () => {
    const signal = AbortSignal.timeout(30)
    const search = new RandomizedSearchCV(
      bayes,
      { var_smoothing: Array.from({ length: 1e4 }, (_, i) => i) },
      { nIter: 1e4, signal },
    )
    expect(await reasonOf(search.fit(X, y))).toBe(signal.reason)
  })
})

describe("verbose", () => {
  test("1 says how many fits there are, 0 nothing", async () => {
    const lines = (verbose: number): Promise<string[]> =>
      linesOf(() => new GridSearchCV(bayes, grid, { cv: 2, verbose }).fit(X, y))
    expect(await lines(0)).toEqual([])
    expect(await lines(1)).toEqual(["Fitting 2 folds for each of 3 candidates, totalling 6 fits"])
  })

  test("2 says each fit, 3 its score, 10 its start too", async () => {
    const search = (verbose: number, options: object = {}): Promise<string[]> =>
      linesOf(() => new GridSearchCV(new Shelf({ value: 0 }), { value: [1] }, { cv: 2, verbose, ...options }).fit(X, y))
    expect((await search(2))[1]).toBe(
      "[CV] END ............................................value=1; total time=   0.0s",
    )
    expect((await search(3))[1]).toBe(
      "[CV 1/2] END ...........................value=1;, score=1.000 total time=   0.0s",
    )
    expect((await search(3, { returnTrainScore: true }))[2]).toBe(
      "[CV 2/2] END .......value=1;, score=(train=1.000, test=1.000) total time=   0.0s",
    )
    expect((await search(10)).slice(1, 3)).toEqual([
      "[CV 1/2; 1/1] START value=1.....................................................",
      "[CV 1/2; 1/1] END ......................value=1;, score=1.000 total time=   0.0s",
    ])
    const scoring = { b: () => 2, a: () => 1 }
    expect((await search(3, { scoring, refit: false }))[1]).toBe(
      "[CV 1/2] END ........value=1; a: (test=1.000) b: (test=2.000) total time=   0.0s",
    )
  })
})

describe("the progress bar", () => {
  async function drawn(run: () => Promise<unknown>): Promise<string[]> {
    const lines: string[] = []
    setProgressSink({ write: (text) => void lines.push(text), isTerminal: false })
    await run().finally(() => setProgressSink(undefined))
    return lines
  }
  const worstFirst = { var_smoothing: [10, 1, 1e-9] }

  test("counts the fits of each search, and shows the best candidate", async () => {
    const searches = [
      new GridSearchCV(bayes, worstFirst, { showProgressBar: true }),
      new RandomizedSearchCV(bayes, worstFirst, { nIter: 3, randomState: 1, showProgressBar: true }),
      new HalvingGridSearchCV(bayes, worstFirst, { factor: 2, randomState: 1, showProgressBar: true }),
    ]
    for (const search of searches) {
      const lines = await drawn(() => search.fit(X, y))
      const fits = search.cvResults.params.length * 5
      const best = search.bestScore.toPrecision(6).replace(".", "\\.")
      expect(lines.at(-1)).toMatch(
        new RegExp(`^\\[=+\\] ${fits}/${fits} fits .* best ${best} \\(candidate ${search.bestIndex}\\)\n$`),
      )
    }
  })

  test("is not drawn unless asked for, and is closed if the search throws", async () => {
    expect(await drawn(() => new GridSearchCV(bayes, worstFirst).fit(X, y))).toEqual([])
    const mine = (): void => {}
    const before = setLogSink(mine)
    const failing = new GridSearchCV(bayes, { var_smoothing: [-1] }, { showProgressBar: true })
    await drawn(() => assertRejects(failing.fit(X, y), "ALL_FITS_FAILED"))
    expect(setLogSink(before)).toBe(mine)
    assertThrows(
      () => new GridSearchCV(bayes, worstFirst, { showProgressBar: 1 as never }),
      "INVALID_ARGUMENT",
      /showProgressBar: takes true or false, got 1/,
    )
  })
})
