// Runs the study beside the page, on the graphics card where the browser lets a worker have it, else on WebAssembly.
import { createStudy, MedianPruner, RandomState, TPESampler } from "@parzen/core"
import { pruningCallback, tfjsObjective } from "@parzen/tfjs"
import * as tf from "@tensorflow/tfjs"
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm"
import type { TrialMessage } from "./trial-message.ts"

const N_POINTS = 320
const EPOCHS = 10
const nTrials = Number(new URLSearchParams(location.search).get("trials") ?? 30)

setWasmPaths("./")
if (!(await tf.setBackend("webgl").catch(() => false))) await tf.setBackend("wasm")
await tf.ready()

const random = new RandomState(1)
const points = Array.from({ length: N_POINTS }, (_, i) => {
  const radius = random.uniform(0.5, 3)
  const angle = 3 * radius + Math.PI * (i % 2)
  const noise = () => 0.1 * random.standardNormal()
  return [radius * Math.cos(angle) + noise(), radius * Math.sin(angle) + noise()]
})
const x = tf.tensor2d(points)
const y = tf.tensor1d(points.map((_, i) => i % 2))

const objective = tfjsObjective(tf, async (trial, { nextSeed }) => {
  const model = tf.sequential()
  const nLayers = trial.suggestInt("nLayers", 1, 3)
  for (let i = 0; i < nLayers; i++) {
    const units = trial.suggestInt(`units${i}`, 4, 64, { log: true })
    const kernelInitializer = tf.initializers.heNormal({ seed: nextSeed() })
    model.add(tf.layers.dense({ units, activation: "relu", kernelInitializer, ...(i === 0 && { inputShape: [2] }) }))
  }
  const kernelInitializer = tf.initializers.glorotUniform({ seed: nextSeed() })
  model.add(tf.layers.dense({ units: 1, activation: "sigmoid", kernelInitializer }))
  const optimizer = tf.train.adam(trial.suggestFloat("learningRate", 1e-3, 0.3, { log: true }))
  model.compile({ loss: "binaryCrossentropy", optimizer, metrics: ["accuracy"] })
  const callbacks = pruningCallback(trial, "val_acc", { model })
  const args = { epochs: EPOCHS, batchSize: 32, validationSplit: 0.3, shuffle: false, verbose: 0 } as const
  const { history } = await model.fit(x, y, { ...args, callbacks })
  return history["val_acc"]?.at(-1) as number
})

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's messages have none
const tell = (message: TrialMessage): void => self.postMessage(message)
const study = await createStudy({
  direction: "maximize",
  sampler: new TPESampler({ seed: 42 }),
  pruner: new MedianPruner({ nWarmupSteps: 3 }),
})
await study.optimize(objective, {
  nTrials,
  callbacks: [
    (_study, { number, state, value }) =>
      tell({ kind: "trial", number, state, error: value === undefined ? undefined : 1 - value }),
  ],
})
tell({ kind: "end", backend: tf.getBackend(), error: 1 - study.bestValue, params: study.bestParams })
