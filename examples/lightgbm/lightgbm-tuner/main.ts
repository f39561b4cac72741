// Is a handwritten digit odd? LightGBMTuner searches seven parameters in six steps, on pictures of 7 x 7 shades; `--full` on all
// 10,000 digits and up to 200 rounds.
import { setVerbosity } from "@parzen/core"
import { loadDigits, PIXELS } from "@parzen/example-data/digits"
import { Dataset, LightGBMTuner, train } from "@parzen/lightgbm"

const isFull = process.argv.includes("--full")
const [nTrain, nValid, numBoostRound] = isFull ? [8000, 2000, 200] : [800, 400, 25]
const { images, labels } = loadDigits()
const X = Array.from({ length: nTrain + nValid }, (_, row) => {
  const shades = new Float64Array(49)
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    const at = Math.floor(pixel / 28 / 4) * 7 + Math.floor((pixel % 28) / 4)
    shades[at] = (shades[at] as number) + (images[row * PIXELS + pixel] as number) / 16
  }
  return shades
})
const y = Array.from(labels.subarray(0, nTrain + nValid), (digit) => digit % 2)

setVerbosity("warning")
const params = { objective: "binary", learning_rate: 0.2, num_threads: 1, verbosity: -1, deterministic: true }
using trainSet = new Dataset(X.slice(0, nTrain), { label: y.slice(0, nTrain) })
using valid = trainSet.createValid(X.slice(nTrain), { label: y.slice(nTrain) })
const training = { trainSet, validSets: [valid], numBoostRound }
const pure = { ...params, feature_pre_filter: false }
const { booster } = await train({ ...training, params: pure })
const plain = booster.bestScore["valid_0"]?.["binary_logloss"] ?? NaN
booster.dispose()
console.log(`LightGBM's defaults: log loss ${plain.toFixed(4)} on ${nValid} digits`)

using tuner = new LightGBMTuner({ ...training, params, samplerSeed: 42 })
let before = plain
await tuner.run({
  onStepEnd({ name, nTrials, after = NaN }) {
    console.log(
      `${name.padEnd(24)} ${nTrials} trials, log loss ${after.toFixed(4)}, gained ${(before - after).toFixed(4)}`,
    )
    before = Math.min(before, after)
  },
})
const best = tuner.bestScore ?? Infinity
const isGood = best < plain
console.log(`${isGood ? "ok" : "FAILED"}: tuned to ${best.toFixed(4)} from ${plain.toFixed(4)} (less is better)`)
process.exitCode = isGood ? 0 : 1
