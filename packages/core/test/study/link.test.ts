import { describe, expect, test } from "vitest"
import type { Changes, Revision, Writes } from "../../src/index.ts"
import {
  createStudy,
  InMemoryStorage,
  loadStudy,
  NopPruner,
  ParzenError,
  RandomSampler,
  viewOf,
} from "../../src/index.ts"
import { silence } from "../listen.ts"

silence()

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const algorithms = (): { sampler: RandomSampler; pruner: NopPruner } => ({
  sampler: new RandomSampler({ seed: 1 }),
  pruner: new NopPruner(),
})

/** In memory, but each call takes a while and may fail; it counts its calls. */
class DistantStorage extends InMemoryStorage {
  nSyncs = 0
  nFailures = 0
  nAtOnce = 0
  #now = 0

  override async sync(studyId: number, writes: Writes, since: Revision): Promise<Changes> {
    this.nSyncs++
    this.nAtOnce = Math.max(this.nAtOnce, ++this.#now)
    await sleep(5)
    this.#now--
    if (this.nFailures > 0) {
      this.nFailures--
      throw new Error("connection lost")
    }
    return super.sync(studyId, writes, since)
  }
}

describe("a storage that fails", () => {
  test("rejects the call that waits for it, and loses nothing that was queued", async () => {
    const storage = new DistantStorage()
    const study = await createStudy({ storage, ...algorithms() })
    const trial = await study.ask()
    const x = trial.suggestFloat("x", 0, 1)
    trial.report(1, 0)
    storage.nFailures = 1
    await expect(trial.shouldPrune()).rejects.toThrow("connection lost")
    trial.report(2, 1)
    trial.setUserAttr("a", 1)
    storage.nFailures = 1
    await expect(study.tell(trial, 0.5)).rejects.toThrow("connection lost")
    const told = await study.tell(trial, 0.5)
    expect(told).toMatchObject({ params: { x }, intermediateValues: { 0: 1, 1: 2 }, userAttrs: { a: 1 }, value: 0.5 })
  })

  test("ends optimize with its error", async () => {
    const storage = new DistantStorage()
    const study = await createStudy({ storage, ...algorithms() })
    const run = study.optimize(
      (trial) => {
        if (trial.number === 2) storage.nFailures = 1
        return 1
      },
      { nTrials: 5 },
    )
    await expect(run).rejects.toThrow("connection lost")
    expect(study.trials.map(({ state }) => state)).toEqual(["complete", "complete", "running"])
    await study.sync()
    expect(study.trials[2]?.state).toBe("complete")
  })

  test("may fail at once, and be called again", async () => {
    class BrokenStorage extends InMemoryStorage {
      isBroken = true

      override sync(studyId: number, writes: Writes, since: Revision): Promise<Changes> {
        if (this.isBroken) throw new Error("broken")
        return super.sync(studyId, writes, since)
      }
    }
    const storage = new BrokenStorage()
    const study = await createStudy({ storage, ...algorithms() })
    const trial = await study.ask()
    await expect(study.tell(trial, 1)).rejects.toThrow("broken")
    storage.isBroken = false
    expect(await study.tell(trial, 1)).toMatchObject({ state: "complete" })
  })

  test("whose failure nobody waits for does not end the process", async () => {
    const storage = new DistantStorage()
    const study = await createStudy({ storage, ...algorithms() })
    const trial = await study.ask()
    storage.nFailures = 1
    void trial.shouldPrune()
    await sleep(20)
    expect(await study.tell(trial, 1)).toMatchObject({ state: "complete" })
  })
})

describe("attributes of the study that a storage refuses", () => {
  /** Its columns take values of ten characters; it counts its calls, and may be cut off. */
  class NarrowStorage extends InMemoryStorage {
    nSyncs = 0
    isCutOff = false

    override async sync(studyId: number, writes: Writes, since: Revision): Promise<Changes> {
      this.nSyncs++
      if (this.isCutOff) throw new Error("connection lost")
      for (const value of Object.values({ ...writes.study?.userAttrs, ...writes.study?.systemAttrs })) {
        if (JSON.stringify(value).length > 10) throw new ParzenError("INVALID_ARGUMENT", "the attribute is too long")
      }
      return super.sync(studyId, writes, since)
    }
  }
  const long = "a text of many characters"

  test("are told once, and written no more", async () => {
    const storage = new NarrowStorage()
    const study = await createStudy({ storage, studyName: "s", ...algorithms() })
    await study.setUserAttr("a", 1)
    await expect(study.setUserAttr("a", long)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
    expect(study.userAttrs).toEqual({ a: 1 })
    await study.sync()
    await study.setUserAttr("b", 2)
    expect((await loadStudy({ storage, studyName: "s" })).userAttrs).toEqual({ a: 1, b: 2 })
  })

  test("do no harm to what is written with them", async () => {
    const storage = new NarrowStorage()
    const study = await createStudy({ storage, studyName: "s", ...algorithms() })
    const trial = await study.ask()
    const view = viewOf(study)
    view.setSystemAttr("good", 1)
    view.setSystemAttr("bad", long)
    view.setSystemAttr("better", 2)
    await expect(study.tell(trial, 1)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
    expect(study.systemAttrs).toEqual({ good: 1, better: 2 })
    expect(() => trial.suggestFloat("x", 0, 1)).toThrow("has finished")
    const other = await loadStudy({ storage, studyName: "s" })
    expect([other.systemAttrs, other.trials[0]?.state]).toEqual([{ good: 1, better: 2 }, "complete"])
    storage.nSyncs = 0
    await study.tell(await study.ask(), 2)
    expect(storage.nSyncs).toBe(1)
  })

  test("are not taken for those of a storage that cannot be reached", async () => {
    const storage = new NarrowStorage()
    const study = await createStudy({ storage, studyName: "s", ...algorithms() })
    storage.isCutOff = true
    await expect(study.setUserAttr("a", 1)).rejects.toThrow("connection lost")
    expect(study.userAttrs).toEqual({ a: 1 })
    storage.isCutOff = false
    await study.sync()
    expect((await loadStudy({ storage, studyName: "s" })).userAttrs).toEqual({ a: 1 })
  })

  test("are told at the next await where they left by themselves", async () => {
    class ImpatientStorage extends NarrowStorage {
      readonly flushAfterMs = 1
    }
    const study = await createStudy({ storage: new ImpatientStorage(), ...algorithms() })
    viewOf(study).setSystemAttr("bad", long)
    await sleep(20)
    expect(study.systemAttrs).toEqual({})
    await expect(study.sync()).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
    await study.sync()
  })
})

describe("calls that come together", () => {
  test("go one at a time and share their round trips", async () => {
    const storage = new DistantStorage()
    const study = await createStudy({ storage, ...algorithms() })
    const trials = await Promise.all(Array.from({ length: 20 }, () => study.ask()))
    for (const trial of trials) trial.suggestFloat("x", 0, 1)
    storage.nSyncs = 0
    await Promise.all(trials.map((trial) => study.tell(trial, trial.number)))
    expect(study.trials.map(({ value }) => value)).toEqual(trials.map(({ number }) => number))
    expect([storage.nSyncs <= 3, storage.nAtOnce]).toEqual([true, 1])
  })

  test("leave the attributes of the study as they were set last", async () => {
    const storage = new DistantStorage()
    const study = await createStudy({ storage, studyName: "s", ...algorithms() })
    await Promise.all([1, 2, 3].map((value) => study.setUserAttr("n", value)))
    expect(study.userAttrs).toEqual({ n: 3 })
    expect((await loadStudy({ storage, studyName: "s" })).userAttrs).toEqual({ n: 3 })
  })
})

test("queued writes leave by themselves where the storage asks for it", async () => {
  class ImpatientStorage extends InMemoryStorage {
    readonly flushAfterMs = 10
  }
  const storage = new ImpatientStorage()
  const study = await createStudy({ storage, studyName: "s", ...algorithms() })
  const trial = await study.ask()
  trial.suggestFloat("x", 0, 1)
  await sleep(40)
  const other = await loadStudy({ storage, studyName: "s" })
  expect(other.trials[0]).toMatchObject({ state: "running", params: trial.params })
})
