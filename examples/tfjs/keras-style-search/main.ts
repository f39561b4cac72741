// GridSearchCV, RandomizedSearchCV and ParzenSearchCV side by side over one network, three folds each: the learning rate and dropout.
// Between seeds the accuracies differ by about 0.01. `npm start -- --full` takes more digits and epochs.
import { float, MedianPruner, setVerbosity, TPESampler } from "@parzen/core"
import { loadDigits, PIXELS } from "@parzen/example-data/digits"
import type { DenseArray } from "@parzen/model-selection"
import { StratifiedKFold, uniform } from "@parzen/model-selection"
import { GridSearchCV, ParzenSearchCV, RandomizedSearchCV } from "@parzen/search-cv"
import type { BuildContext } from "@parzen/tfjs"
import { TfjsClassifier } from "@parzen/tfjs"
import { loadBackend } from "@parzen/tfjs-backend"
import "@parzen/tfjs/node-compat"
import type { LayersModel } from "@tensorflow/tfjs"

const isFull = process.argv.includes("--full")
const { nRows, epochs, least } = isFull
  ? { nRows: 3000, epochs: 8, least: 0.9 }
  : { nRows: 450, epochs: 4, least: 0.75 }

setVerbosity("warning")
const tf = await loadBackend()
const { images, labels } = loadDigits()
const X: DenseArray = { data: images.subarray(0, nRows * PIXELS), shape: [nRows, PIXELS] }
const y = labels.subarray(0, nRows)

interface Hyper {
  readonly learningRate: number
  readonly dropout: number
}

function build({ learningRate, dropout }: Hyper, { inputShape, outputs, nextSeed }: BuildContext): LayersModel {
  const kernel = () => ({ kernelInitializer: tf.initializers.glorotUniform({ seed: nextSeed() }) })
  const model = tf.sequential()
  model.add(tf.layers.dense({ units: 64, activation: "relu", inputShape, ...kernel() }))
  model.add(tf.layers.dropout({ rate: dropout, seed: nextSeed() }))
  model.add(tf.layers.dense({ units: outputs, activation: "softmax", ...kernel() }))
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: tf.train.adam(learningRate) })
  return model
}

const network = new TfjsClassifier<Hyper, number>(tf, build, { learningRate: 0.01, dropout: 0.3, epochs })
const cv = new StratifiedKFold({ nSplits: 3, shuffle: true, randomState: 0 })
const searches = {
  GridSearchCV: new GridSearchCV(network, { learningRate: [0.001, 0.01, 0.1], dropout: [0.2, 0.3, 0.4] }, { cv }),
  RandomizedSearchCV: new RandomizedSearchCV(
    network,
    { learningRate: uniform(0.001, 0.1), dropout: uniform(0.2, 0.4) },
    { cv, nIter: 10, randomState: 0 },
  ),
  ParzenSearchCV: new ParzenSearchCV(
    network,
    { learningRate: float(0.001, 0.1, { log: true }), dropout: float(0.2, 0.6) },
    {
      cv,
      nTrials: 10,
      sampler: new TPESampler({ seed: 0, nStartupTrials: 4 }), // by default the first ten are random: all of these
      report: "step",
      pruner: new MedianPruner({ nStartupTrials: 4, nWarmupSteps: 1 }),
    },
  ),
}

console.log("search                accuracy   epochs   seconds   parameters")
const scores: Record<string, number> = {}
for (const [name, search] of Object.entries(searches)) {
  const start = performance.now()
  await search.fit(X, y)
  const seconds = (performance.now() - start) / 1000
  const nEpochs =
    search instanceof ParzenSearchCV
      ? search.study.trials.reduce((sum, { intermediateValues }) => sum + 3 * Object.keys(intermediateValues).length, 0)
      : search.cvResults.params.length * 3 * epochs
  scores[name] = search.bestScore
  const columns = [
    search.bestScore.toFixed(4).padStart(8),
    String(nEpochs).padStart(9),
    seconds.toFixed(1).padStart(10),
  ]
  console.log(`${name.padEnd(22)}${columns.join("")}   ${JSON.stringify(search.bestParams)}`)
  await search.bestEstimator.dispose?.()
}
const { ParzenSearchCV: accuracy = 0 } = scores
console.log(`${accuracy >= least ? "ok" : "FAILED"}: ParzenSearchCV finds ${accuracy.toFixed(4)} (at least ${least})`)
process.exitCode = accuracy >= least ? 0 : 1
