// Collaborative filtering: users and items as embeddings, whose size, regularisation and learning rate are tuned on made-up ratings.
// `npm start -- --full` takes more of everything.
import { createStudy, MedianPruner, RandomState, TPESampler } from "@parzen/core"
import { pruningCallback, tfjsObjective } from "@parzen/tfjs"
import { loadBackend } from "@parzen/tfjs-backend"
import "@parzen/tfjs/node-compat"
import type { SymbolicTensor } from "@tensorflow/tfjs"

const isFull = process.argv.includes("--full")
const { nTrials, epochs, nUsers, nItems, nRatings } = isFull
  ? { nTrials: 60, epochs: 12, nUsers: 400, nItems: 300, nRatings: 30_000 }
  : { nTrials: 12, epochs: 4, nUsers: 80, nItems: 60, nRatings: 3000 }
const MOST = 0.75 // of the error of saying the mean

// Ratings come from three hidden tastes, and a little noise.
const random = new RandomState(11)
const tastes = (n: number): Float64Array[] => Array.from({ length: n }, () => random.randn(3))
const [userTastes, itemTastes] = [tastes(nUsers), tastes(nItems)]
const users = Int32Array.from({ length: nRatings }, () => random.randint(nUsers))
const items = Int32Array.from({ length: nRatings }, () => random.randint(nItems))
const ratings = Float32Array.from({ length: nRatings }, (_, i) => {
  const [user, item] = [userTastes[users[i] ?? 0], itemTastes[items[i] ?? 0]]
  return (user?.reduce((sum, taste, k) => sum + taste * (item?.[k] ?? 0), 0) ?? 0) + 0.3 * random.standardNormal()
})

const tf = await loadBackend({ convolutions: true }) // wasm lacks the gradient of embeddings as well
const x = [tf.tensor2d(users, [nRatings, 1]), tf.tensor2d(items, [nRatings, 1])]
const y = tf.tensor1d(ratings)

const objective = tfjsObjective(tf, async (trial, { nextSeed }) => {
  const outputDim = trial.suggestInt("embedding", 2, 32, { log: true })
  const l2 = trial.suggestFloat("l2", 1e-7, 1e-2, { log: true })
  const embed = (inputDim: number): [SymbolicTensor, SymbolicTensor] => {
    const input = tf.input({ shape: [1] })
    const embeddingsInitializer = tf.initializers.randomNormal({ stddev: 0.3, seed: nextSeed() })
    const embeddingsRegularizer = tf.regularizers.l2({ l2 })
    const embedding = tf.layers.embedding({ inputDim, outputDim, embeddingsInitializer, embeddingsRegularizer })
    return [input, tf.layers.flatten().apply(embedding.apply(input)) as SymbolicTensor]
  }
  const [userInput, user] = embed(nUsers)
  const [itemInput, item] = embed(nItems)
  const outputs = tf.layers.dot({ axes: 1 }).apply([user, item]) as SymbolicTensor
  const model = tf.model({ inputs: [userInput, itemInput], outputs })
  const optimizer = tf.train.adam(trial.suggestFloat("learningRate", 1e-3, 1e-1, { log: true }))
  model.compile({ loss: "meanSquaredError", optimizer, metrics: ["mse"] })
  const args = { epochs, batchSize: 64, validationSplit: 0.2, shuffle: false, verbose: 0 } as const
  const { history } = await model.fit(x, y, { ...args, callbacks: pruningCallback(trial, "val_mse", { model }) })
  return history["val_mse"]?.at(-1) as number
})

const study = await createStudy({
  studyName: "recommender",
  sampler: new TPESampler({ seed: 42 }),
  pruner: new MedianPruner({ nStartupTrials: 4, nWarmupSteps: 1 }),
})
await study.optimize(objective, { nTrials })

const mean = ratings.reduce((sum, rating) => sum + rating) / nRatings
const ofMean = ratings.reduce((sum, rating) => sum + (rating - mean) ** 2, 0) / nRatings
const share = study.bestValue / ofMean
console.log(
  `\nMean squared error ${study.bestValue.toFixed(3)}, of the mean rating ${ofMean.toFixed(3)}: ${JSON.stringify(study.bestParams)}`,
)
console.log(`${share <= MOST ? "ok" : "FAILED"}: ${(100 * share).toFixed(0)} % of it (at most ${100 * MOST} %)`)
process.exitCode = share <= MOST ? 0 : 1
