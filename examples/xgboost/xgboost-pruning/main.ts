// Tunes XGBoost to tell what a diamond costs. The loss on held-out diamonds is reported after each round of boosting, and a pruner ends
// the trainings that fall behind: the same trials as without it, the same best one, and a fraction of the rounds.
import { readFileSync } from "node:fs"
import type { Pruner, Study, Trial } from "@parzen/core"
import { createStudy, HyperbandPruner, MedianPruner, NopPruner, RandomSampler, setVerbosity } from "@parzen/core"
import { trainTestSplit } from "@parzen/model-selection"
import { DMatrix, train, xgboostPruningCallback } from "@parzen/xgboost"

const N_TRIALS = 40
const MOST_ROUNDS = 150
const LEAST_SAVED = 0.5
const MOST_ERROR = 0.11

// Of 53,940 diamonds one in nine; words become their place in the trade's order, and the price its logarithm.
const ORDERS = {
  cut: ["Fair", "Good", "Very Good", "Premium", "Ideal"],
  color: ["J", "I", "H", "G", "F", "E", "D"],
  clarity: ["I1", "SI2", "SI1", "VS2", "VS1", "VVS2", "VVS1", "IF"],
}
const file = new URL(import.meta.resolve("@observablehq/sample-datasets/diamonds.csv"))
const lines = readFileSync(file, "utf8").trim().split("\n").slice(1)
const diamonds = lines.filter((_, i) => i % 9 === 0)
const cells = diamonds.map((line) => line.split(","))
const X = cells.map(([carat, cut = "", color = "", clarity = "", depth, table, , x, y, z]) => [
  ORDERS.cut.indexOf(cut),
  ORDERS.color.indexOf(color),
  ORDERS.clarity.indexOf(clarity),
  ...[carat, depth, table, x, y, z].map(Number),
])
const logPrice = cells.map((each) => Math.log(Number(each[6])))
const { XTrain, XTest, yTrain, yTest } = trainTestSplit(X, logPrice, { testSize: 0.3, randomState: 0 })

// All trials share the data: XGBoost has it in its memory once.
using dtrain = new DMatrix(XTrain, { label: yTrain })
using dvalid = new DMatrix(XTest, { label: yTest })
let nRounds = 0

async function objective(trial: Trial): Promise<number> {
  const { booster, history } = await train({
    params: {
      nthread: 1,
      eval_metric: "rmse",
      eta: trial.suggestFloat("eta", 0.01, 0.5, { log: true }),
      max_depth: trial.suggestInt("max_depth", 2, 10),
      min_child_weight: trial.suggestFloat("min_child_weight", 0.1, 50, { log: true }),
      subsample: trial.suggestFloat("subsample", 0.3, 1),
      colsample_bytree: trial.suggestFloat("colsample_bytree", 0.3, 1),
      lambda: trial.suggestFloat("lambda", 1e-3, 100, { log: true }),
    },
    dtrain,
    numBoostRound: MOST_ROUNDS,
    evals: [[dvalid, "validation"]],
    callbacks: [{ afterRound: () => void nRounds++ }, xgboostPruningCallback(trial, "validation-rmse")],
  })
  booster.dispose()
  return history["validation"]?.["rmse"]?.at(-1) ?? Number.NaN
}

interface Outcome {
  readonly study: Study
  readonly rounds: number
}

async function run(pruner: Pruner): Promise<Outcome> {
  // Random trials do not depend on how earlier ones ended: each pruner gets the same.
  const study = await createStudy({ sampler: new RandomSampler({ seed: 42 }), pruner })
  const [begin, before] = [performance.now(), nRounds]
  await study.optimize(objective, { nTrials: N_TRIALS })
  const rounds = nRounds - before
  const pruned = study.trials.filter(({ state }) => state === "pruned").length
  const figures = [rounds, pruned, ((performance.now() - begin) / 1000).toFixed(1), study.bestTrial.number]
  const columns = figures.map((figure) => String(figure).padStart(8)).join("")
  console.log(`${pruner.constructor.name.padEnd(16)}${columns}   ${study.bestValue.toFixed(5)}`)
  return { study, rounds }
}

setVerbosity("warning") // without a line for each trial
console.log(
  `diamonds: ${yTrain.length} to train on, ${yTest.length} to judge by; ${N_TRIALS} trials of ${MOST_ROUNDS} rounds`,
)
console.log("pruner            rounds  pruned seconds    best   error of the logarithm of the price")
const whole = await run(new NopPruner())
const median = await run(new MedianPruner({ nStartupTrials: 5, nWarmupSteps: 10, intervalSteps: 5 }))
const hyperband = await run(new HyperbandPruner({ minResource: 10, maxResource: MOST_ROUNDS, reductionFactor: 3 }))
console.log(`best: ${JSON.stringify(median.study.bestParams)}`)

const saved = 1 - median.rounds / whole.rounds
const isSame = [median, hyperband].every(({ study }) => study.bestValue === whole.study.bestValue)
const isGood = isSame && saved >= LEAST_SAVED && whole.study.bestValue <= MOST_ERROR
console.log(
  `${isGood ? "ok" : "FAILED"}: ${median.study.bestValue.toFixed(5)} with the median pruner, ${whole.study.bestValue.toFixed(5)} ` +
    `without (the same, at most ${MOST_ERROR}); ${(100 * saved).toFixed(0)} % of the rounds saved (at least ${100 * LEAST_SAVED} %)`,
)
process.exitCode = isGood ? 0 : 1
