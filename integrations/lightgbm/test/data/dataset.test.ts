import { beforeAll, describe, expect, it } from "vitest"
import { setVerbosity } from "@parzen/core"
import { Booster, Dataset, train } from "../../src/index.ts"
import { at, table } from "../table.ts"

const X = table(200, 4, 99, true)
const label = X.map((_, i) => Number(at(X, i, 0) > 60))
const params = { objective: "binary", num_threads: 1, verbosity: -1, force_col_wise: true, deterministic: true }

beforeAll(() => setVerbosity("error"))

async function predictions(trainSet: Dataset, more: object = {}): Promise<unknown> {
  const { booster } = await train({ params: { ...params, ...more }, trainSet, numBoostRound: 3 })
  const answer = booster.predictSync(X)
  booster.dispose()
  return answer
}

describe("Dataset", () => {
  it("takes rows, typed arrays and one flat array alike", async () => {
    const expected = await predictions(new Dataset(X, { label }))
    const flat = Float64Array.from(X.flat())
    expect(
      await predictions(
        new Dataset(
          X.map((row) => Float64Array.from(row)),
          { label },
        ),
      ),
    ).toEqual(expected)
    expect(await predictions(new Dataset({ data: flat, rows: 200, columns: 4 }, { label }))).toEqual(expected)
    expect(await predictions(new Dataset({ data: flat, shape: [200, 4] }, { label }))).toEqual(expected)
    // Eighths have the same value in 32 bits.
    expect(await predictions(new Dataset({ data: Float32Array.from(flat), rows: 200, columns: 4 }, { label }))).toEqual(
      expected,
    )
  })

  it("is binned when it is first used, with the parameters of that training", async () => {
    using trainSet = new Dataset(X, { label, params: { max_bin: 7 } })
    expect(trainSet.isConstructed).toBe(false)
    await trainSet.construct({ min_data_in_bin: 2 })
    expect(trainSet.isConstructed).toBe(true)
    expect(trainSet.resolvedParams).toMatchObject({ max_bin: 7, min_data_in_bin: 2 })
    using booster = await Booster.create(params, trainSet)
    expect(booster.params).toMatchObject({ max_bin: 7, min_data_in_bin: 2 })
  })

  it("refuses other bins later, or is binned once more with freeRawData: false", async () => {
    using trainSet = new Dataset(X, { label }).constructSync({ max_bin: 31, ...params })
    await expect(predictions(trainSet, { max_bin: 15 })).rejects.toMatchObject({
      code: "LIGHTGBM_ERROR",
      message: expect.stringMatching(/max_bin.*freeRawData: false/) as string,
    })
    using kept = new Dataset(X, { label, freeRawData: false }).constructSync({ max_bin: 31, ...params })
    expect(await predictions(kept, { max_bin: 15 })).toEqual(
      await predictions(new Dataset(X, { label }), { max_bin: 15 }),
    )
  })

  it("lets min_data_in_leaf vary on the same bins with feature_pre_filter: false, and only then", async () => {
    using filtered = new Dataset(X, { label }).constructSync({ ...params, min_data_in_leaf: 50 })
    await expect(predictions(filtered, { min_data_in_leaf: 5 })).rejects.toThrow("feature_pre_filter")
    using all = new Dataset(X, { label }).constructSync({ ...params, min_data_in_leaf: 50, feature_pre_filter: false })
    expect(await predictions(all, { min_data_in_leaf: 5, feature_pre_filter: false })).toEqual(
      await predictions(new Dataset(X, { label }), { min_data_in_leaf: 5, feature_pre_filter: false }),
    )
  })

  it("is binned once by trainings that begin at the same time", async () => {
    using trainSet = new Dataset(X, { label })
    const [first, second] = await Promise.all([predictions(trainSet), predictions(trainSet)])
    expect(first).toEqual(second)
  })

  it("answers labels, weights and queries; those of a part once it is binned", () => {
    const weight = label.map((_, i) => 1 + (i % 4))
    using whole = new Dataset(X, { label, weight, group: [50, 100, 50] })
    expect(whole.label).toEqual(Float32Array.from(label))
    using part = whole.subset([199, 0, 1, 60]).constructSync()
    expect([part.numData, part.numFeature, part.reference]).toEqual([4, 4, whole])
    expect(part.label).toEqual(
      Float32Array.of(label[0] as number, label[1] as number, label[60] as number, label[199] as number),
    )
    expect(part.weight).toEqual(Float32Array.of(1, 2, 1, 4))
    expect(part.group).toEqual(Int32Array.of(2, 1, 1))
    expect(whole.initScore).toBeUndefined()
  })

  it("starts from initScore", async () => {
    using trainSet = new Dataset(X, { label, initScore: label.map((y) => (y === 1 ? 9 : -9)) })
    using booster = Booster.createSync({ ...params, metric: "binary_logloss" }, trainSet)
    expect(booster.evalTrainSync()[0]?.value).toBeLessThan(0.001)
  })

  it("keeps names of columns, and categories by name", () => {
    const featureName = ["width", "height", "depth", "kind"]
    using trainSet = new Dataset(X, { label, featureName, categoricalFeature: ["kind", 3] })
    using booster = Booster.createSync(params, trainSet)
    expect(booster.featureName).toEqual(featureName)
    expect(booster.params["categorical_feature"]).toEqual([3])
  })

  it("stays in memory as long as a booster needs it", async () => {
    const trainSet = new Dataset(X, { label })
    using booster = await Booster.create(params, trainSet)
    trainSet.dispose()
    trainSet.dispose()
    await booster.update()
    expect(booster.currentIteration).toBe(1)
    await expect(Booster.create(params, trainSet)).rejects.toMatchObject({ code: "HANDLE_DISPOSED" })
  })

  it("can be disposed of while it is binned", async () => {
    const trainSet = new Dataset(X, { label })
    const binning = trainSet.construct()
    expect(() => trainSet.constructSync()).toThrow(expect.objectContaining({ code: "HANDLE_IN_USE" }) as Error)
    trainSet.dispose()
    await expect(binning).rejects.toMatchObject({ code: "HANDLE_DISPOSED" })
  })

  it.each([
    ["rows of different lengths", () => new Dataset([[1, 2], [3]], { label: [0, 1] }), "row 1"],
    ["no rows", () => new Dataset([], { label: [] }), "rows"],
    ["text", () => new Dataset([[1], ["2"]] as unknown as number[][], { label: [0, 1] }), "row 1, column 0"],
    ["a shape that does not fit", () => new Dataset({ data: new Float64Array(5), rows: 2, columns: 3 }), "2 x 3"],
    ["NaN labels", () => new Dataset([[1], [2]], { label: [0, NaN] }), "label: takes finite numbers, row 1 is NaN"],
    ["too few labels", () => new Dataset([[1], [2]], { label: [0] }), "label: has 1 values for 2 rows"],
    ["infinite weights", () => new Dataset([[1], [2]], { weight: [1, Infinity] }), "weight"],
    ["negative weights", () => new Dataset([[1], [2]], { weight: [1, -1] }), "from 0"],
    ["queries of other rows", () => new Dataset([[1], [2]], { group: [1, 2] }), "sum to 3"],
    ["half a query", () => new Dataset([[1], [2]], { group: [0.5, 1.5] }), "integers"],
    ["initial scores of other rows", () => new Dataset([[1], [2]], { initScore: [1, 2, 3] }), "initScore"],
    ["a NaN initial score", () => new Dataset([[1], [2]], { initScore: [1, NaN] }), "initScore"],
    ["positions of other rows", () => new Dataset([[1], [2]], { position: [1] }), "position"],
    ["too few names", () => new Dataset([[1, 2]], { featureName: ["a"] }), "2 names"],
    ["names that occur twice", () => new Dataset([[1, 2]], { featureName: ["a", "a"] }), "column 1 has 'a'"],
    ["names with JSON's signs", () => new Dataset([[1, 2]], { featureName: ["a", '"b"'] }), "column 1"],
    ["categories of no column", () => new Dataset([[1, 2]], { categoricalFeature: [2] }), "from 0 to 1"],
    ["a reference that is none", () => new Dataset([[1]], { reference: {} as Dataset }), "takes a Dataset"],
    ["a reference of other columns", () => new Dataset([[1]], { reference: new Dataset([[1, 2]]) }), "2"],
    ["rows of a part that are not there", () => new Dataset([[1], [2]]).subset([0, 2]), "below 2, got 2"],
    ["the same row twice in a part", () => new Dataset([[1], [2]]).subset([0, 0]), "got 0"],
    ["an empty part", () => new Dataset([[1], [2]]).subset([]), "got none"],
    ["no labels where they are needed", () => new Dataset([[1], [2]]).constructSync(), "label"],
  ])("refuses %s", (_, make, message) => {
    expect(make).toThrow(
      expect.objectContaining({ code: "INVALID_DATA", message: expect.stringContaining(message) as string }) as Error,
    )
  })
})
