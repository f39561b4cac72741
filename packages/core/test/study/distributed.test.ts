import { describe, expect, test } from "vitest"
import type { Study } from "../../src/index.ts"
import {
  createStudy,
  GridSampler,
  InMemoryStorage,
  loadStudy,
  NopPruner,
  RandomSampler,
  RetryHeartbeatStaleTrialCallback,
} from "../../src/index.ts"
import { listen, silence } from "../listen.ts"
import { LeasedStorage } from "../storage/leased-storage.ts"

silence()

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const algorithms = (): { sampler: RandomSampler; pruner: NopPruner } => ({
  sampler: new RandomSampler({ seed: 1 }),
  pruner: new NopPruner(),
})
const states = ({ trials }: Study): string[] => trials.map(({ state }) => state)

/** A worker that asks, suggests, and is never heard of again. */
async function leave(storage: LeasedStorage): Promise<number> {
  const { trial } = await storage.startTrial(0, 0)
  return trial.number
}

describe("a lease that is lost", () => {
  test("aborts the trial's signal and ends it; the study goes on", async () => {
    const storage = new LeasedStorage(10)
    const study = await createStudy({ storage, ...algorithms() })
    const reasons: unknown[] = []
    await study.optimize(
      (trial) => {
        if (trial.number !== 1) return 1
        storage.lose(1)
        trial.signal.addEventListener("abort", () => reasons.push(trial.signal.reason))
        return new Promise<number>(() => {})
      },
      { nTrials: 3 },
    )
    expect(reasons).toEqual([expect.objectContaining({ code: "LEASE_LOST" })])
    expect(states(study)).toEqual(["complete", "fail", "complete"])
  })

  test("by a slow worker lets it go on with a new trial, its late end not even half written", async () => {
    const storage = new LeasedStorage(10_000, 30)
    const heartbeatStaleTrialCallback = new RetryHeartbeatStaleTrialCallback()
    const options = { storage, studyName: "s", heartbeatStaleTrialCallback, ...algorithms() }
    const slow = await createStudy(options)
    const quick = await loadStudy(options)
    let nStarted = 0
    await slow.optimize(
      async (trial) => {
        trial.suggestFloat("x", 0, 1)
        if (++nStarted > 1) return trial.number
        await sleep(50)
        await quick.optimize(() => 100, { nTrials: 1 })
        trial.setUserAttr("late", true)
        return -1
      },
      { nTrials: 2 },
    )
    expect(states(slow)).toEqual(["fail", "complete", "complete"])
    expect(slow.trials.map(({ value }) => value)).toEqual([undefined, 100, 2])
    expect(slow.trials[0]).toMatchObject({ userAttrs: {}, params: {} })
    expect(slow.trials[1]?.systemAttrs).toMatchObject({ failed_trial: 0, retry_history: [0] })
  })

  test("refuses the late tell by a code, and lets the worker ask again", async () => {
    const storage = new LeasedStorage(10_000, 20)
    const study = await createStudy({ storage, studyName: "s", ...algorithms() })
    const trial = await study.ask()
    await sleep(40)
    const other = await loadStudy({ storage, studyName: "s", ...algorithms() })
    await other.tell(await other.ask(), 1)
    await expect(study.tell(trial, 0)).rejects.toMatchObject({ code: "TRIAL_FINISHED" })
    expect(await study.tell(await study.ask(), 2)).toMatchObject({ number: 2, value: 2 })
    expect(states(study)).toEqual(["fail", "complete", "complete"])
  })
})

describe("a trial whose worker has died", () => {
  const said = listen()

  test("fails with a warning, and is run again only where asked for", async () => {
    const storage = new LeasedStorage(1, 10)
    const study = await createStudy({ storage, ...algorithms() })
    await leave(storage)
    await sleep(20)
    await study.optimize(() => 1, { nTrials: 2 })
    expect(states(study)).toEqual(["fail", "complete", "complete"])
    expect(said).toEqual(["Trial 0 was given up: its worker has not renewed its lease in time."])
  })

  test("is run again with the parameters it had", async () => {
    const storage = new LeasedStorage(10_000, 10)
    const options = { storage, studyName: "s", heartbeatStaleTrialCallback: new RetryHeartbeatStaleTrialCallback() }
    const study = await createStudy({ ...options, ...algorithms() })
    const dead = await study.ask()
    const x = dead.suggestFloat("x", 0, 1)
    await study.sync()
    await sleep(20)
    const another = await loadStudy({ ...options, ...algorithms() })
    await another.optimize((trial) => trial.suggestFloat("x", 0, 1) + trial.suggestFloat("y", 5, 5), { nTrials: 1 })
    expect(another.trials[1]).toMatchObject({ state: "complete", params: { x, y: 5 }, value: x + 5 })
  })

  test("does not use up its point of a grid, nor lets the study end before it is run", async () => {
    const storage = new LeasedStorage(10_000, 60_000)
    const heartbeatStaleTrialCallback = new RetryHeartbeatStaleTrialCallback()
    const sampler = (): GridSampler => new GridSampler({ searchSpace: { x: [0, 1, 2, 3] } })
    const options = { storage, studyName: "s", heartbeatStaleTrialCallback, pruner: new NopPruner() }
    const dead = await (await createStudy({ ...options, sampler: sampler() })).ask()
    const study = await loadStudy({ ...options, sampler: sampler() })
    await study.optimize(async (trial) => {
      const x = trial.suggestInt("x", 0, 3)
      if (trial.number === 3) {
        storage.expire(dead.number)
        await storage.leases.giveUpStale(0, (stale) => heartbeatStaleTrialCallback.retryOf(stale))
        await trial.shouldPrune()
      }
      return x
    })
    expect(states(study)).toEqual(["fail", "complete", "complete", "complete", "complete"])
    expect(study.trials[4]?.systemAttrs).toMatchObject({ failed_trial: dead.number })
    const tried = study.trials.flatMap(({ value }) => value ?? [])
    expect(tried.sort()).toEqual([0, 1, 2, 3])
  })
})

describe("nTrialsTotal", () => {
  test.each([1, 3])("is exact over workers of concurrency %s", async (concurrency) => {
    const storage = new InMemoryStorage()
    const first = await createStudy({ storage, studyName: "s", ...algorithms() })
    const workers = [first, ...(await Promise.all([1, 2, 3].map(() => loadStudy({ storage, ...algorithms() }))))]
    const run = (study: Study): Promise<void> =>
      study.optimize(() => sleep(Math.random() * 3).then(() => 1), { nTrialsTotal: 50, concurrency })
    await Promise.all(workers.map(run))
    await first.sync()
    expect(states(first)).toEqual(Array.from({ length: 50 }, () => "complete"))
    await first.optimize(() => 1, { nTrialsTotal: 50 })
    expect(first.trials.length).toBe(50)
    await first.optimize(() => 1, { nTrialsTotal: 60, nTrials: 4 })
    expect(first.trials.length).toBe(54)
  })

  test("leaves enqueued trials their turn", async () => {
    const study = await createStudy(algorithms())
    for (const x of [0.1, 0.2, 0.3]) await study.enqueueTrial({ x })
    await study.optimize((trial) => trial.suggestFloat("x", 0, 1), { nTrialsTotal: 2 })
    expect(study.trials.map(({ value }) => value)).toEqual([0.1, 0.2, 0.3])
  })

  test("counts trials of every state, 0 included", async () => {
    const study = await createStudy(algorithms())
    await study.optimize(() => 1, { nTrialsTotal: 0 })
    expect(study.trials.length).toBe(0)
    await study.optimize(
      (trial) => {
        if (trial.number % 2 === 0) throw new RangeError("no")
        return 1
      },
      { nTrialsTotal: 4, catch: [RangeError] },
    )
    expect(states(study)).toEqual(["fail", "complete", "fail", "complete"])
  })

  test("waits for what other workers may leave, and runs it besides", async () => {
    const storage = new LeasedStorage(5, 60)
    const heartbeatStaleTrialCallback = new RetryHeartbeatStaleTrialCallback({ maxRetry: 1 })
    const study = await createStudy({ storage, heartbeatStaleTrialCallback, ...algorithms() })
    await leave(storage)
    await study.optimize(() => 1, { nTrialsTotal: 3 })
    expect(states(study)).toEqual(["fail", "complete", "complete", "complete"])
  })

  test("does not wait past an abort, or a time limit", async () => {
    const storage = new LeasedStorage(5, 60_000)
    const heartbeatStaleTrialCallback = new RetryHeartbeatStaleTrialCallback()
    const study = await createStudy({ storage, heartbeatStaleTrialCallback, ...algorithms() })
    await leave(storage)
    const begin = performance.now()
    await study.optimize(() => 1, { nTrialsTotal: 2, timeoutMs: 20 })
    const signal = AbortSignal.timeout(20)
    await expect(study.optimize(() => 1, { nTrialsTotal: 2, signal })).rejects.toMatchObject({ name: "TimeoutError" })
    expect(performance.now() - begin).toBeLessThan(3000)
    expect(states(study)).toEqual(["running", "complete"])
  })

  test.each([-1, 1.5, NaN])("refuses %s", async (nTrialsTotal) => {
    const study = await createStudy(algorithms())
    await expect(study.optimize(() => 1, { nTrialsTotal })).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
  })
})

test("a parameter that another worker has begun otherwise fails the trial, with its code", async () => {
  const storage = new InMemoryStorage()
  const options = { storage, studyName: "s", ...algorithms() }
  const ours = await createStudy(options)
  const theirs = await loadStudy(options)
  const [first, second] = [await ours.ask(), await theirs.ask()]
  first.suggestFloat("x", 0, 1)
  second.suggestInt("x", 0, 1)
  await ours.tell(first, 1)
  await expect(theirs.tell(second, 1)).rejects.toMatchObject({ code: "INCOMPATIBLE_DISTRIBUTION" })
  expect(theirs.trials[1]).toMatchObject({ state: "fail", params: {} })
  expect(await theirs.tell(await theirs.ask(), 2)).toMatchObject({ number: 2, state: "complete" })
})
