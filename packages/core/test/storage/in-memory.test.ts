import * as fc from "fast-check"
import { expect, test } from "vitest"
import { createStudy, float, NopPruner, RandomSampler } from "../../src/index.ts"
import { InMemoryStorage } from "../../src/storage/in-memory.ts"
import { casesOf } from "../../src/testing/contract.ts"
import { storageContract } from "../../src/testing/storage-contract.ts"
import { silence } from "../listen.ts"

silence()

for (const { name, run } of casesOf(storageContract)) test(name, () => run(() => new InMemoryStorage()))

test("each trial has the parameters and distributions it was given, in whatever order and batches they came", async () => {
  const suggestion = fc.record({
    name: fc.constantFrom("a", "b", "c", "d"),
    high: fc.constantFrom(1, 2),
    sent: fc.boolean(),
  })
  const trials = fc.array(fc.uniqueArray(suggestion, { selector: ({ name }) => name, maxLength: 4 }), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(trials, async (plans) => {
      const study = await createStudy({ sampler: new RandomSampler({ seed: 1 }), pruner: new NopPruner() })
      const given: unknown[] = []
      for (const plan of plans) {
        const trial = await study.ask()
        for (const { name, high, sent } of plan) {
          trial.suggestFloat(name, 0, high)
          if (sent) await trial.shouldPrune()
        }
        given.push([Object.entries(trial.params), plan.map(({ name, high }) => [name, float(0, high)])])
        await study.tell(trial, 1)
      }
      const kept = study.trials.map(({ params, distributions }) => [
        Object.entries(params),
        Object.entries(distributions),
      ])
      expect(kept).toEqual(given)
    }),
    { numRuns: 60 },
  )
})
