import type { Engine } from "../engine.ts"
import { lockStudy } from "./lock-study.ts"

/**
 * Adds 1 to a system attribute of the study and answers what it was before, or `atLeast` if that is more:
 * Optuna's samplers keep their counters there too.
 * @throws STUDY_NOT_FOUND
 */
export function increment(engine: Engine, studyId: number, key: string, atLeast = 0): Promise<number> {
  return engine.transact(async (db) => {
    await lockStudy(engine.dialect, db, studyId, { adding: false })
    const attr = db.selectFrom("study_system_attributes").select("value_json")
    const row = await attr.where("study_id", "=", studyId).where("key", "=", key).executeTakeFirst()
    const before = Math.max(row === undefined ? 0 : Number(row.value_json), atLeast)
    const value_json = String(before + 1)
    if (row === undefined) {
      await db.insertInto("study_system_attributes").values({ study_id: studyId, key, value_json }).execute()
    } else {
      const update = db.updateTable("study_system_attributes").set({ value_json })
      await update.where("study_id", "=", studyId).where("key", "=", key).execute()
    }
    return before
  })
}
