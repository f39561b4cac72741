import { TrialPruned } from "../errors.ts"
import type { Study } from "../study/study.ts"
import { createTrial } from "../trial/create-trial.ts"
import type { Direction } from "../trial/direction.ts"
import type { ContractCase } from "./contract.ts"
import { assert, assertEqual } from "./contract.ts"

/** Makes an empty study of one objective, each call a new one of the same name, whose pruner is under test. */
export type CreatePrunedStudy = (options: { readonly direction: Direction }) => Promise<Study>

type PrunerCase = ContractCase<CreatePrunedStudy>

/** What every {@link Pruner} must do. */
export const prunerContract: readonly PrunerCase[] = [
  minimizing("prunes nothing before the first report", async (study) => {
    await addCurves(study, 20)
    const trial = await study.ask()
    assertEqual(await trial.shouldPrune(), false, "verdict")
  }),
  minimizing("answers for NaN and infinite reports", async (study) => {
    await addCurves(study, 20)
    for (const value of [NaN, Infinity, -Infinity]) {
      const trial = await study.ask()
      for (let step = 0; step < 5; step++) {
        trial.report(value, step)
        assert(typeof (await trial.shouldPrune()) === "boolean", "a verdict is true or false")
      }
      await study.tell(trial, undefined, { state: "fail" })
    }
  }),
  minimizing("bears failed trials, trials without reports and NaN in the history", async (study) => {
    await study.addTrials([
      createTrial({ state: "fail", intermediateValues: { 0: 1 } }),
      createTrial({ value: 1 }),
      createTrial({ state: "pruned" }),
      createTrial({ value: 2, intermediateValues: { 0: NaN, 1: Infinity, 900: 1 } }),
    ])
    await addCurves(study, 10)
    const trial = await study.ask()
    trial.report(3, 0)
    assert(typeof (await trial.shouldPrune()) === "boolean", "a verdict is true or false")
  }),
  minimizing("answers the same when asked again about the same reports, unless it stopped the trial", async (study) => {
    await addCurves(study, 20)
    const trial = await study.ask()
    trial.report(0.5, 1)
    const first = await trial.shouldPrune()
    if (!first) assertEqual(await trial.shouldPrune(), false, "second verdict")
  }),
  {
    name: "decides on maximised values as on minimised ones of the other sign",
    async run(create) {
      const minimized = await decisions(await create({ direction: "minimize" }), 1)
      const maximized = await decisions(await create({ direction: "maximize" }), -1)
      assertEqual(maximized, minimized, "steps reached")
    },
  },
  minimizing("serves trials that run at once", async (study) => {
    await addCurves(study, 10)
    await study.optimize(
      async (trial) => {
        for (let step = 0; step < 10; step++) {
          trial.report(trial.number + step, step)
          await Promise.resolve()
          if (await trial.shouldPrune()) throw new TrialPruned()
        }
        return trial.number
      },
      { nTrials: 12, concurrency: 4 },
    )
    assert(
      study.trials.every(({ state }) => state === "complete" || state === "pruned"),
      "each trial ends",
    )
  }),
]

function minimizing(name: string, check: (study: Study) => Promise<void>): PrunerCase {
  return { name, run: async (create) => check(await create({ direction: "minimize" })) }
}

async function addCurves(study: Study, n: number): Promise<void> {
  const curve = (i: number): Record<number, number> =>
    Object.fromEntries(Array.from({ length: 10 }, (_, step) => [step, i + 1 / (step + 1)]))
  await study.addTrials(Array.from({ length: n }, (_, i) => createTrial({ value: i, intermediateValues: curve(i) })))
}

/** How many steps each of some trials got. */
async function decisions(study: Study, sign: number): Promise<number[]> {
  await study.optimize(
    async (trial) => {
      const level = (trial.number * 7) % 11
      for (let step = 1; step <= 12; step++) {
        trial.report(sign * (level + 1 / step + ((trial.number * 3 + step * 5) % 4) * 0.1), step)
        if (await trial.shouldPrune()) throw new TrialPruned()
      }
      return sign * level
    },
    { nTrials: 30 },
  )
  return study.trials.map(({ lastStep = 0 }) => lastStep)
}
