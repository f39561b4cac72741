// Forecasts a noisy series of two rhythms by an LSTM: how far back it looks, its units and the learning rate are tuned.
// `npm start -- --full` searches longer.
import { createStudy, MedianPruner, RandomState, TPESampler } from "@parzen/core"
import { pruningCallback, tfjsObjective } from "@parzen/tfjs"
import { loadBackend } from "@parzen/tfjs-backend"
import "@parzen/tfjs/node-compat"

const isFull = process.argv.includes("--full")
const { nTrials, epochs, length } = isFull
  ? { nTrials: 60, epochs: 15, length: 2000 }
  : { nTrials: 8, epochs: 4, length: 400 }
const NOISE = 0.1
const MOST = 0.5 // of the error of saying what was seen last

const tf = await loadBackend()
const random = new RandomState(7)
const series = Float32Array.from(
  { length },
  (_, t) => Math.sin(t / 3) + 0.5 * Math.sin(t / 11) + NOISE * random.standardNormal(),
)
const nTest = Math.floor(length / 4)

/** Windows of `lookBack` values, and the value that follows each; the last `nTest` are for validation. */
function windows(lookBack: number): { x: Float32Array; y: Float32Array; n: number } {
  const n = length - lookBack
  const x = new Float32Array(n * lookBack)
  for (let i = 0; i < n; i++) x.set(series.subarray(i, i + lookBack), i * lookBack)
  return { x, y: series.subarray(lookBack), n }
}

const objective = tfjsObjective(tf, async (trial, { nextSeed }) => {
  const lookBack = trial.suggestInt("lookBack", 4, 24, { step: 4 })
  const { x, y, n } = windows(lookBack)
  const kernelInitializer = tf.initializers.glorotUniform({ seed: nextSeed() })
  const recurrentInitializer = tf.initializers.randomNormal({ stddev: 0.1, seed: nextSeed() })
  const units = trial.suggestInt("units", 8, 32, { log: true })
  const model = tf.sequential()
  model.add(tf.layers.lstm({ units, inputShape: [lookBack, 1], kernelInitializer, recurrentInitializer }))
  model.add(tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotUniform({ seed: nextSeed() }) }))
  const optimizer = tf.train.adam(trial.suggestFloat("learningRate", 1e-3, 1e-1, { log: true }))
  model.compile({ loss: "meanSquaredError", optimizer })
  const args = { epochs, batchSize: 32, validationSplit: nTest / n, shuffle: false, verbose: 0 } as const
  const callbacks = pruningCallback(trial, "val_loss", { model })
  const { history } = await model.fit(tf.tensor3d(x, [n, lookBack, 1]), tf.tensor1d(y), { ...args, callbacks })
  return history["val_loss"]?.at(-1) as number
})

const study = await createStudy({
  studyName: "forecast",
  sampler: new TPESampler({ seed: 42 }),
  pruner: new MedianPruner({ nStartupTrials: 4, nWarmupSteps: 1 }),
})
await study.optimize(objective, { nTrials })

const test = series.subarray(length - nTest - 1)
const naive = test.slice(1).reduce((sum, value, i) => sum + (value - (test[i] ?? 0)) ** 2, 0) / nTest
const share = study.bestValue / naive
console.log(
  `\nMean squared error ${study.bestValue.toFixed(4)}; of the last value ${naive.toFixed(4)}, of the noise alone ${NOISE ** 2}`,
)
console.log(
  `${share <= MOST ? "ok" : "FAILED"}: ${(100 * share).toFixed(0)} % of the naive error (at most ${100 * MOST} %)`,
)
process.exitCode = share <= MOST ? 0 : 1
