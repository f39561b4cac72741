import type { Storage, Study, Trial } from "@parzen/core"
import { createStudy, createTrial, float, NopPruner, TPESampler } from "@parzen/core"

/** Two studies that hold what a study may hold: trials of all states, odd numbers, attributes, constraints, two objectives. */
export async function writeStudies(storage: Storage): Promise<readonly Study[]> {
  return [await writeRich(storage), await writePareto(storage)]
}

function suggestAll(trial: Trial): number {
  const x = trial.suggestFloat("x", -1, 1)
  const lr = trial.suggestFloat("lr", 1e-5, 1e-1, { log: true })
  const q = trial.suggestFloat("q", 0, 1, { step: 0.25 })
  const n = trial.suggestInt("n", 1, 9)
  const units = trial.suggestInt("units", 4, 512, { log: true })
  const kind = trial.suggestCategorical("kind", ["a", "é✓", null, true, 2.5])
  return x * x + Math.log10(lr) + q - n / 10 + units / 1000 + (kind === null ? 1 : 0)
}

async function writeRich(storage: Storage): Promise<Study> {
  const sampler = new TPESampler({ seed: 3 })
  const study = await createStudy({
    storage,
    studyName: "written",
    direction: "maximize",
    sampler,
    pruner: new NopPruner(),
  })
  await study.setUserAttr("nested", { a: [1, 2.5, null, "é"], empty: {} })
  await study.setUserAttr("percent % and 'quotes' \"\\", true)
  await study.setMetricNames(["score"])
  await study.enqueueTrial({ x: 0.25, n: 3 }, { userAttrs: { why: "a guess" } })
  await study.optimize(
    async (trial) => {
      const value = suggestAll(trial)
      trial.setUserAttr("by", "node")
      trial.setUserAttr("list", [trial.number, [null, false]])
      trial.setConstraint("budget", value - 1)
      for (let step = 0; step < 4; step++) trial.report(value + step, step)
      await trial.shouldPrune()
      if (trial.number === 4) throw new RangeError("no luck")
      return trial.number === 5 ? -Infinity : value
    },
    { nTrials: 14, catch: [RangeError] },
  )
  const odd = await study.ask()
  odd.suggestFloat("x", -1, 1)
  for (const [i, value] of [NaN, Infinity, -Infinity, 0.1 + 0.2].entries()) odd.report(value, i * 1000)
  await study.tell(odd, undefined, { state: "pruned" })
  await study.tell(await study.ask(), undefined, { state: "pruned" })
  await study.tell(await study.ask(), undefined, { state: "fail" })
  const running = await study.ask()
  running.suggestFloat("x", -1, 1)
  running.report(NaN, 0)
  running.setUserAttr("still", "running")
  await study.addTrial(createTrial({ value: 1e300, params: { x: 0 }, distributions: { x: float(-1, 1) } }))
  await study.enqueueTrial({ x: -0.5 })
  await study.sync()
  return study
}

async function writePareto(storage: Storage): Promise<Study> {
  const sampler = new TPESampler({ seed: 4 })
  const study = await createStudy({ storage, studyName: "pareto", directions: ["minimize", "maximize"], sampler })
  await study.setMetricNames(["loss", "speed"])
  await study.optimize(
    (trial) => {
      const value = suggestAll(trial)
      if (trial.number === 3) return [Infinity, 1]
      trial.setConstraint("size", trial.number % 3 === 0 ? 0.5 : -0.5)
      return [value, value * value]
    },
    { nTrials: 12 },
  )
  return study
}
