import type { SpawnSyncReturns } from "node:child_process"
import { execFileSync, spawnSync } from "node:child_process"
import { appendFileSync, readFileSync, statSync } from "node:fs"
import type { FrozenTrial, Storage } from "@parzen/core"
import { categorical, createTrial, float, setVerbosity } from "@parzen/core"
import { assertRejects } from "@parzen/core/testing"
import { testServer } from "@parzen/test-servers"
import * as fc from "fast-check"
import { Redis } from "ioredis"
import { beforeAll, describe, expect, test } from "vitest"
import type { JournalBackend } from "@parzen/storage-journal"
import { compactJournal, JournalFileBackend, JournalRedisBackend, JournalStorage } from "@parzen/storage-journal"
import { tempPath } from "./temp-folder.ts"

beforeAll(() => setVerbosity("silent"))

const redis = testServer("redis")
const places: Readonly<Record<string, () => Promise<() => JournalBackend>>> = {
  "a file": async () => {
    const path = tempPath("study.log")
    return () => new JournalFileBackend(path)
  },
  Redis: async () => {
    const url = await redis.newDatabase()
    return () => new JournalRedisBackend(url, { prefix: "p" })
  },
}

/** All that a storage holds, with ids. */
async function content(storage: Storage): Promise<unknown> {
  const studies = []
  for (const study of await storage.listStudies()) {
    const { trials } = await storage.sync(study.id, { trials: [] }, 0)
    studies.push({ ...study, trials: trials.toSorted((a, b) => a.number - b.number).map((trial) => ({ ...trial })) })
  }
  return studies
}

for (const [name, place] of Object.entries(places)) {
  describe.skipIf(name === "Redis" && redis.missing !== undefined)(`a compacted journal in ${name}`, () => {
    test("says the same: studies, trials, ids, who runs what", async () => {
      const backend = await place()
      const [ours, theirs] = [
        new JournalStorage(backend(), { heartbeatIntervalMs: 50_000 }),
        new JournalStorage(backend()),
      ]
      await fill(ours)
      const before = await content(ours)
      const run = await ours.startTrial(2, 0)
      expect(await content(theirs)).toEqual(await content(ours))
      const { after, before: n } = await compactJournal(backend())
      expect(after).toBeLessThan(n)
      const fresh = new JournalStorage(backend())
      expect(await content(fresh)).toEqual(await content(theirs))
      expect(await content(ours)).toEqual(await content(theirs))
      expect(before).not.toEqual([])
      // The trial that runs is still its worker's, who goes on as if nothing had been.
      const finish = { state: "complete", values: [1], completedAt: 5 } as const
      const { refused } = await ours.sync(2, { trials: [{ trialId: run.trial.id, lease: run.lease, finish }] }, 0)
      expect(refused).toBeUndefined()
      const started = await theirs.startTrial(2, 0)
      expect(started.trial.number).toBe(run.trial.number + 1)
      expect(await content(fresh)).toEqual(await content(ours))
      await Promise.all([ours.close(), theirs.close(), fresh.close()])
    })

    test("loses nothing that is written meanwhile", async () => {
      const backend = await place()
      const workers = Array.from({ length: 3 }, () => new JournalStorage(backend()))
      const id = await (workers[0] as JournalStorage).createStudy("s", ["minimize"])
      const working = new AbortController()
      const work = async (storage: JournalStorage): Promise<void> => {
        for (let i = 0; i < 40; i++) {
          const { trial } = await storage.startTrial(id, 0)
          const writes = { trialId: trial.id, lease: undefined, userAttrs: { i }, finish: END }
          const { refused } = await storage.sync(id, { trials: [writes] }, 0)
          expect(refused).toBeUndefined()
        }
      }
      const compact = async (): Promise<number> => {
        let n = 0
        while (!working.signal.aborted) {
          await compactJournal(backend())
          n++
        }
        return n
      }
      const compacting = compact()
      await Promise.all(workers.map(work))
      working.abort()
      expect(await compacting).toBeGreaterThan(0)
      const { trials } = await new JournalStorage(backend()).sync(id, { trials: [] }, 0)
      expect(trials.map(({ number }) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, i) => i))
      expect(trials.every(({ state }) => state === "complete")).toBe(true)
      await Promise.all(workers.map((storage) => storage.close()))
    })

    test("says the same whatever happened before", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
          const backend = await place()
          const storage = new JournalStorage(backend())
          for (const [kind, a, b] of actions) await act(storage, kind, a, b)
          const before = await content(storage)
          await compactJournal(backend())
          const fresh = new JournalStorage(backend())
          expect(await content(fresh)).toEqual(before)
          expect(await content(storage)).toEqual(before)
          await Promise.all([storage.close(), fresh.close()])
        }),
        { numRuns: 15 },
      )
    })
  })
}

test("compaction of a file keeps its mode, and leaves nothing beside it", async () => {
  const path = tempPath("study.log")
  await fill(new JournalStorage(new JournalFileBackend(path)))
  const { mode } = statSync(path)
  await compactJournal(new JournalFileBackend(path))
  expect(statSync(path).mode).toBe(mode)
  expect(execFileSync("ls", ["-A", path.slice(0, path.lastIndexOf("/"))], { encoding: "utf8" })).toBe("study.log\n")
})

test("the command compacts a file, and says what is wrong", async () => {
  const path = tempPath("study.log")
  await fill(new JournalStorage(new JournalFileBackend(path)))
  const bin = new URL("../bin/parzen-journal.js", import.meta.url).pathname
  const run = (...args: readonly string[]): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, ["--conditions=@parzen/source", "--import", import.meta.resolve("tsx"), bin, ...args], {
      encoding: "utf8",
    })
  expect(run("compact", path)).toMatchObject({ status: 0, stdout: "21 entries have become 14\n" })
  expect(run("compact", "redis://u:secret@h/x")).toMatchObject({
    status: 1,
    stderr: "INVALID_URL: url: takes redis://, rediss:// or unix://, the database must be a number\n",
  })
  expect(run("squeeze", path)).toMatchObject({ status: 2, stderr: expect.stringContaining("usage:") as unknown })
}, 60_000)

test("compaction of a broken journal changes nothing", async () => {
  const path = tempPath("study.log")
  await fill(new JournalStorage(new JournalFileBackend(path)))
  appendFileSync(path, "{\n{}\n")
  const before = readFileSync(path)
  await assertRejects(() => compactJournal(new JournalFileBackend(path)), "JOURNAL_BROKEN")
  expect(readFileSync(path)).toEqual(before)
})

test.skipIf(redis.missing !== undefined)(
  "compaction in Redis removes Optuna's snapshot and what it put aside",
  async () => {
    const url = await redis.newDatabase()
    const storage = new JournalStorage(new JournalRedisBackend(url, { prefix: "p" }))
    await fill(storage)
    const client = new Redis(url)
    await client.set("p:snapshot", "counts by the old numbers")
    const { after } = await compactJournal(new JournalRedisBackend(url, { prefix: "p" }))
    const keys = (await client.keys("*")).sort()
    expect(keys).toEqual(["p:log_number", ...Array.from({ length: after }, (_, i) => `p:log:${i}`)].sort())
    expect(await Promise.all(keys.map((key) => client.ttl(key)))).toEqual(keys.map(() => -1))
    await client.quit()
    await storage.close()
  },
)

const END = { state: "complete", values: [-Infinity], completedAt: 1_700_000_000_123 } as const
const PARAMS = [
  { name: "x", value: 0.1 + 0.2, distribution: float(0, 1) },
  { name: "c", value: null, distribution: categorical(["a", null, true]) },
]

/** Makes studies 0 to 2, of which 1 is deleted. */
async function fill(storage: JournalStorage): Promise<void> {
  for (const studyName of ["a", "gone", "ü ✓"]) {
    const id = await storage.createStudy(studyName, ["minimize", "maximize"])
    await storage.sync(id, { study: { userAttrs: { n: [NaN, 1.5] }, systemAttrs: { s: null } }, trials: [] }, 0)
  }
  const actions: readonly Action[] = [
    ["start", 0, 0],
    ["start", 1, 0],
    ["add", 2, 1],
    ["end", 0, 0],
    ["start", 2, 1],
    ["report", 2, 0],
  ]
  for (const [kind, a, b] of actions) await act(storage, kind, a, b)
  await storage.deleteStudy(1)
  for (const [kind, a, b] of actions) await act(storage, kind, a, b)
}

type Action = readonly [kind: "create" | "delete" | "start" | "add" | "report" | "end" | "attr", a: number, b: number]

const action: fc.Arbitrary<Action> = fc.tuple(
  fc.constantFrom("create", "create", "delete", "start", "start", "add", "report", "end", "attr"),
  fc.nat(2),
  fc.nat(5),
)

/** Does something with study number `a`, trial number `b`, if they are there. */
async function act(storage: JournalStorage, kind: Action[0], a: number, b: number): Promise<void> {
  const studies = await storage.listStudies()
  if (kind === "create") {
    if (studies.length < 3) await storage.createStudy(`study ${crypto.randomUUID().slice(0, 4)}`, ["maximize"])
    return
  }
  const id = studies[a]?.id
  if (id === undefined) return
  if (kind === "delete") return storage.deleteStudy(id)
  if (kind === "start") return void (await storage.startTrial(id, 0))
  if (kind === "attr")
    return void (await storage.sync(id, { study: { systemAttrs: { [`k${b}`]: { b, nan: NaN } } }, trials: [] }, 0))
  if (kind === "add") {
    const params = { x: 0.25 }
    const given = { params, distributions: { x: float(0, 1) }, intermediateValues: { 3: NaN }, userAttrs: { u: [b] } }
    const trial: FrozenTrial = createTrial(
      b % 2 === 0 ? { state: "waiting", ...given } : { values: [b, Infinity], ...given },
    )
    return storage.addTrials(id, [trial])
  }
  const { trials } = await storage.sync(id, { trials: [] }, 0)
  const trialId = trials.find(({ number }) => number === b)?.id
  if (trialId === undefined) return
  const writes = {
    trialId,
    lease: undefined,
    params: PARAMS,
    reports: [[b, NaN] as const],
    systemAttrs: { "constraints:c": b },
  }
  await storage.sync(id, { trials: [kind === "end" ? { ...writes, finish: END } : writes] }, 0)
}
