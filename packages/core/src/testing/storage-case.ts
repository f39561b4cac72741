import type { Changes, Finish, Storage, TrialWrites } from "../storage/storage.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import type { ContractCase } from "./contract.ts"
import { assert, assertEqual } from "./contract.ts"

/** Makes an empty storage; each call a new one. */
export type CreateStorage = () => Storage | Promise<Storage>

/** One thing that a storage must do. */
export type StorageCase = ContractCase<CreateStorage>

/** An end for trials that need one. */
export const END: Finish = { state: "complete", values: [0], completedAt: 1_700_000_000_000 }

/** A case on an empty storage. */
export function withStorage(name: string, check: (storage: Storage) => Promise<void>): StorageCase {
  return {
    name,
    async run(create) {
      const storage = await create()
      try {
        await check(storage)
      } finally {
        await storage.close()
      }
    },
  }
}

/** A case on a storage with one study. */
export function withStudy(name: string, check: (storage: Storage, studyId: number) => Promise<void>): StorageCase {
  return withStorage(name, async (storage) => check(storage, await storage.createStudy("contract", ["minimize"])))
}

/** Runs a trial that writes `writes`, by default ended as complete, and answers it as the storage has it. */
export async function finish(
  storage: Storage,
  studyId: number,
  writes: Omit<TrialWrites, "trialId" | "lease">,
): Promise<FrozenTrial> {
  const { trial, lease } = await storage.startTrial(studyId, 0)
  return end(storage, studyId, { trialId: trial.id, lease, ...writes })
}

/** Ends a trial, by default as complete, and answers it as the storage has it. */
export async function end(storage: Storage, studyId: number, writes: TrialWrites): Promise<FrozenTrial> {
  const { trials, refused } = await storage.sync(studyId, { trials: [{ finish: END, ...writes }] }, 0)
  assertEqual(refused?.size ?? 0, 0, "refused writes")
  const trial = trials.find(({ id }) => id === writes.trialId)
  assert(trial !== undefined, "the ended trial must be among the changes")
  return trial
}

/** The trial of this number, as the storage has it. */
export async function read(storage: Storage, studyId: number, number: number): Promise<FrozenTrial> {
  const { trials } = await storage.sync(studyId, { trials: [] }, 0)
  const trial = trials.find((candidate) => candidate.number === number)
  assert(trial !== undefined, `trial ${number} must be among all changes`)
  return trial
}

/** Number and state of each changed trial. */
export function summary({ trials }: Changes): unknown[] {
  return trials.map(({ number, state }) => [number, state])
}

/** What a trial holds, apart from its number, id and distributions. */
export function content(trial: FrozenTrial): unknown {
  const { state, values, params, intermediateValues, userAttrs, systemAttrs, datetimeStart, datetimeComplete } = trial
  return { state, values, params, intermediateValues, userAttrs, systemAttrs, datetimeStart, datetimeComplete }
}
