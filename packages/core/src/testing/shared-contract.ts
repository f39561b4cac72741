import { float } from "../distributions/float.ts"
import { int } from "../distributions/int.ts"
import type { Storage } from "../storage/storage.ts"
import { createTrial } from "../trial/create-trial.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import type { ContractCase } from "./contract.ts"
import { assert, assertEqual, assertRejects } from "./contract.ts"
import { content, end, finish, read, summary } from "./storage-case.ts"

/** Makes two storages on one empty place, as two processes would have them. */
export type CreateSharedStorage = () => Promise<readonly [Storage, Storage]>

type SharedCase = ContractCase<CreateSharedStorage>

/** What two storages on one place must do besides: they are two processes' sight of the same studies. */
export const sharedContract: readonly SharedCase[] = [
  withBoth("see each other's studies, trials and attributes", async (ours, theirs, id) => {
    assertEqual((await theirs.findStudy("contract"))?.id, id, "the study's id")
    await assertRejects(() => theirs.createStudy("contract", ["minimize"]), "STUDY_EXISTS")
    const params = [{ name: "x", value: 0.5, distribution: float(0, 1) }]
    await finish(ours, id, { params, reports: [[0, NaN]], userAttrs: { of: "ours" } })
    const { revision } = await ours.sync(id, { trials: [] }, 0)
    assertEqual(content(await read(theirs, id, 0)), content(await read(ours, id, 0)), "the trial")
    const { trial, lease, changes } = await theirs.startTrial(id, 0)
    assertEqual(trial.number, 1, "the next trial's number")
    await end(theirs, id, { trialId: trial.id, lease })
    await theirs.sync(id, { study: { userAttrs: { a: 1 } }, trials: [] }, changes.revision)
    const seen = await ours.sync(id, { trials: [] }, revision)
    assertEqual([summary(seen), seen.study?.userAttrs], [[[1, "complete"]], { a: 1 }], "what ours sees of it")
    await theirs.deleteStudy(id)
    await assertRejects(() => ours.startTrial(id, seen.revision), "STUDY_NOT_FOUND")
    await assertRejects(() => ours.sync(id, { trials: [] }, seen.revision), "STUDY_NOT_FOUND")
    assertEqual(await ours.findStudy("contract"), undefined, "the deleted study")
  }),
  withBoth("give each number and each waiting trial once", async (ours, theirs, id) => {
    await ours.addTrials(
      id,
      Array.from({ length: 10 }, () => createTrial({ state: "waiting" })),
    )
    const both = [ours, theirs]
    const run = (storage: Storage): Promise<FrozenTrial>[] => Array.from({ length: 15 }, () => finish(storage, id, {}))
    const trials = await Promise.all(both.flatMap(run))
    assertEqual(
      trials.map(({ number }) => number).sort((a, b) => a - b),
      Array.from({ length: 30 }, (_, i) => i),
      "numbers",
    )
    const counted = await Promise.all(both.flatMap((storage) => [storage, storage].map((s) => s.increment(id, "k"))))
    assertEqual(counted.sort(), [0, 1, 2, 3], "numbers of a counter")
    const limited = await Promise.allSettled([...both, ...both].map((storage) => storage.startTrial(id, 0, 32)))
    assertEqual(limited.filter(({ status }) => status === "fulfilled").length, 2, "trials under the limit")
  }),
  withBoth("refuse what the other has ended, or made impossible", async (ours, theirs, id) => {
    const { trial, lease } = await ours.startTrial(id, 0)
    await end(ours, id, { trialId: trial.id, lease })
    const late = { trialId: trial.id, lease: undefined, reports: [[0, 1] as const] }
    const { refused } = await theirs.sync(id, { trials: [late] }, 0)
    assert(refused?.has(trial.id) === true, "a report to a trial that the other has ended must be refused")
    const next = await theirs.startTrial(id, 0)
    await finish(ours, id, { params: [{ name: "x", value: 0.5, distribution: float(0, 1) }] })
    const misfit = {
      trialId: next.trial.id,
      lease: next.lease,
      params: [{ name: "x", value: 1, distribution: int(0, 1) }],
    }
    const answer = await theirs.sync(id, { trials: [misfit] }, next.changes.revision)
    assertEqual(answer.refused?.get(next.trial.id)?.code, "INCOMPATIBLE_DISTRIBUTION", "code of the refusal")
  }),
  withBoth("lose no change that the other makes while one reads", async (ours, theirs, id) => {
    const known = new Map<number, string>()
    let revision = 0
    const look = async (): Promise<void> => {
      const changes = await ours.sync(id, { trials: [] }, revision)
      revision = Math.max(revision, changes.revision)
      for (const { number, state } of changes.trials) if (known.get(number) !== "complete") known.set(number, state)
    }
    const work = Promise.all(
      [0, 1, 2].map(async () => {
        for (let i = 0; i < 10; i++) await finish(theirs, id, { reports: [[0, i]] })
      }),
    )
    for (let i = 0; i < 20; i++) await look()
    await work
    await look()
    assertEqual([known.size, [...new Set(known.values())]], [30, ["complete"]], "what a reader has seen")
  }),
]

function withBoth(name: string, check: (ours: Storage, theirs: Storage, studyId: number) => Promise<void>): SharedCase {
  return {
    name,
    async run(create) {
      const [ours, theirs] = await create()
      try {
        await check(ours, theirs, await ours.createStudy("contract", ["minimize"]))
      } finally {
        await Promise.all([ours.close(), theirs.close()])
      }
    },
  }
}
