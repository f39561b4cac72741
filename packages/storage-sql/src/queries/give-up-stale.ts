import type { FrozenTrial } from "@parzen/core"
import type { Kysely } from "kysely"
import type { Engine } from "../engine.ts"
import { toPythonJson } from "../rows/python-json.ts"
import type { TrialReader } from "../rows/trial-reader.ts"
import { toUtcText } from "../rows/utc-time.ts"
import type { Dialect, Tables } from "../schema/tables.ts"
import { addTemplates, checkTemplates } from "./add-templates.ts"
import { clock } from "./clock.ts"
import { lockStudy, lockStudyRow } from "./lock-study.ts"
import { readTrials } from "./read-trials.ts"

/** Trials that one transaction gives up; the next call goes on. */
const MAX_AT_ONCE = 100

const CAUSE = toPythonJson("LEASE_LOST: the trial was not renewed in time and was given up")

/** Fails running trials whose lease ran out, and adds what `retry` makes of them. @throws STUDY_NOT_FOUND */
export async function giveUpStale(
  engine: Engine,
  reader: TrialReader,
  studyId: number,
  retry: ((stale: FrozenTrial) => FrozenTrial | undefined) | undefined,
): Promise<FrozenTrial[]> {
  // Most often there is none, which costs one look into an index and no lock.
  if ((await findStale(engine.dialect, engine.db, studyId)).length === 0) return []
  return engine.transact(
    async (db) => {
      // The study before its trials, as whoever adds one does.
      if (retry !== undefined) await lockStudyRow(engine.dialect, db, studyId)
      const ids = await lockStale(engine.dialect, db, studyId)
      if (ids.length === 0) return []
      const completedAt = Date.now()
      await fail(engine.dialect, db, { studyId, ids, completedAt })
      const stale = reader.read(await readTrials(db, ids)).sort((a, b) => a.number - b.number)
      const retries = retry === undefined ? [] : stale.flatMap((trial) => retry(trial) ?? [])
      checkTemplates(retries, engine.dialect)
      await addTemplates(engine.dialect, db, studyId, retries)
      return stale
    },
    { quiet: studyId },
  )
}

async function findStale(dialect: Dialect, db: Kysely<Tables>, studyId: number): Promise<number[]> {
  const rows = await db
    .selectFrom("parzen_trials")
    .select("trial_id")
    .where("study_id", "=", studyId)
    .where("lease_until", "<", clock(dialect))
    .orderBy("lease_until")
    .limit(MAX_AT_ONCE)
    .execute()
  return rows.map(({ trial_id }) => trial_id)
}

/** The stale trials that nobody else gives up, or writes to, at this moment. */
async function lockStale(dialect: Dialect, db: Kysely<Tables>, studyId: number): Promise<number[]> {
  const found = await findStale(dialect, db, studyId)
  if (found.length === 0) return []
  const query = db.selectFrom("trials").select("trial_id").where("trial_id", "in", found).where("state", "=", "RUNNING")
  const ordered = query.orderBy("trial_id")
  const locked = await (dialect === "sqlite" ? ordered : ordered.forUpdate().skipLocked()).execute()
  // Between the look and the lock they may have been renewed.
  const still = new Set(await findStale(dialect, db, studyId))
  return locked.map(({ trial_id }) => trial_id).filter((id) => still.has(id))
}

async function fail(
  dialect: Dialect,
  db: Kysely<Tables>,
  {
    studyId,
    ids,
    completedAt,
  }: { readonly studyId: number; readonly ids: readonly number[]; readonly completedAt: number },
): Promise<void> {
  const { revision } = await lockStudy(dialect, db, studyId, { adding: false })
  await db
    .updateTable("parzen_studies")
    .set({ revision: revision + ids.length })
    .where("study_id", "=", studyId)
    .execute()
  await db
    .updateTable("trials")
    .set({ state: "FAIL", datetime_complete: toUtcText(completedAt) })
    .where("trial_id", "in", ids)
    .execute()
  for (const [i, id] of ids.entries()) {
    await db
      .updateTable("parzen_trials")
      .set({
        revision: revision + 1 + i,
        lease: null,
        lease_until: null,
        completed_ms: dialect === "mysql" ? completedAt : null,
      })
      .where("trial_id", "=", id)
      .execute()
  }
  const causes = ids.map((id) => ({ trial_id: id, key: "parzen:fail_cause", value_json: CAUSE }))
  await db.insertInto("trial_system_attributes").values(causes).execute()
}
