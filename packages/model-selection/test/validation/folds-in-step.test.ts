import { createStudy, FixedTrial, setVerbosity, ThresholdPruner } from "@parzen/core"
import { assertRejects, warningsOf } from "@parzen/core/testing"
import { expect, test } from "vitest"
import type { Estimator, FitOptions } from "../../src/index.ts"
import { crossValScore, KFold } from "../../src/index.ts"

setVerbosity("warning")

/** Trains in `steps`; after step s it scores `(s + 1) * gain`, and `fail` throws at a step. */
class Stepper implements Estimator<number[][], number> {
  readonly estimatorType = "regressor"
  readonly params: { readonly steps: number; readonly gain: number; readonly failAt?: number }
  static readonly log: string[] = []
  #trained = 0

  constructor(params: Stepper["params"]) {
    this.params = params
  }

  withParams(params: object): Stepper {
    return new Stepper({ ...this.params, ...params })
  }

  async fit(X: number[][], _y: ArrayLike<number>, { onStep }: FitOptions = {}): Promise<void> {
    // The first training row tells the folds apart.
    const steps = this.params.steps + (X[0]?.[0] === 0 ? 0 : 1)
    for (let step = 0; step < steps; step++) {
      if (step === this.params.failAt) throw new RangeError("broken")
      this.#trained = step + 1
      Stepper.log.push(`${X[0]?.[0]}:${step}`)
      await onStep?.(step)
    }
  }

  predict(X: number[][]): number[] {
    return X.map(() => 0)
  }

  score(): number {
    return this.#trained * this.params.gain
  }
}

const X = Array.from({ length: 6 }, (_, i) => [i])
const y = [1, 2, 3, 4, 5, 6]
const cv = new KFold({ nSplits: 2 })

test("folds train side by side, and each step reports their mean once; one that ends early stands with its score", async () => {
  const study = await createStudy({ direction: "maximize" })
  const trial = await study.ask()
  Stepper.log.length = 0
  const scores = await crossValScore(new Stepper({ steps: 2, gain: 1 }), X, y, { cv, trial, report: "step" })
  expect([...scores]).toEqual([3, 2])
  expect(Stepper.log).toEqual(["3:0", "0:0", "3:1", "0:1", "3:2"])
  const { intermediateValues } = await study.tell(trial, 1)
  expect(intermediateValues).toEqual({ 0: 1, 1: 2, 2: 2.5 })
})

test("the pruner ends all folds at the same step", async () => {
  const study = await createStudy({ direction: "maximize", pruner: new ThresholdPruner({ lower: 0, nWarmupSteps: 1 }) })
  Stepper.log.length = 0
  await study.optimize(
    async (trial) =>
      (await crossValScore(new Stepper({ steps: 5, gain: -1 }), X, y, { cv, trial, report: "step" }))[0] ?? 0,
    { nTrials: 1 },
  )
  expect(study.trials[0]).toMatchObject({ state: "pruned", lastStep: 1 })
  expect(Stepper.log).toEqual(["3:0", "0:0", "3:1", "0:1"])
})

test("an error of one fold ends the others, if errors are raised", async () => {
  const options = { cv, trial: new FixedTrial({}), report: "step", errorScore: "raise" } as const
  await expect(crossValScore(new Stepper({ steps: 3, gain: 1, failAt: 1 }), X, y, options)).rejects.toThrow("broken")
  const failing = { ...options, errorScore: NaN }
  await assertRejects(
    crossValScore(new Stepper({ steps: 3, gain: 1, failAt: 1 }), X, y, failing),
    "ALL_FITS_FAILED",
    /broken/,
  )
})

test("an estimator without steps is warned of", async () => {
  const silent = new Stepper({ steps: -1, gain: 1 })
  const warnings = await warningsOf(() =>
    crossValScore(silent, X, y, { cv, trial: new FixedTrial({}), report: "step" }),
  )
  expect(warnings).toEqual([expect.stringContaining("does not call options.onStep")])
})
