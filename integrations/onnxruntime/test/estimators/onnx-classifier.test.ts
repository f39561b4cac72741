import { assertRejects, assertThrows, warningsOf } from "@parzen/core/testing"
import type { Data } from "@parzen/model-selection"
import { checkScoring, crossValScore, crossValidate, getScorer } from "@parzen/model-selection"
import * as fc from "fast-check"
import { Matrix } from "ml-matrix"
import { describe, expect, it } from "vitest"
import { OnnxClassifier } from "../../src/index.ts"
import { countedRuntime } from "../counted-runtime.ts"
import { hasRuntime } from "../has-runtime.ts"
import { irisModel, logitsOf, lookup, names, NAMES, nearest, unary, X, y } from "../models.ts"

const share = nearest.filter((kind, i) => kind === y[i]).length / y.length

describe.skipIf(!hasRuntime)("OnnxClassifier", () => {
  it("predicts the class of the greatest probability", async () => {
    const classifier = new OnnxClassifier(irisModel())
    expect(await classifier.predict(X)).toEqual(nearest)
    expect(classifier.classes).toEqual([0, 1, 2])
    await classifier.dispose()
  })

  it("says the labels that the model says: numbers or names", async () => {
    const named = new OnnxClassifier<string>(irisModel({ outputs: ["name", "probabilities"] }), { classes: [...NAMES] })
    expect(await named.predict(X)).toEqual(nearest.map((kind) => NAMES[kind]))
    const numbered = new OnnxClassifier(irisModel({ outputs: ["label", "probabilities"] }))
    expect(await numbered.predict(X)).toEqual(nearest)
    await Promise.all([named.dispose(), numbered.dispose()])
  })

  it("gives classes their names where the model knows numbers only", async () => {
    const classifier = new OnnxClassifier<string>(irisModel(), { classes: [...NAMES] })
    expect(await classifier.predict(X)).toEqual(nearest.map((kind) => NAMES[kind]))
    await classifier.dispose()
  })

  it("makes the same probabilities of logits as the model's own softmax", async () => {
    const softmax = new OnnxClassifier(irisModel())
    const logits = new OnnxClassifier(irisModel({ outputs: ["logits"] }), { fromLogits: true })
    const [own, ours] = [await softmax.predictProba(X), await logits.predictProba(X)]
    for (const [i, row] of own.entries()) for (const [k, p] of row.entries()) expect(ours[i]?.[k]).toBeCloseTo(p, 5)
    await assertRejects(
      () => logits.withParams({ fromLogits: false }).predict(X),
      "INVALID_OUTPUT",
      /'logits' has [-\d.]+, no probability: of logits give fromLogits/,
    )
    await Promise.all([softmax.dispose(), logits.dispose()])
  })

  it("takes a single column for the second class, with and without the sigmoid", async () => {
    const sigmoid = new OnnxClassifier(unary("Sigmoid"))
    const logits = new OnnxClassifier(unary("Identity"), { fromLogits: true })
    const rows = [[-2], [0.5], [3]]
    for (const classifier of [sigmoid, logits]) {
      const proba = await classifier.predictProba(rows)
      for (const [i, [value = 0]] of rows.entries()) expect(proba[i]?.[1]).toBeCloseTo(1 / (1 + Math.exp(-value)), 6)
      expect(await classifier.predict(rows)).toEqual([0, 1, 1])
      await classifier.dispose()
    }
  })

  it("answers alike for every batch size, fixed ones too, and for every kind of table", async () => {
    const expected = await new OnnxClassifier(irisModel()).predictProba(X)
    const dense = { data: Float32Array.from(X.flat()), shape: [150, 4] }
    for (const data of [new Matrix(X), dense, X.map((row) => Float64Array.from(row))]) {
      const classifier = new OnnxClassifier(irisModel())
      expect(await classifier.predictProba(data)).toEqual(expected)
      await classifier.dispose()
    }
    const counts = fc.record({ rows: fc.integer({ min: 1, max: 150 }), batch: fc.integer({ min: 1, max: 160 }) })
    const alike = fc.asyncProperty(counts, fc.boolean(), async ({ rows, batch }, fixed) => {
      const model = irisModel(fixed ? { rows: batch } : {})
      const classifier = new OnnxClassifier(model, { batchSize: batch })
      const proba = await classifier.predictProba(X.slice(0, rows))
      await classifier.dispose()
      expect(proba).toHaveLength(rows)
      for (const [i, row] of proba.entries())
        for (const [k, p] of row.entries()) expect(p).toBeCloseTo(expected[i]?.[k] ?? NaN, 5)
    })
    await fc.assert(alike, { numRuns: 25 })
  })

  it("goes into scorers and cross-validation, which leave the model as it is", async () => {
    const { ort, sessions } = await countedRuntime()
    const classifier = new OnnxClassifier(irisModel({ outputs: ["label", "probabilities"] }), { ort })
    expect(await getScorer<Data, number>("accuracy")(classifier, X, y)).toBe(share)
    const warnings = await warningsOf(() => getScorer<Data, number>("neg_log_loss")(classifier, X, y))
    expect(warnings).toEqual([]) // though float32 probabilities do not quite sum to 1
    const score = checkScoring<Data, number>(["accuracy", "neg_log_loss", "roc_auc_ovr"])
    const scores = await score(classifier, X, y)
    const logLoss = y.reduce((sum, kind, i) => {
      const logits = logitsOf(X[i] as number[])
      const greatest = Math.max(...logits)
      const total = logits.reduce((total, logit) => total + Math.exp(logit - greatest), 0)
      return sum + (logits[kind] as number) - greatest - Math.log(total)
    }, 0)
    expect(scores["neg_log_loss"]).toBeCloseTo(logLoss / y.length, 5)
    expect(scores["roc_auc_ovr"]).toBeGreaterThan(0.9)
    const folds = await crossValScore(classifier, X, y, { cv: 5 })
    expect(folds.reduce((sum, fold) => sum + fold, 0) / 5).toBeCloseTo(share, 12)
    await classifier.dispose()
    await crossValidate(classifier, X, y, { cv: 3 })
    expect(sessions.made).toBeLessThan(20)
  })

  it("predicts names with string labels for scorers", async () => {
    const classifier = new OnnxClassifier<string>(irisModel({ outputs: ["name", "probabilities"] }), {
      classes: [...NAMES],
    })
    expect(await getScorer<Data, string>("accuracy")(classifier, X, names)).toBe(share)
    expect(await getScorer<Data, string>("neg_log_loss")(classifier, X, names)).toBeLessThan(0)
    await classifier.dispose()
  })

  it("makes one session, releases it, and makes another when it is needed again", async () => {
    const { ort, sessions } = await countedRuntime()
    const classifier = new OnnxClassifier(irisModel(), { ort })
    await Promise.all([classifier.predict(X), classifier.predictProba(X)])
    expect(sessions).toEqual({ open: 1, made: 1, atOnce: 1 })
    await classifier.dispose()
    await classifier.dispose()
    expect(sessions.open).toBe(0)
    expect(await classifier.predict(X)).toEqual(nearest)
    await classifier.dispose()
    expect(sessions).toMatchObject({ open: 0, made: 2 })
  })

  it("fits rows of a table into the shape that the model takes", async () => {
    const flat = unary("Sigmoid", 4)
    const classifier = new OnnxClassifier(flat)
    expect(await classifier.predictProba({ data: Float32Array.from([1, 2, 3, 4]), shape: [1, 4] })).toHaveLength(1)
    await classifier.dispose()
  })
})

describe.skipIf(!hasRuntime)("OnnxClassifier refuses", () => {
  it("maps in place of probabilities, with what to do about them, but takes the labels beside them", async () => {
    const classifier = new OnnxClassifier(irisModel({ outputs: ["label", "map"] }))
    expect(await classifier.predict(X)).toEqual(nearest)
    await assertRejects(
      () => classifier.predictProba(X),
      "INVALID_OUTPUT",
      /'map' is a map for each row .*'zipmap': False/,
    )
    const named = classifier.withParams({ probabilities: "map" })
    await assertRejects(() => named.predictProba(X), "INVALID_OUTPUT", /'map' is a map/)
    await Promise.all([classifier.dispose(), named.dispose()])
  })

  it("outputs that are not there, or several that could be meant", async () => {
    const several = irisModel({ outputs: ["logits", "probabilities", "label", "name"] })
    const refused = async (params: object, message: RegExp): Promise<void> => {
      const classifier = new OnnxClassifier(several, params)
      await assertRejects(() => classifier.predictProba(X), "INVALID_OUTPUT", message)
      await classifier.dispose()
    }
    await refused({}, /probabilities: name one of the outputs logits \(float32\), probabilities/)
    await refused({ probabilities: "proba" }, /no output 'proba', only logits/)
    await refused(
      { probabilities: "probabilities" },
      /labels: name one of the outputs label \(int64\), name \(string\)/,
    )
    const chosen = new OnnxClassifier(several, { probabilities: "probabilities", labels: "label" })
    expect(await chosen.predict(X)).toEqual(nearest)
    await chosen.dispose()
  })

  it("rows that do not fit, no rows and NaN, and stays usable", async () => {
    const classifier = new OnnxClassifier(irisModel())
    await assertRejects(() => classifier.predict([[1, 2]]), "INVALID_DATA", /'x' takes \[n, 4\], a row of X is \[2\]/)
    await assertRejects(() => classifier.predict([]), "INVALID_DATA", /no rows/)
    await assertRejects(() => classifier.predict([[1, 2, 3, NaN]]), "INVALID_DATA", /NaN/)
    await assertRejects(() => classifier.predict([[1, 2, 3, 4], [1]]), "INVALID_DATA", /row 1/)
    await assertRejects(() => classifier.predict("flowers" as never), "INVALID_DATA", /X: takes/)
    expect(await classifier.predict(X)).toEqual(nearest)
    await classifier.dispose()
  })

  it("probabilities that are NaN, and lets NaN in where it is allowed", async () => {
    const classifier = new OnnxClassifier(unary("Sigmoid", 2), { allowNaN: true })
    await assertRejects(
      () =>
        classifier.predict([
          [1, 2],
          [NaN, 1],
        ]),
      "INVALID_OUTPUT",
      /'y' is NaN in row 1/,
    )
    await classifier.dispose()
  })

  it("classes of another number, and labels that are no numbers from 0", async () => {
    const two = new OnnxClassifier<string>(irisModel(), { classes: ["a", "b"] })
    await assertRejects(() => two.predict(X), "INVALID_OUTPUT", /2 are given, the model says 3/)
    const named = new OnnxClassifier(irisModel({ outputs: ["name", "probabilities"] }))
    await assertRejects(() => named.predictProba(X), "INVALID_OUTPUT", /says "setosa", not 0 to 2: give its 3 classes/)
    await Promise.all([two.dispose(), named.dispose()])
  })

  it("parameters that there are not, and models that are none", async () => {
    assertThrows(() => new OnnxClassifier(irisModel(), { batch: 5 } as never), "INVALID_ARGUMENT", /'batch': is none/)
    assertThrows(() => new OnnxClassifier(irisModel(), { batchSize: 0 }), "INVALID_ARGUMENT", /'batchSize'/)
    assertThrows(() => new OnnxClassifier(irisModel(), { classes: ["a"] }), "INVALID_ARGUMENT", /two labels/)
    assertThrows(() => new OnnxClassifier(null as never), "INVALID_ARGUMENT", /model: takes/)
    const none = new OnnxClassifier(new Uint8Array(9))
    await assertRejects(() => none.predict(X), "MODEL_NOT_LOADED", /9 bytes/)
    await none.dispose()
  })

  it("a model that fails in the middle with ONNX Runtime's own words", async () => {
    const classifier = new OnnxClassifier(lookup, { batchSize: 2 })
    await assertRejects(() => classifier.predictProba([[0], [0], [7]]), "MODEL_RUN_FAILED", /out of data bounds/)
    await classifier.dispose()
  })
})
