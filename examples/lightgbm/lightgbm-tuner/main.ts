// Is a handwritten digit odd? LightGBM on pictures of 7 x 7 shades.
import { setVerbosity } from "@parzen/core"
import { loadDigits, PIXELS } from "@parzen/example-data/digits"
import { Dataset, train } from "@parzen/lightgbm"

const { images, labels } = loadDigits()
const X = Array.from(labels, (_, row) => {
  const shades = new Float64Array(49)
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    const at = Math.floor(pixel / 28 / 4) * 7 + Math.floor((pixel % 28) / 4)
    shades[at] = (shades[at] as number) + (images[row * PIXELS + pixel] as number) / 16
  }
  return shades
})
const y = Array.from(labels, (digit) => digit % 2)

setVerbosity("warning")
const params = { objective: "binary", learning_rate: 0.2, num_threads: 1, verbosity: -1 }
using trainSet = new Dataset(X.slice(0, 2000), { label: y.slice(0, 2000) })
using valid = trainSet.createValid(X.slice(2000, 3000), { label: y.slice(2000, 3000) })
const { booster } = await train({ params, trainSet, numBoostRound: 60, validSets: [valid] })
booster.dispose()
const loss = booster.bestScore["valid_0"]?.["binary_logloss"] ?? Infinity
console.log(`${loss < 0.3 ? "ok" : "FAILED"}: log loss ${loss.toFixed(4)} on 1,000 digits`)
process.exitCode = loss < 0.3 ? 0 : 1
