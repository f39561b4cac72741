import { test } from "vitest"
import type { Direction, Pruner, Study } from "../../src/index.ts"
import { createStudy, createTrial, RandomSampler, setVerbosity } from "../../src/index.ts"
import type { ContractSkip } from "../../src/testing/index.ts"
import { casesOf, prunerContract } from "../../src/testing/index.ts"

setVerbosity("silent")

/** Reports by step. */
export type Reports = Readonly<Record<number, number>>

/** One test for each case of the pruners' contract. */
export function testContract(create: () => Pruner, skips: readonly ContractSkip[] = []): void {
  for (const { name, run } of casesOf(prunerContract, skips)) {
    test(name, () => run(({ direction }) => newStudy(create(), [], direction)))
  }
}

/** A study whose complete trials, of value 0, reported `curves`. */
export async function newStudy(
  pruner: Pruner,
  curves: readonly Reports[] = [],
  direction: Direction = "minimize",
): Promise<Study> {
  const study = await createStudy({ studyName: "study", direction, pruner, sampler: new RandomSampler({ seed: 0 }) })
  await study.addTrials(curves.map((reports) => createTrial({ value: 0, intermediateValues: reports })))
  return study
}

/** What the pruner says of a new trial once it has made these reports, in this order. */
export async function verdict(
  study: Study,
  reports: readonly (readonly [step: number, value: number])[],
): Promise<boolean> {
  const trial = await study.ask()
  for (const [step, value] of reports) trial.report(value, step)
  return trial.shouldPrune()
}

/** The step at which a new trial that reports `values` from step 0 on is pruned; -1 if it is not. */
export async function prunedAt(study: Study, values: readonly number[]): Promise<number> {
  const trial = await study.ask()
  for (const [step, value] of values.entries()) {
    trial.report(value, step)
    if (await trial.shouldPrune()) {
      await study.tell(trial, undefined, { state: "pruned" })
      return step
    }
  }
  await study.tell(trial, values.at(-1) ?? 0)
  return -1
}
