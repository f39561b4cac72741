import { ParzenError } from "@parzen/core"
import type { Kysely } from "kysely"
import type { Dialect, Tables } from "../schema/tables.ts"

/** A study's counters, while its row is locked. */
export interface LockedStudy {
  readonly revision: number
  readonly nextNumber: number
}

/**
 * Locks the row of the study's counters until the commit, so that revisions are committed in their order. With `adding` the row of
 * the study itself is locked before, as Optuna does while it numbers a trial. @throws STUDY_NOT_FOUND
 */
export async function lockStudy(
  dialect: Dialect,
  db: Kysely<Tables>,
  studyId: number,
  { adding }: { readonly adding: boolean },
): Promise<LockedStudy> {
  if (adding) await lockStudyRow(dialect, db, studyId)
  const query = db.selectFrom("parzen_studies").select(["revision", "next_number"]).where("study_id", "=", studyId)
  const row = await (dialect === "sqlite" ? query : query.forUpdate()).executeTakeFirst()
  if (row === undefined) throw new ParzenError("STUDY_NOT_FOUND", `there is no study of id ${studyId}: was it deleted?`)
  return { revision: Number(row.revision), nextNumber: Number(row.next_number) }
}

/** Locks the row of the study itself until the commit: nobody else, be it Optuna, then numbers a trial. */
export async function lockStudyRow(dialect: Dialect, db: Kysely<Tables>, studyId: number): Promise<void> {
  // SQLite has one writer at a time.
  if (dialect === "sqlite") return
  await db.selectFrom("studies").select("study_id").where("study_id", "=", studyId).forUpdate().execute()
}
