import { float } from "../distributions/float.ts"
import type { Leases, Storage } from "../storage/storage.ts"
import { createTrial } from "../trial/create-trial.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { assert, assertEqual } from "./contract.ts"
import type { StorageCase } from "./storage-case.ts"
import { end, END, finish, read, withStudy } from "./storage-case.ts"

/** What every storage with leases must do besides. They are to run out within half a second if nobody renews them. */
export const leaseContract: readonly StorageCase[] = [
  withLeases("refuses what comes under another lease", async (storage, id, leases) => {
    const { trial, lease } = await storage.startTrial(id, 0)
    assert(lease !== undefined, "a storage with leases gives one with each trial")
    assertEqual(await leases.renew([{ trialId: trial.id, lease }]), [], "what is lost after a renewal")
    assertEqual(await leases.renew([{ trialId: trial.id, lease: "another" }]), [trial.id], "what another lease holds")
    const { refused } = await storage.sync(id, { trials: [{ trialId: trial.id, lease: "another", finish: END }] }, 0)
    assertEqual(refused?.get(trial.id)?.code, "LEASE_LOST", "code of the refusal")
  }),
  withLeases("gives up a trial that is not renewed, and refuses its late end", async (storage, id, leases) => {
    const { trial, lease } = await storage.startTrial(id, 0)
    assert(lease !== undefined, "a storage with leases gives one with each trial")
    assertEqual(await giveUp(leases, id), [], "what is given up at once")
    assertEqual(await firstStale(leases, id), [0], "what is given up later")
    assertEqual(await leases.renew([{ trialId: trial.id, lease }]), [trial.id], "what is lost")
    const late = { trialId: trial.id, lease, userAttrs: { late: 1 }, finish: END }
    const { refused } = await storage.sync(id, { trials: [late] }, 0)
    const code = refused?.get(trial.id)?.code
    assert(code === "LEASE_LOST" || code === "TRIAL_FINISHED", `expected a refusal of the late end, got ${code}`)
    const { state, values, userAttrs, datetimeComplete } = await read(storage, id, 0)
    assertEqual([state, values, userAttrs], ["fail", undefined, {}], "the trial that was given up")
    assert(datetimeComplete instanceof Date, "a trial that was given up has an end")
  }),
  withLeases("keeps a trial that is renewed", async (storage, id, leases) => {
    const { trial, lease = "" } = await storage.startTrial(id, 0)
    for (let elapsed = 0; elapsed < 1000; elapsed += leases.renewEveryMs / 2) {
      await sleep(leases.renewEveryMs / 2)
      assertEqual(await leases.renew([{ trialId: trial.id, lease }]), [], "what is lost")
      assertEqual(await giveUp(leases, id), [], "what is given up")
    }
    await end(storage, id, { trialId: trial.id, lease })
  }),
  withLeases("gives up each trial once, and leaves ended and added ones alone", async (storage, id, leases) => {
    await storage.addTrials(id, [createTrial({ state: "running" }), createTrial({ state: "waiting" })])
    await finish(storage, id, {})
    await Promise.all([storage.startTrial(id, 0), storage.startTrial(id, 0)])
    const given: number[] = []
    const deadline = Date.now() + PATIENCE_MS
    while (given.length < 2 && Date.now() < deadline) {
      await sleep(20)
      given.push(...(await Promise.all([giveUp(leases, id), giveUp(leases, id), giveUp(leases, id)])).flat())
    }
    given.push(...(await giveUp(leases, id)))
    assertEqual(given.sort(), [2, 3], "what was given up")
    const { trials } = await storage.sync(id, { trials: [] }, 0)
    const states = trials.toSorted((a, b) => a.number - b.number).map(({ state }) => state)
    assertEqual(states, ["running", "complete", "fail", "fail"], "states")
  }),
  withLeases("adds what is to be run instead of a trial given up, with it and once", async (storage, id, leases) => {
    const retry = ({ number, params, distributions }: FrozenTrial): FrozenTrial =>
      createTrial({ state: "waiting", params, distributions, systemAttrs: { failed_trial: number } })
    const { trial, lease } = await storage.startTrial(id, 0)
    const params = [{ name: "x", value: 0.5, distribution: float(0, 1) }]
    await storage.sync(id, { trials: [{ trialId: trial.id, lease, params }] }, 0)
    assertEqual(await leases.countHeld(id), 1, "trials with a lease")
    assertEqual(await firstStale(leases, id, retry), [0], "what is given up")
    assertEqual([await giveUp(leases, id, retry), await leases.countHeld(id)], [[], 0], "what is left")
    const { trials } = await storage.sync(id, { trials: [] }, 0)
    assertEqual(trials.length, 2, "trials in all")
    const again = (await storage.startTrial(id, 0)).trial
    assertEqual([again.number, again.params, again.systemAttrs["failed_trial"]], [1, { x: 0.5 }, 0], "the retry")
  }),
]

/** How long to wait for a lease to run out, in ms. */
const PATIENCE_MS = 10_000

function withLeases(
  name: string,
  check: (storage: Storage, studyId: number, leases: Leases) => Promise<void>,
): StorageCase {
  const { run } = withStudy(name, (storage, studyId) => check(storage, studyId, leasesOf(storage)))
  return { name, run: (create) => run(() => create()) }
}

function leasesOf({ leases }: Storage): Leases {
  assert(leases !== undefined, "a storage under this contract has leases")
  return leases
}

type Retry = Parameters<Leases["giveUpStale"]>[1]

/** The numbers of what is given up now. */
async function giveUp(leases: Leases, studyId: number, retry?: Retry): Promise<number[]> {
  const stale = await leases.giveUpStale(studyId, retry)
  assert(
    stale.every(({ state }) => state === "fail"),
    "what is given up is answered as failed",
  )
  return stale.map(({ number }) => number)
}

/** What is given up as soon as anything is. */
async function firstStale(leases: Leases, studyId: number, retry?: Retry): Promise<readonly number[]> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    const failed = await giveUp(leases, studyId, retry)
    if (failed.length > 0) return failed
    await sleep(20)
  }
  return []
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
