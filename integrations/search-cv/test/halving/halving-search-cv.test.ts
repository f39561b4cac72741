import { RandomState } from "@parzen/core"
import { assertRejects, assertThrows } from "@parzen/core/testing"
import { KFold, loguniform } from "@parzen/model-selection"
import { describe, expect, test } from "vitest"
import { HalvingGridSearchCV, HalvingRandomSearchCV } from "../../src/index.ts"
import { scheduleOf } from "../../src/halving/halving-schedule.ts"
import { GaussianNB } from "../gaussian-nb.ts"
import { golden } from "../golden.ts"
import { Shelf } from "../shelf.ts"

const { X, y } = golden
const bayes = new GaussianNB()
const grid = { var_smoothing: [1e-9, 1e-3, 0.1, 1, 10] }

describe("the schedule", () => {
  const options = { resource: "n_samples", maxResources: "auto", randomState: undefined } as const

  // As scikit-learn 1.9.1 prints it.
  test.each([
    [
      [15, 3, "exhaust", 4, 150, false],
      [3, 3, [16, 48, 144]],
    ],
    [
      [15, 3, "smallest", 4, 150, false],
      [3, 4, [4, 12, 36]],
    ],
    [
      [6, 2, 20, 20, 150, false],
      [3, 3, [20, 40, 80]],
    ],
    [
      [6, 2, 20, 20, 40, true],
      [3, 2, [20, 20, 40]],
    ],
    [
      [6, 2, 20, 20, 40, false],
      [3, 2, [20, 40]],
    ],
    [
      [100, 3, "exhaust", 4, 150, false],
      [5, 4, [4, 12, 36, 108]],
    ],
    [
      [243, 3, "exhaust", 4, 1000, false],
      [5, 5, [12, 36, 108, 324, 972]],
    ],
    [
      [243, 3, "smallest", 4, 150, true],
      [5, 4, [4, 4, 12, 36, 108]],
    ],
    [
      [50, 2.5, "exhaust", 4, 150, false],
      [5, 4, [4, 10, 25, 62]],
    ],
    [
      [1, 3, "exhaust", 4, 150, false],
      [1, 1, [150]],
    ],
    [
      [8, 2, "exhaust", 4, 150, false],
      [4, 4, [18, 36, 72, 144]],
    ],
    [
      [27, 3, 5, 5, 150, false],
      [4, 4, [5, 15, 45, 135]],
    ],
  ] as const)("of %j is %j", ([nCandidates, factor, minResources, least, max, aggressiveElimination], wanted) => {
    const all = { ...options, factor, minResources, aggressiveElimination }
    const { nRequired, nPossible, nResources } = scheduleOf({ min: least, max }, nCandidates, all)
    expect([nRequired, nPossible, nResources]).toEqual(wanted)
  })
})

describe("what halving refuses", () => {
  const cases: readonly (readonly [string, object, RegExp])[] = [
    ["a factor of 1", { factor: 1 }, /factor: takes a number above 1/],
    ["several metrics", { scoring: ["accuracy"] }, /scoring: takes one metric/],
    ["a refit that is no boolean", { refit: "accuracy" }, /refit: takes true or false/],
    ["no resources", { minResources: 0 }, /minResources: takes/],
    ["an unknown word for the most", { maxResources: "all" }, /maxResources: takes/],
    [
      "all rows of a resource that does not count rows",
      { resource: "var_smoothing" },
      /maxResources: 'auto' is for 'n_samples'/,
    ],
  ]
  test.each(cases)("%s", (_, options, message) => {
    assertThrows(() => new HalvingGridSearchCV(bayes, grid, options), "INVALID_ARGUMENT", message)
  })

  test("to exhaust resources and candidates at once", () => {
    assertThrows(
      () => new HalvingRandomSearchCV(bayes, grid, { minResources: "exhaust" }),
      "INVALID_ARGUMENT",
      /not both/,
    )
  })

  test("splits that come out differently each time", async () => {
    for (const randomState of [undefined, new RandomState(1)]) {
      const cv = new KFold({ nSplits: 3, shuffle: true, randomState })
      await assertRejects(
        new HalvingGridSearchCV(bayes, grid, { cv }).fit(X, y),
        "INVALID_ARGUMENT",
        /cv: halving needs the same splits/,
      )
    }
  })

  test("a resource that is searched too, and one that the estimator does not know", async () => {
    const search = new HalvingGridSearchCV(
      new Shelf({ value: 1 }),
      { value: [1, 2] },
      { resource: "value", maxResources: 9 },
    )
    await assertRejects(search.fit(X, y), "INVALID_ARGUMENT", /resource: 'value' is searched too/)
    const other = new HalvingGridSearchCV(bayes, grid, { resource: "trees", maxResources: 9 })
    await assertRejects(other.fit(X, y), "UNKNOWN_PARAM", /trees/)
  })

  test("less than it needs", async () => {
    const search = new HalvingGridSearchCV(bayes, grid, { maxResources: 10 })
    await assertRejects(search.fit(X, y), "INVALID_ARGUMENT", /minResources: 30 is above maxResources, 10/)
  })

  test("one function that answers several metrics", async () => {
    const scoring = (() => ({ a: 1, b: 2 })) as never
    await assertRejects(new HalvingGridSearchCV(bayes, grid, { scoring }).fit(X, y), "INVALID_ARGUMENT", /one/)
  })
})

describe("halving", () => {
  test("grows a parameter, which is in the candidates", async () => {
    const options = { resource: "var_smoothing", maxResources: 9, cv: 3 } as const
    const search = await new HalvingGridSearchCV(
      bayes,
      { priors: [null, [0.2, 0.3, 0.5], [0.6, 0.2, 0.2]] },
      options,
    ).fit(X, y)
    expect(search.nResources).toEqual([3, 9])
    expect(search.cvResults["param_var_smoothing"]).toEqual([3, 3, 3, 9])
    expect(search.cvResults.n_resources).toEqual([3, 3, 3, 9])
    expect(search.bestParams["var_smoothing"]).toBe(9)
  })

  test("takes the best candidate of the last iteration, even if an earlier one scored more", async () => {
    const scores = new Map([
      [1, 0.1],
      [2, 0.2],
      [3, 0.3],
    ])
    let fits = 0
    const scoring = (shelf: { readonly params: object }): number => {
      fits++
      return (scores.get((shelf.params as { value: number }).value) ?? 0) - (fits > 6 ? 1 : 0)
    }
    const options = { scoring, cv: 2, minResources: 30, returnTrainScore: false } as const
    const search = await new HalvingGridSearchCV(new Shelf({ value: 0 }), { value: [1, 2, 3] }, options).fit(X, y)
    expect(search.cvResults.iter).toEqual([0, 0, 0, 1])
    expect(search.bestIndex).toBe(3)
    expect(search.bestScore).toBeCloseTo(-0.7, 12)
    expect(search.nRemainingCandidates).toBe(1)
  })

  test("lets no candidate go on whose score is NaN while there are others", async () => {
    const values = [NaN, 5, NaN, 1, 2, 3, NaN, 4, 0]
    const search = await new HalvingGridSearchCV(
      new Shelf({ value: 0 }),
      { value: values },
      { cv: 2, minResources: 10 },
    ).fit(X, y)
    expect(search.cvResults["param_value"]?.slice(9)).toEqual([3, 4, 5, 5])
    expect(search.bestParams).toEqual({ value: 5 })
  })

  test("draws the same with the same seed", async () => {
    const run = async (randomState: number): Promise<unknown> => {
      const search = new HalvingRandomSearchCV(bayes, { var_smoothing: loguniform(1e-9, 1) }, { randomState, cv: 3 })
      const { cvResults } = await search.fit(X, y)
      return [cvResults.params, cvResults["mean_test_score"]]
    }
    expect(await run(1)).toEqual(await run(1))
    expect(await run(1)).not.toEqual(await run(2))
  })
})
