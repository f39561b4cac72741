import type { Changes } from "@parzen/core"
import { float } from "@parzen/core"
import { describe, expect, test } from "vitest"
import type { SqlStorage } from "../src/index.ts"
import { openSqlStorage } from "../src/index.ts"
import type { RawSql } from "./raw-sql.ts"
import { openRaw } from "./raw-sql.ts"
import { places } from "./storages.ts"

/** Seen from where: a storage that looks again and again. */
class Watcher {
  revision = 0
  readonly #storage: SqlStorage
  readonly #studyId: number

  constructor(storage: SqlStorage, studyId: number) {
    this.#storage = storage
    this.#studyId = studyId
  }

  async look(): Promise<Changes> {
    const changes = await this.#storage.sync(this.#studyId, { trials: [] }, this.revision)
    this.revision = changes.revision
    return changes
  }
}

interface Scene {
  readonly storage: SqlStorage
  readonly studyId: number
  readonly raw: RawSql
  readonly watcher: Watcher
  readonly url: string
}

async function withStudy(newUrl: () => Promise<string>, run: (scene: Scene) => Promise<void>): Promise<void> {
  const url = await newUrl()
  const storage = await openSqlStorage(url)
  const raw = await openRaw(url)
  try {
    const studyId = await storage.createStudy("mixed", ["minimize"])
    await run({ storage, studyId, raw, watcher: new Watcher(storage, studyId), url })
  } finally {
    await raw.close()
    await storage.close()
  }
}

/** What Optuna 5.0.0 does when it makes a trial: a row without a number, which it then counts. */
async function addAsOptuna(raw: RawSql, studyId: number, state: string = "RUNNING"): Promise<number> {
  await raw.query(`insert into trials (number, study_id, state, datetime_start, datetime_complete)
    values (null, ${studyId}, '${state}', '2026-01-01 00:00:00', null)`)
  const [[id] = []] = await raw.query(`select max(trial_id) from trials where study_id = ${studyId}`)
  await raw.query(`update trials set number = (select n from (select count(*) as n from trials
    where study_id = ${studyId} and trial_id < ${Number(id)}) c) where trial_id = ${Number(id)}`)
  return Number(id)
}

for (const { name, missing, newUrl } of places()) {
  describe.skipIf(missing !== undefined)(`what Optuna writes to ${name}`, () => {
    test("is seen, each change of it", () =>
      withStudy(newUrl, async ({ studyId, raw, watcher }) => {
        await watcher.look()
        const id = await addAsOptuna(raw, studyId)
        expect((await watcher.look()).trials.map(({ number, state }) => [number, state])).toEqual([[0, "running"]])
        const steps: readonly (readonly [sql: string, seen: object])[] = [
          [
            `insert into trial_params (trial_id, param_name, param_value, distribution_json) values (${id}, 'x', 0.5,
              '{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0, "high": 1.0, "log": false}}')`,
            { params: { x: 0.5 } },
          ],
          [
            `insert into trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type)
              values (${id}, 3, null, 'NAN')`,
            { intermediateValues: { 3: NaN } },
          ],
          [
            `update trial_intermediate_values set intermediate_value = 2, intermediate_value_type = 'FINITE'
              where trial_id = ${id}`,
            { intermediateValues: { 3: 2 } },
          ],
          [
            `insert into trial_user_attributes (trial_id, ${keyOf(name)}, value_json)
              values (${id}, 'u', '[NaN, -Infinity]')`,
            { userAttrs: { u: [NaN, -Infinity] } },
          ],
          [
            `insert into trial_system_attributes (trial_id, ${keyOf(name)}, value_json) values (${id}, 's', '"é"')`,
            { systemAttrs: { s: "é" } },
          ],
          [`insert into trial_values (trial_id, objective, value, value_type) values (${id}, 0, null, 'INF_NEG')`, {}],
          [
            `update trials set state = 'COMPLETE', datetime_complete = '2026-01-01 00:00:01' where trial_id = ${id}`,
            { state: "complete", values: [-Infinity], duration: 1000 },
          ],
        ]
        for (const [statement, seen] of steps) {
          await raw.query(statement)
          const { trials } = await watcher.look()
          expect(trials.length).toBe(1)
          expect(trials[0]).toMatchObject(seen)
          expect((await watcher.look()).trials).toEqual([])
        }
      }))

    test("to the study's attributes is seen", () =>
      withStudy(newUrl, async ({ studyId, raw, watcher }) => {
        await watcher.look()
        await raw.query(
          `insert into study_user_attributes (study_id, ${keyOf(name)}, value_json) values (${studyId}, 'a', '1')`,
        )
        expect((await watcher.look()).study).toEqual({ userAttrs: { a: 1 }, systemAttrs: {} })
        await raw.query(`update study_user_attributes set value_json = '2' where study_id = ${studyId}`)
        expect((await watcher.look()).study?.userAttrs).toEqual({ a: 2 })
        expect((await watcher.look()).study).toBeUndefined()
      }))

    test("takes its numbers, and leaves the next ones to us", () =>
      withStudy(newUrl, async ({ storage, studyId, raw }) => {
        expect((await storage.startTrial(studyId, 0)).trial.number).toBe(0)
        await addAsOptuna(raw, studyId)
        expect((await storage.startTrial(studyId, 0)).trial.number).toBe(2)
        await addAsOptuna(raw, studyId)
        await addAsOptuna(raw, studyId, "WAITING")
        expect((await storage.startTrial(studyId, 0)).trial.number).toBe(4)
        expect((await storage.startTrial(studyId, 0)).trial.number).toBe(5)
      }))

    test("to a trial of ours ends it: our late end is refused, and its lease is not given up", () =>
      withStudy(newUrl, async ({ storage, studyId, raw }) => {
        const { trial, lease } = await storage.startTrial(studyId, 0)
        await raw.query(
          `update trials set state = 'FAIL', datetime_complete = '2026-01-01 00:00:00' where trial_id = ${trial.id}`,
        )
        expect(await storage.leases?.countHeld(studyId)).toBe(0)
        const finish = { state: "complete", values: [1], completedAt: Date.now() } as const
        const { refused } = await storage.sync(studyId, { trials: [{ trialId: trial.id, lease, finish }] }, 0)
        expect(refused?.get(trial.id)?.code).toBe("TRIAL_FINISHED")
      }))

    test("as a parameter's first distribution holds for us", () =>
      withStudy(newUrl, async ({ storage, studyId, raw }) => {
        const id = await addAsOptuna(raw, studyId)
        await raw.query(`insert into trial_params (trial_id, param_name, param_value, distribution_json) values (${id}, 'x', 3,
          '{"name": "IntDistribution", "attributes": {"log": false, "step": 1, "low": 0, "high": 9}}')`)
        const { trial, lease } = await storage.startTrial(studyId, 0)
        const params = [{ name: "x", value: 0.5, distribution: float(0, 1) }]
        const { refused } = await storage.sync(studyId, { trials: [{ trialId: trial.id, lease, params }] }, 0)
        expect(refused?.get(trial.id)?.code).toBe("INCOMPATIBLE_DISTRIBUTION")
      }))

    test("when it deletes a study leaves nothing of ours", () =>
      withStudy(newUrl, async ({ storage, studyId, raw }) => {
        const { trial, lease } = await storage.startTrial(studyId, 0)
        const params = [{ name: "x", value: 0.5, distribution: float(0, 1) }]
        await storage.sync(studyId, { trials: [{ trialId: trial.id, lease, params }] }, 0)
        for (const table of ["trial_heartbeats", "trial_params", "trials", "study_directions", "studies"]) {
          await raw.query(`delete from ${table}`)
        }
        for (const table of ["parzen_studies", "parzen_trials", "parzen_params"]) {
          expect(await raw.query(`select * from ${table}`)).toEqual([])
        }
        await expect(storage.startTrial(studyId, 0)).rejects.toMatchObject({ code: "STUDY_NOT_FOUND" })
      }))
  })

  if (name === "SQLite") continue
  describe.skipIf(missing !== undefined)(`two transactions of Optuna at once in ${name}`, () => {
    test("become visible in the order of their revisions, so that none is overlooked", () =>
      withStudy(newUrl, async ({ studyId, raw, watcher, url }) => {
        const [one, two] = [await addAsOptuna(raw, studyId), await addAsOptuna(raw, studyId)]
        await watcher.look()
        const other = await openRaw(url)
        const report = (id: number): string => `insert into trial_intermediate_values
          (trial_id, step, intermediate_value, intermediate_value_type) values (${id}, 0, 1, 'FINITE')`
        await raw.query("begin")
        await raw.query(report(one))
        // It waits for the first, which holds the lower revision, to be committed.
        await other.query("begin")
        const second = other.query(report(two)).then(() => other.query("commit"))
        const seen = (await watcher.look()).trials.map(({ number }) => number)
        await raw.query("commit")
        seen.push(...(await watcher.look()).trials.map(({ number }) => number))
        await second
        seen.push(...(await watcher.look()).trials.map(({ number }) => number))
        expect([...new Set(seen)].sort()).toEqual([0, 1])
        await other.close()
      }))

    test("are not overlooked by a worker that writes meanwhile", () =>
      withStudy(newUrl, async ({ storage, studyId, raw, watcher }) => {
        const theirs = await addAsOptuna(raw, studyId)
        const { trial, lease, changes } = await storage.startTrial(studyId, 0)
        await raw.query("begin")
        await raw.query(`insert into trial_intermediate_values
          (trial_id, step, intermediate_value, intermediate_value_type) values (${theirs}, 0, 1, 'FINITE')`)
        const finish = { state: "complete", values: [1], completedAt: Date.now() } as const
        const told = storage.sync(studyId, { trials: [{ trialId: trial.id, lease, finish }] }, changes.revision)
        await raw.query("commit")
        const { trials } = await told
        expect(trials.map(({ number }) => number).sort()).toEqual([0, 1])
        expect((await watcher.look()).trials.length).toBe(2)
      }))
  })
}

/** `key` is a word of SQL in MySQL. */
function keyOf(place: string): string {
  return place === "MariaDB" ? "`key`" : '"key"'
}
