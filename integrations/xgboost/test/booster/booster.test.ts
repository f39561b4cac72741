import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setVerbosity } from "@parzen/core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Booster, DMatrix, train } from "../../src/index.ts"
import type { XGBoostParams } from "../../src/index.ts"
import { X, y } from "../iris.ts"

const params = { objective: "multi:softprob", num_class: 3, max_depth: 3, nthread: 1 }
const data = new DMatrix(X, { label: y, featureNames: ["sepal_l", "sepal_w", "petal_l", "petal_w"] })
let folder = ""

async function trained(more: XGBoostParams = {}, numBoostRound = 4): Promise<Booster> {
  return (await train({ params: { ...params, ...more }, dtrain: data, numBoostRound })).booster
}

beforeAll(async () => {
  setVerbosity("error")
  folder = await mkdtemp(join(tmpdir(), "parzen-xgboost-"))
})

afterAll(async () => {
  data.dispose()
  await rm(folder, { recursive: true })
})

describe("Booster", () => {
  it("predicts rows of probabilities, margins, leaves and contributions that sum to the margins", async () => {
    using booster = await trained()
    const probabilities = (await booster.predict(data)) as number[][]
    expect(probabilities).toHaveLength(150)
    for (const row of probabilities) expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5)
    expect(booster.predictSync(data)).toEqual(probabilities)
    expect((booster.predictSync(data, { predLeaf: true }) as number[][])[0]).toHaveLength(3 * 4)
    const margins = booster.predictSync(data, { outputMargin: true }) as number[][]
    const contributions = booster.predictSync(data, { predContribs: true }) as number[][]
    for (const [i, row] of contributions.entries())
      for (let c = 0; c < 3; c++)
        expect(row.slice(5 * c, 5 * c + 5).reduce((a, b) => a + b)).toBeCloseTo(margins[i]?.[c] as number, 4)
  })

  it("predicts by the rounds it is told, as a slice of them does", async () => {
    using booster = await trained()
    using slice = booster.slice(0, 2)
    expect(slice.numBoostedRounds).toBe(2)
    expect(slice.predictSync(data)).toEqual(booster.predictSync(data, { iterationRange: [0, 2] }))
    expect(slice.predictSync(data)).not.toEqual(booster.predictSync(data))
    expect(() => booster.slice(3, 5)).toThrow("[3, 5)")
    expect(() => booster.predictSync(data, { iterationRange: [2, 1] })).toThrow("iterationRange")
    expect(() => booster.predictSync(data, { predLeaf: true, outputMargin: true })).toThrow("one of")
  })

  it.each(["ubj", "json"] as const)(
    "is the same after it was saved in %s, best round and names too",
    async (format) => {
      using booster = await trained()
      booster.setBest(2, 0.25)
      const path = join(folder, `model.${format}`)
      await booster.saveModel(path)
      using loaded = await Booster.load(path)
      expect(loaded.predictSync(data)).toEqual(booster.predictSync(data))
      expect([loaded.bestIteration, loaded.bestScore, loaded.featureNames]).toEqual([2, 0.25, data.featureNames])
      expect(loaded.importance("gain")).toEqual(booster.importance("gain"))
    },
  )

  it("is trained further from a model that stays as it is", async () => {
    using begun = await trained()
    const before = begun.predictSync(data)
    const { booster } = await train({ params, dtrain: data, numBoostRound: 3, xgbModel: begun })
    using whole = await trained({}, 7)
    expect(booster.numBoostedRounds).toBe(7)
    expect(booster.predictSync(data)).toEqual(whole.predictSync(data))
    expect(begun.predictSync(data)).toEqual(before)
    booster.dispose()
  })

  it("names the columns it splits by, and keeps what it is told with the model", async () => {
    using booster = await trained()
    for (const name of Object.keys(booster.importance("total_gain"))) expect(data.featureNames).toContain(name)
    expect(() => booster.importance("most" as "gain")).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
    booster.setAttr("note", "ä 漢")
    using loaded = Booster.fromBytes(booster.toBytes())
    expect([loaded.attr("note"), loaded.attr("none")]).toEqual(["ä 漢", undefined])
    expect(booster.setAttr("note", undefined).attr("note")).toBeUndefined()
  })

  it("does one thing at a time, and is gone after dispose", async () => {
    const booster = new Booster(params, [data])
    const update = booster.update(data, 0)
    expect(() => booster.updateSync(data, 1)).toThrow(expect.objectContaining({ code: "HANDLE_IN_USE" }))
    booster.dispose()
    await update
    expect(() => booster.predictSync(data)).toThrow(expect.objectContaining({ code: "HANDLE_DISPOSED" }))
    expect(() => booster.dispose()).not.toThrow()
  })
})

describe("bad input", () => {
  it.each([
    ["an unknown parameter", { max_dept: 3 }, "UNKNOWN_PARAMETER", "max_depth"],
    ["an unknown objective", { objective: "binary:logistc" }, "XGBOOST_ERROR", "binary:logistc"],
    ["an unknown metric", { eval_metric: "logless" }, "XGBOOST_ERROR", "logless"],
    ["a value out of range", { eta: -1 }, "XGBOOST_ERROR", "learning_rate"],
    ["an unknown booster", { booster: "gbforest" }, "XGBOOST_ERROR", "gbforest"],
    ["NaN", { eta: NaN }, "INVALID_ARGUMENT", "'eta'"],
    ["a function", { eta: (() => 1) as never }, "INVALID_ARGUMENT", "'eta'"],
  ])("refuses %s before the first round", async (_, more, code, text) => {
    let nRounds = 0
    const callbacks = [{ beforeRound: () => void nRounds++ }]
    const training = train({ params: { ...params, ...more }, dtrain: data, callbacks })
    await expect(training).rejects.toMatchObject({ code, message: expect.stringContaining(text) as string })
    expect(nRounds).toBe(0)
  })

  it("refuses labels that do not fit the objective in the middle of the first round, and goes on living", async () => {
    using binary = new DMatrix(X, { label: y })
    const training = train({ params: { objective: "binary:logistic", nthread: 1 }, dtrain: binary })
    await expect(training).rejects.toMatchObject({
      code: "XGBOOST_ERROR",
      message: expect.stringContaining("label") as string,
    })
    using booster = await trained()
    expect(booster.numBoostedRounds).toBe(4)
  })

  it("refuses files that are no models, be it one byte that is missing", async () => {
    using booster = await trained()
    const json = new TextDecoder().decode(booster.toBytes("json"))
    const ubj = booster.toBytes()
    const texts = [
      "",
      "{}",
      "[]",
      "no model",
      json.slice(0, -1),
      json.replace(/"left_children":\[[^\]]*\]/, '"left_children":[7]'),
    ]
    const broken = [
      ...texts.map((text) => new TextEncoder().encode(text)),
      ubj.slice(0, -1),
      ubj.slice(0, 900),
      ubj.slice(1),
    ]
    for (const bytes of broken)
      expect(() => Booster.fromBytes(bytes)).toThrow(expect.objectContaining({ code: "INVALID_MODEL" }))
    const path = join(folder, "table.csv")
    await writeFile(path, "a,b\n1,2\n")
    await expect(Booster.load(path)).rejects.toMatchObject({ code: "INVALID_MODEL" })
    await expect(Booster.load(join(folder, "none.ubj"))).rejects.toMatchObject({ code: "ENOENT" })
  })

  it("refuses models whose categories or leaves do not hang together with their nodes", async () => {
    const rows = X.map((_, i) => [i % 9, i % 5])
    using categories = new DMatrix(rows, { label: y, featureTypes: ["c", "c"] })
    using targets = new DMatrix(rows, { label: y.map((code) => [code, 1 - code]) })
    const textOf = async (dtrain: DMatrix, more: XGBoostParams): Promise<string> => {
      const own = { objective: "reg:squarederror", max_depth: 3, nthread: 1, ...more }
      const { booster } = await train({ params: own, dtrain, numBoostRound: 2 })
      const text = new TextDecoder().decode(booster.toBytes("json"))
      booster.dispose()
      return text
    }
    const byCategory = await textOf(categories, { max_cat_to_onehot: 1 })
    const byTarget = await textOf(targets, { multi_strategy: "multi_output_tree" })
    const edits: [string, RegExp, string][] = [
      [byCategory, /"categories_nodes":\[[^\]]+\]/, '"categories_nodes":[]'],
      [byCategory, /"split_type":\[1/, '"split_type":[0'],
      [byCategory, /"split_type"/, '"wplit_type"'],
      [byCategory, /"categories":\[\d+/, '"categories":[-7'],
      [byTarget, /"leaf_weights":\[[^\]]+\]/, '"leaf_weights":[1E0]'],
      [byTarget, /"leaf_weights"/, '"leaf_wights"'],
    ]
    for (const text of [byCategory, byTarget]) Booster.fromBytes(new TextEncoder().encode(text)).dispose()
    for (const [text, from, to] of edits) {
      const edited = text.replace(from, to)
      expect(edited).not.toBe(text)
      expect(() => Booster.fromBytes(new TextEncoder().encode(edited))).toThrow(
        expect.objectContaining({ code: "INVALID_MODEL" }),
      )
    }
  })

  it("refuses names and values of attributes that are no texts", async () => {
    using booster = await trained()
    const refused = expect.objectContaining({ code: "INVALID_ARGUMENT" }) as Error
    expect(() => booster.setAttr("rounds", 5 as never)).toThrow(refused)
    expect(() => booster.setAttr(7 as never, "x")).toThrow(refused)
    expect(() => booster.setAttr("rounds", "x\0y")).toThrow(refused)
    expect(() => booster.attr(7 as never)).toThrow(refused)
  })

  it("frees what a function of one's own disposes of when the call has ended", async () => {
    const booster = await trained()
    const matrix = new DMatrix(X, { label: y })
    const metric = (): { name: string; value: number } => {
      booster.dispose()
      matrix.dispose()
      return { name: "one", value: 1 }
    }
    const evaluations = booster.evaluateSync([[matrix, "a"], [data, "b"]], 0, { metric }) // prettier-ignore
    expect(evaluations.filter(({ metric }) => metric === "one")).toHaveLength(2)
    expect(() => booster.predictSync(data)).toThrow(expect.objectContaining({ code: "HANDLE_DISPOSED" }))
    expect(() => matrix.label).toThrow(expect.objectContaining({ code: "HANDLE_DISPOSED" }))
  })

  it("refuses rows of other columns, and other names of them", async () => {
    using booster = await trained()
    using narrow = new DMatrix(X.map((row) => row.slice(1)))
    using renamed = new DMatrix(X, { featureNames: ["a", "b", "c", "d"] })
    expect(() => booster.predictSync(narrow)).toThrow("data has 3 columns, the model was trained on 4")
    await expect(booster.predict(renamed)).rejects.toMatchObject({ code: "INVALID_DATA" })
    expect(() => booster.predictSync(X as never)).toThrow("takes a DMatrix")
  })
})
