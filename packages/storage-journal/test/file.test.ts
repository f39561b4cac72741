import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs"
import { assertRejects } from "@parzen/core/testing"
import type { FrozenTrial } from "@parzen/core"
import { createStudy, createTrial, float, loadStudy, setVerbosity } from "@parzen/core"
import * as fc from "fast-check"
import { beforeAll, describe, expect, test } from "vitest"
import { JournalFileBackend, JournalStorage } from "@parzen/storage-journal"
import { tempPath } from "./temp-folder.ts"

beforeAll(() => setVerbosity("silent"))

const W = `"worker_id":"b-1"`
const STUDY = `{"op_code":0,${W},"study_name":"s","directions":[1]}\n`
const TRIAL = `{"op_code":4,${W},"study_id":0,"datetime_start":"2026-01-01T00:00:00.123456+00:00"}\n`

function journal(content: string): string {
  const path = tempPath("study.log")
  writeFileSync(path, content)
  return path
}

function open(path: string): JournalStorage {
  return new JournalStorage(new JournalFileBackend(path))
}

async function read(path: string): Promise<readonly FrozenTrial[]> {
  return (await open(path).sync(0, { trials: [] }, 0)).trials
}

describe("a line that was never finished", () => {
  test("is overlooked by readers and removed by the next writer, so that everybody can read on", async () => {
    const path = journal(STUDY + TRIAL + TRIAL.slice(0, 30))
    expect(await read(path)).toHaveLength(1)
    const { trial } = await open(path).startTrial(0, 0)
    expect(trial.number).toBe(1)
    for (const line of readFileSync(path, "utf8").trimEnd().split("\n")) JSON.parse(line)
    expect(await read(path)).toHaveLength(2)
  })

  test("to which Optuna has appended an entry leaves that entry", async () => {
    const path = journal(STUDY + TRIAL.slice(0, 30) + TRIAL)
    expect(await read(path)).toHaveLength(0)
    expect((await open(path).startTrial(0, 0)).trial.number).toBe(1)
    expect(readFileSync(path, "utf8").startsWith(STUDY + TRIAL)).toBe(true)
  })

  test("in the middle is an error that says where", async () => {
    const path = journal(`${STUDY}{"op_code":4,"wor\n${TRIAL}`)
    await assertRejects(() => read(path), "JOURNAL_BROKEN")
    await expect(read(path)).rejects.toThrow(`line 2 of ${path} (byte ${STUDY.length})`)
    const before = readFileSync(path)
    await assertRejects(() => open(path).startTrial(0, 0), "JOURNAL_BROKEN")
    expect(readFileSync(path)).toEqual(before)
  })

  test("that another process finishes is taken once it is whole", async () => {
    const path = journal(STUDY + TRIAL.slice(0, 30))
    const storage = open(path)
    expect((await storage.sync(0, { trials: [] }, 0)).trials).toHaveLength(0)
    appendFileSync(path, TRIAL.slice(30))
    expect((await storage.sync(0, { trials: [] }, 0)).trials).toHaveLength(1)
  })
})

describe("what Python writes", () => {
  test("is read: bare NaN and Infinity, integers beyond 2^53, UTF-8 and escapes", async () => {
    const attr = `{"op_code":8,${W},"trial_id":0,"user_attr":{"a":[NaN,-Infinity,{"NaN":"Infinity \\" NaN"}],"big":9007199254740993,"é":"\\u00e9✓"}}\n`
    const [trial] = await read(journal(STUDY + TRIAL + attr))
    expect(trial?.userAttrs).toEqual({
      a: [NaN, -Infinity, { NaN: 'Infinity " NaN' }],
      big: 9007199254740992,
      é: "é✓",
    })
    expect(trial?.datetimeStart).toEqual(new Date("2026-01-01T00:00:00.123Z"))
  })

  test("by Rustuna, to discard trials, is passed over as Optuna does", async () => {
    const path = journal(`${STUDY}${TRIAL}{"op_code":10,${W},"study_id":0,"trial_ids":[0]}\n${TRIAL}`)
    expect(await read(path)).toHaveLength(2)
  })

  test("in a later version is an error, not a guess", async () => {
    await assertRejects(() => read(journal(`${STUDY}{"op_code":11,${W}}\n`)), "JOURNAL_UNKNOWN_OPERATION")
  })

  test("and cannot be understood here makes one study unreadable, not the others", async () => {
    const distribution = JSON.stringify(
      `{"name": "IntDistribution", "attributes": {"log": false, "step": 1, "low": 0, "high": 9223372036854775807}}`,
    )
    const param = `{"op_code":5,${W},"trial_id":0,"param_name":"n","param_value_internal":3.0,"distribution":${distribution}}\n`
    const path = journal(STUDY + TRIAL + param + STUDY.replace('"s"', '"t"'))
    await assertRejects(() => read(path), "INVALID_DISTRIBUTION")
    expect((await loadStudy({ storage: open(path), studyName: "t" })).trials).toEqual([])
  })

  test("that is not allowed is passed over: a second study of a name, late claims, writes to ended and unknown trials", async () => {
    const end = `{"op_code":6,${W},"trial_id":0,"state":1,"values":[1.5],"datetime_complete":"2026-01-01T00:00:01+00:00"}\n`
    const late = `{"op_code":6,"worker_id":"c-1","trial_id":0,"state":3,"values":null,"datetime_complete":"2026-01-01T00:00:02+00:00"}\n`
    const unknown = `{"op_code":7,${W},"trial_id":7,"step":0,"intermediate_value":1.0}\n`
    const [trial, ...others] = await read(journal(STUDY + STUDY + TRIAL + end + late + unknown))
    expect([trial?.state, trial?.values, others]).toEqual(["complete", [1.5], []])
  })
})

describe("a journal that others change", () => {
  test("is read anew when it is replaced or deleted", async () => {
    const path = journal(STUDY + TRIAL + TRIAL)
    const storage = open(path)
    const { revision } = await storage.sync(0, { trials: [] }, 0)
    writeFileSync(path, STUDY.replace("b-1", "c-1") + TRIAL + TRIAL + TRIAL)
    const replaced = await storage.sync(0, { trials: [] }, revision)
    expect([replaced.trials.length, replaced.revision > revision]).toEqual([3, true])
    truncateSync(path, 0)
    expect(await storage.findStudy("s")).toBeUndefined()
  })

  test("is not created by reading", async () => {
    const path = tempPath("study.log")
    expect(await open(path).listStudies()).toEqual([])
    expect(existsSync(path)).toBe(false)
  })

  test("in a folder that does not exist is an error that names it", async () => {
    const path = tempPath("no/such/study.log")
    await assertRejects(() => open(path).createStudy("s", ["minimize"]), "STORAGE_UNAVAILABLE")
  })

  test("is read once, however it is cut into pieces", async () => {
    const lines = [STUDY, TRIAL, TRIAL]
    const text = [
      ...lines,
      ...Array.from(
        { length: 12 },
        (_, i) => `{"op_code":8,${W},"trial_id":${i % 2},"user_attr":{"${i}✓é":"${"ü".repeat(i)}"}}\n`,
      ),
    ].join("")
    const bytes = Buffer.from(text)
    const whole = await read(journal(text))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 12 }), async (cuts) => {
        const path = journal("")
        const storage = open(path)
        const ends = [...cuts.sort((a, b) => a - b), bytes.length]
        let from = 0
        for (const end of ends) {
          appendFileSync(path, bytes.subarray(from, end))
          from = end
          await storage.listStudies()
        }
        expect((await storage.sync(0, { trials: [] }, 0)).trials).toEqual(whole)
      }),
      { numRuns: 40 },
    )
  })
})

describe("what is written", () => {
  test("by calls of one moment goes to the file at once", async () => {
    const path = tempPath("study.log")
    const storage = open(path)
    const id = await storage.createStudy("s", ["minimize"])
    const started = await Promise.all(Array.from({ length: 50 }, () => storage.startTrial(id, 0)))
    const revisions = new Set(started.map(({ changes }) => changes.revision))
    expect([started.length, revisions.size]).toEqual([50, 1])
  })

  test("costs a reader only what is new, also while 500 trials run", async () => {
    const path = tempPath("study.log")
    const storage = open(path)
    const id = await storage.createStudy("s", ["minimize"])
    const running = createTrial({ state: "running", params: { x: 0.5 }, distributions: { x: float(0, 1) } })
    await storage.addTrials(id, new Array<FrozenTrial>(500).fill(running))
    const { changes } = await storage.startTrial(id, 0)
    expect(changes.trials).toHaveLength(501)
    expect((await storage.startTrial(id, changes.revision)).changes.trials).toHaveLength(1)
  })

  test("is on the disk when tell returns, and is not written twice if it is told twice", async () => {
    const path = tempPath("study.log")
    const study = await createStudy({ storage: open(path) })
    const trial = await study.ask()
    await study.tell(trial, 1)
    const { size } = statSync(path)
    await study.tell(trial, 1, { skipIfFinished: true })
    expect(statSync(path).size).toBe(size)
    expect(readFileSync(path, "utf8")).toContain(`"state":1,"values":[1.0]`)
  })
})
