import type { Evaluation, RoundCallback, RoundsOptions } from "@parzen/boosting"
import { earlyStopping, pruningCallback, runRounds } from "@parzen/boosting"
import { createStudy, FixedTrial, setVerbosity, ThresholdPruner } from "@parzen/core"
import { describe, expect, it } from "vitest"

setVerbosity("warning")

/** A training whose validation loss after round i is `losses[i]`. */
function training(losses: readonly number[], callbacks: readonly RoundCallback[] = []): RoundsOptions<string> {
  return {
    model: "model",
    numBoostRound: losses.length,
    update: () => undefined,
    evaluate: (round) => [
      { data: "train", metric: "loss", value: 0, greaterIsBetter: false },
      { data: "validation", metric: "loss", value: losses[round] as number, greaterIsBetter: false },
    ],
    callbacks,
  }
}

describe("runRounds", () => {
  it("boosts, evaluates and tells the callbacks in this order, and keeps the history", async () => {
    const heard: string[] = []
    const callback: RoundCallback<string> = {
      beforeTraining: (model) => void heard.push(`before ${model}`),
      beforeRound: ({ round, evaluations }) => void heard.push(`before ${round} ${evaluations.length}`),
      afterRound: ({ round, endRound, evaluations }) =>
        void heard.push(`after ${round}/${endRound} ${evaluations.length}`),
    }
    const { history, nRounds, best, isStopped } = await runRounds({
      ...training([3, 2]),
      update: (round) => void heard.push(`update ${round}`),
      callbacks: [callback],
    })
    expect(heard).toEqual([
      "before model",
      "before 0 0",
      "update 0",
      "after 0/2 2",
      "before 1 0",
      "update 1",
      "after 1/2 2",
    ])
    expect(history).toEqual({ train: { loss: [0, 0] }, validation: { loss: [3, 2] } })
    expect({ nRounds, best, isStopped }).toEqual({ nRounds: 2, best: undefined, isStopped: false })
  })

  it("lets every callback hear of the last round, and goes no further if one of them says so", async () => {
    const heard: number[] = []
    const stop: RoundCallback = { afterRound: ({ round }) => round === 1 }
    const listen: RoundCallback = { afterRound: ({ round }) => void heard.push(round) }
    const result = await runRounds(training([3, 2, 1], [stop, listen]))
    expect(heard).toEqual([0, 1])
    expect(result).toMatchObject({ nRounds: 2, isStopped: true })
  })

  it("does not boost a round that a callback stops before it", async () => {
    const result = await runRounds(training([3, 2, 1], [{ beforeRound: ({ round }) => round === 1 }]))
    expect(result).toMatchObject({ nRounds: 1, isStopped: true, history: { validation: { loss: [3] } } })
  })

  it("ends after the round in which nothing more was learnt", async () => {
    const result = await runRounds({ ...training([3, 2, 1]), update: (round) => round === 1 })
    expect(result).toMatchObject({ nRounds: 2, isStopped: false, history: { validation: { loss: [3, 2] } } })
  })

  it("counts the rounds of a continued training from where it stood", async () => {
    const rounds: number[] = []
    await runRounds({
      ...training([9, 9, 3, 2]),
      numBoostRound: 2,
      firstRound: 2,
      update: (round) => void rounds.push(round),
    })
    expect(rounds).toEqual([2, 3])
  })

  it("ends with the signal's reason, before the first round or between two", async () => {
    await expect(runRounds({ ...training([1]), signal: AbortSignal.abort("enough") })).rejects.toBe("enough")
    const controller = new AbortController()
    const rounds: number[] = []
    const update = (round: number): void => {
      rounds.push(round)
      if (round === 1) controller.abort("enough")
    }
    await expect(runRounds({ ...training([3, 2, 1]), update, signal: controller.signal })).rejects.toBe("enough")
    expect(rounds).toEqual([0, 1])
  })

  it("gives timers their turn while rounds wait for nothing", async () => {
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    const begin = performance.now()
    await runRounds({
      ...training([]),
      numBoostRound: 1e6,
      evaluate: undefined,
      update: () => performance.now() - begin > 100,
    })
    clearInterval(timer)
    expect(turns).toBeGreaterThan(1)
  })

  it.each([[-1], [1.5], [NaN], ["10"], [undefined]])("refuses %s rounds", async (numBoostRound) => {
    const options = { ...training([]), numBoostRound: numBoostRound as number }
    await expect(runRounds(options)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
  })
})

describe("earlyStopping", () => {
  it("ends after so many rounds without anything better, and knows the best", async () => {
    const result = await runRounds(training([5, 3, 4, 3, 3.5, 1], [earlyStopping({ rounds: 3 })]))
    expect(result).toMatchObject({ nRounds: 5, isStopped: true })
    expect(result.best).toMatchObject({ round: 1, evaluation: { value: 3 }, cutOff: false })
  })

  it("knows the best round of a training that goes to its end", async () => {
    const result = await runRounds(training([5, 3, 4], [earlyStopping({ rounds: 2, saveBest: true })]))
    expect(result).toMatchObject({ nRounds: 3, isStopped: false, best: { round: 1, cutOff: true } })
  })

  it("counts only what is better by minDelta", async () => {
    const result = await runRounds(training([5, 4.95, 4.9, 4.85], [earlyStopping({ rounds: 2, minDelta: 0.12 })]))
    expect(result).toMatchObject({ nRounds: 3, best: { round: 0 } })
  })

  it("takes greater for better if the metric says so, unless maximize says otherwise", async () => {
    const auc = { ...training([]), numBoostRound: 4 }
    const values = [0.5, 0.7, 0.6, 0.65]
    const evaluate = (round: number): Evaluation[] => [
      { data: "validation", metric: "auc", value: values[round] as number, greaterIsBetter: true },
    ]
    const best = async (maximize?: boolean): Promise<number | undefined> =>
      (await runRounds({ ...auc, evaluate, callbacks: [earlyStopping({ rounds: 9, maximize })] })).best?.round
    expect([await best(), await best(true), await best(false)]).toEqual([1, 1, 0])
  })

  it("watches several and ends with the first that stands still", async () => {
    const evaluate = (round: number): Evaluation[] => [
      { data: "a", metric: "loss", value: -round },
      { data: "b", metric: "loss", value: round === 1 ? -1 : 0 },
    ]
    const watchAll = earlyStopping({ rounds: 2, watch: (evaluations) => evaluations })
    const result = await runRounds({ ...training([]), numBoostRound: 9, evaluate, callbacks: [watchAll] })
    expect(result).toMatchObject({ nRounds: 4, best: { round: 1, evaluation: { data: "b" } } })
  })

  it("forgets the last training when the next begins", async () => {
    const stopper = earlyStopping({ rounds: 2 })
    await runRounds(training([1, 1, 1], [stopper]))
    expect(await runRounds(training([5, 4, 3], [stopper]))).toMatchObject({ nRounds: 3, best: { round: 2 } })
  })

  it("says which evaluations there are if the one to watch is missing", async () => {
    const missing = { code: "METRIC_MISSING", message: expect.stringContaining("'validation-loss'") }
    await expect(runRounds(training([1], [earlyStopping({ rounds: 1, metric: "auc" })]))).rejects.toMatchObject(missing)
    await expect(runRounds(training([1], [earlyStopping({ rounds: 1, data: "test" })]))).rejects.toMatchObject(missing)
    const blind = { ...training([1], [earlyStopping({ rounds: 1 })]), evaluate: undefined }
    await expect(runRounds(blind)).rejects.toMatchObject({ code: "METRIC_MISSING" })
  })

  it.each([
    { rounds: 0 },
    { rounds: 1.5 },
    { rounds: 1, minDelta: -1 },
    { rounds: 1, maximize: 1 },
    { rounds: 1, watch: 1 },
  ])("refuses %j", (options) => {
    expect(() => earlyStopping(options as never)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
  })
})

describe("pruningCallback", () => {
  it("reports each round to the trial, which the pruner may end", async () => {
    const study = await createStudy({ pruner: new ThresholdPruner({ upper: 10 }) })
    const losses = [[3, 2, 1], [3, 20, 1]] // prettier-ignore
    await study.optimize(
      async (trial) => {
        const { history } = await runRounds(
          training(losses[trial.number] ?? [], [pruningCallback(trial, "validation-loss")]),
        )
        return history["validation"]?.["loss"]?.at(-1) as number
      },
      { nTrials: 2 },
    )
    expect(study.trials.map(({ state }) => state)).toEqual(["complete", "pruned"])
    expect(study.trials.map(({ intermediateValues }) => intermediateValues)).toEqual([
      { 0: 3, 1: 2, 2: 1 },
      { 0: 3, 1: 20 },
    ])
  })

  it("reports every so many rounds", async () => {
    const study = await createStudy()
    await study.optimize(
      async (trial) => {
        await runRounds(training([6, 5, 4, 3, 2], [pruningCallback(trial, "validation-loss", { interval: 2 })]))
        return 1
      },
      { nTrials: 1 },
    )
    expect(study.trials[0]?.intermediateValues).toEqual({ 1: 5, 3: 3 })
  })

  it("prunes a trial whose metric is NaN", async () => {
    const trial = new FixedTrial({})
    const nan = runRounds(training([1, NaN], [pruningCallback(trial, "validation-loss", { interval: 5 })]))
    await expect(nan).rejects.toMatchObject({ name: "TrialPruned" })
  })

  it("names the evaluations that there are if its own is missing", async () => {
    const missing = runRounds(training([1], [pruningCallback(new FixedTrial({}), "validation-auc")]))
    await expect(missing).rejects.toMatchObject({
      code: "METRIC_MISSING",
      message: "round 0 has no 'validation-auc', only 'train-loss', 'validation-loss'",
    })
  })

  it("refuses a metric that goes the other way than the study", async () => {
    const contrary = pruningCallback(new FixedTrial({}), "validation-loss", { direction: "maximize" })
    await expect(runRounds(training([1], [contrary]))).rejects.toMatchObject({ code: "DIRECTION_MISMATCH" })
  })

  it.each([
    ["", {}],
    [undefined, {}],
    ["a-b", { interval: 0 }],
    ["a-b", { direction: "up" }],
  ])("refuses the key %s with %j", (key, options) => {
    const make = (): unknown => pruningCallback(new FixedTrial({}), key as never, options as never)
    expect(make).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }))
  })
})
