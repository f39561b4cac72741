import { isParzenError } from "@parzen/core"
import { assertRejects, assertThrows, warningsOf } from "@parzen/core/testing"
import { describe, expect, test } from "vitest"
import type { BaseSearchCV, SearchOptions } from "../src/index.ts"
import {
  GridSearchCV,
  HalvingGridSearchCV,
  HalvingRandomSearchCV,
  ParzenSearchCV,
  RandomizedSearchCV,
} from "../src/index.ts"
import type { GaussianNBParams } from "./gaussian-nb.ts"
import { GaussianNB } from "./gaussian-nb.ts"
import { golden } from "./golden.ts"
import { Shelf } from "./shelf.ts"

const { X, y } = golden
const bayes = new GaussianNB()
const grid = { var_smoothing: [1e-9, 0.1] }

type Space = Readonly<Record<string, readonly unknown[]>>
type Create = (
  space: Space | readonly Space[],
  options?: Omit<SearchOptions<number[][], number>, "scoring" | "refit">,
) => BaseSearchCV<number[][], number>

const searches: readonly (readonly [string, Create])[] = [
  ["GridSearchCV", (space, options) => new GridSearchCV(bayes, space, options)],
  ["RandomizedSearchCV", (space, options) => new RandomizedSearchCV(bayes, space, { nIter: 2, ...options })],
  ["HalvingGridSearchCV", (space, options) => new HalvingGridSearchCV(bayes, space, options)],
  [
    "HalvingRandomSearchCV",
    (space, options) => new HalvingRandomSearchCV(bayes, space, { nCandidates: 2, ...options }),
  ],
  ["ParzenSearchCV", (space, options) => new ParzenSearchCV(bayes, space, options)],
]

describe.each(searches)("%s refuses", (name, create) => {
  test("rows of different width", async () => {
    const ragged = [...X.slice(0, 149), [1, 2]]
    await assertRejects(create(grid).fit(ragged, y), "INVALID_DATA", /row 149 has 2 columns, row 0 has 4/)
  })

  test("X and y of different length", async () => {
    await assertRejects(create(grid).fit(X, y.slice(1)), "INVALID_DATA", /X has 150 rows and y has 149/)
  })

  test("no rows", async () => {
    await assertRejects(create(grid).fit([], []), "INVALID_DATA", /no rows/)
  })

  test("NaN in y", async () => {
    await assertRejects(create(grid).fit(X, [...y.slice(1), NaN]), "INVALID_DATA", /row 149 is NaN/)
  })

  test("fewer rows than folds", async () => {
    await assertRejects(
      create(grid, { cv: 5 }).fit(X.slice(0, 3), y.slice(0, 3)),
      name.startsWith("Halving") ? "INVALID_ARGUMENT" : "INVALID_DATA",
      /./,
    )
  })

  test("a parameter that the estimator does not know, before any fit", async () => {
    const search = create({ varSmoothing: [1] })
    await assertRejects(search.fit(X, y), "UNKNOWN_PARAM", /'varSmoothing': .*GaussianNB has no parameter varSmoothing/)
  })

  test("an empty list, a single value, a string and no grid", async () => {
    assertThrows(() => create({ var_smoothing: [] }), "INVALID_ARGUMENT", /'var_smoothing'.*empty/)
    assertThrows(() => create({ var_smoothing: 1 } as never), "INVALID_ARGUMENT", /'var_smoothing': takes a list/)
    assertThrows(() => create({ var_smoothing: "abc" } as never), "INVALID_ARGUMENT", /'var_smoothing': takes a list/)
    assertThrows(() => create(7 as never), "INVALID_ARGUMENT", /takes an object/)
    const none = Promise.resolve().then(() => create([]).fit(X, y))
    await assertRejects(none, "INVALID_ARGUMENT", /no candidates|got none/)
  })

  test("options out of range", () => {
    for (const options of [
      { nJobs: 0 },
      { nJobs: 1.5 },
      { errorScore: "nan" },
      { returnTrainScore: 1 },
      { verbose: -1 },
      { refit: 7 },
    ]) {
      assertThrows(
        () => create(grid, options as never),
        "INVALID_ARGUMENT",
        new RegExp(`${Object.keys(options)[0]}: takes`),
      )
    }
  })

  test("an unknown scorer, and a cv that is none", async () => {
    await assertRejects(create(grid, { scoring: "acuracy" } as never).fit(X, y), "UNKNOWN_SCORER", /'acuracy'/)
    await assertRejects(create(grid, { cv: "five" } as never).fit(X, y), "INVALID_ARGUMENT", /cv: takes/)
  })

  test("to go on when every fit fails; the causes are told", async () => {
    const search = create({ priors: [[0.5, 0.5], [1]], var_smoothing: [1] })
    const error: unknown = await search.fit(X, y).catch((reason: unknown) => reason)
    expect(isParzenError(error) && error.code).toBe("ALL_FITS_FAILED")
    expect((error as Error).message).toMatch(/all \d+ fits failed: \d+ with RangeError: \d priors for 3 classes/)
    const { cause } = error as Error
    expect(cause instanceof AggregateError ? cause.errors[0] : cause).toBeInstanceOf(RangeError)
    assertThrows(() => search.bestEstimator, "NOT_FITTED", /call fit/)
  })
})

describe("fits that fail", () => {
  const some = { var_smoothing: [1e-9, -1] }

  test("score errorScore, with one warning; NaN ranks last and is never the best", async () => {
    for (const create of [GridSearchCV, ParzenSearchCV]) {
      const search = new create(bayes, { var_smoothing: [-1, 1e-9] }, { cv: 3 })
      const said = await warningsOf(() => search.fit(X, y))
      expect(
        said.filter((line) => /3 of 6 fits failed, their scores are set to NaN: 3 with RangeError/.test(line)),
      ).toHaveLength(1)
      expect(said.filter((line) => line.includes("not finite"))).toHaveLength(1)
      expect(search.bestParams).toEqual({ var_smoothing: 1e-9 })
      const failed = search.cvResults.params.findIndex(({ var_smoothing: value }) => value === -1)
      expect(search.cvResults["rank_test_score"]?.[failed]).toBe(2)
      expect(search.cvResults["mean_test_score"]?.[failed]).toBeNaN()
    }
  })

  test("throw with errorScore 'raise'", async () => {
    for (const create of [GridSearchCV, ParzenSearchCV]) {
      const search = new create(bayes, some, { errorScore: "raise" })
      await expect(search.fit(X, y)).rejects.toThrow("var_smoothing -1 is negative")
    }
  })

  test("are no fits where an estimator refuses one value of a parameter that it knows", async () => {
    class Strict extends GaussianNB {
      constructor(params: GaussianNBParams = {}) {
        if ((params.var_smoothing ?? 0) < 0) throw new RangeError("negative")
        super(params)
      }
      override withParams(params: Readonly<Record<string, unknown>>): Strict {
        return new Strict({ ...this.params, ...params })
      }
    }
    const search = new GridSearchCV(new Strict(), some, { errorScore: -1 })
    expect(await warningsOf(() => search.fit(X, y))).toHaveLength(1)
    expect(search.cvResults["mean_test_score"]?.[1]).toBe(-1)
    await assertRejects(
      new GridSearchCV(new Strict(), { var_smoothing: [-1, -2] }).fit(X, y),
      "UNKNOWN_PARAM",
      /negative/,
    )
  })

  test("with scores that fail are said too, and cannot be all NaN in silence", async () => {
    const scoring = (): number => {
      throw new Error("no score")
    }
    const search = new GridSearchCV(new Shelf({ value: 1 }), { value: [1, 2] }, { cv: 2, scoring })
    const said = await warningsOf(() => search.fit(X, y))
    expect(said.some((line) => line.includes("no score"))).toBe(true)
    expect(said.some((line) => line.includes("2 of 2 mean test scores (score) are not finite"))).toBe(true)
    expect(search.cvResults["rank_test_score"]).toEqual([1, 1])
  })
})

test("of several metrics one that fails leaves the others their scores", async () => {
  const scoring = {
    good: () => 1,
    bad: (): number => {
      throw new Error("no score")
    },
  }
  const search = new GridSearchCV(
    new Shelf({ value: 1 }),
    { value: [1] },
    { cv: 2, scoring, refit: "good", errorScore: -7 },
  )
  const said = await warningsOf(() => search.fit(X, y))
  expect(said).toEqual(Array<string>(2).fill("Scoring 'bad' failed, its score is set to -7: Error: no score"))
  expect(search.cvResults["mean_test_good"]).toEqual([1])
  expect(search.cvResults["mean_test_bad"]).toEqual([-7])
})

test("a parameter that an estimator drops in silence is an error", async () => {
  const search = new GridSearchCV(new Shelf({ value: 1 }), { value: [1], weight: [2] })
  await assertRejects(search.fit(X, y), "UNKNOWN_PARAM", /'weight': the estimator has no such parameter, only: value/)
})

test("one class is the estimator's affair, as in scikit-learn", async () => {
  const search = await new GridSearchCV(bayes, grid).fit(
    X,
    y.map(() => 1),
  )
  expect(search.bestScore).toBe(1)
})

test("a class with fewer rows than folds is a warning", async () => {
  const rare = y.map((label, row) => (row < 2 ? 9 : label))
  const said = await warningsOf(() => new GridSearchCV(bayes, grid).fit(X, rare))
  expect(said.some((line) => /smallest class has 2 rows/.test(line))).toBe(true)
})

test("an estimator that is none is an error", () => {
  assertThrows(() => new GridSearchCV(null as never, grid), "INVALID_ARGUMENT", /estimator: takes an Estimator/)
})

test("withParams that answers nothing is an error", async () => {
  const careless = Object.assign(new GaussianNB(), { withParams: () => undefined })
  const search = new GridSearchCV(careless as never, grid)
  await assertRejects(search.fit(X, y), "INVALID_ARGUMENT", /estimator.withParams\(\{ \w+ \}\): takes an Estimator/)
})

test("a scorer that answers no number ends a search, whatever errorScore says", async () => {
  for (const scoring of [() => "high" as never, { one: () => undefined as never }]) {
    for (const search of [
      new GridSearchCV(bayes, grid, { scoring, refit: false, errorScore: 0 }),
      new ParzenSearchCV(bayes, grid, { scoring, refit: false, errorScore: 0 }),
    ]) {
      await assertRejects(search.fit(X, y), "INVALID_SCORE", /a scorer answers a number, got ('high'|undefined)/)
    }
  }
})

test("a metric of probabilities says that it needs two classes", async () => {
  const search = new GridSearchCV(bayes, grid, { scoring: "roc_auc", errorScore: "raise" })
  const one = y.map(() => 1)
  await assertRejects(search.fit(X, one), "INVALID_DATA", /fitted on the class 1 alone, this metric needs two or more/)
})

test("a signal that is none is an error", async () => {
  const signal = {} as AbortSignal
  assertThrows(() => new GridSearchCV(bayes, grid, { signal }), "INVALID_ARGUMENT", /signal: takes an AbortSignal/)
  await assertRejects(new GridSearchCV(bayes, grid).fit(X, y, { signal }), "INVALID_ARGUMENT", /takes an AbortSignal/)
})
