import { ParzenError } from "@parzen/core"
import type { Kysely } from "kysely"
import type { Tables } from "../schema/tables.ts"

/** How many of the study's running trials have a lease. @throws STUDY_NOT_FOUND */
export async function countHeld(db: Kysely<Tables>, studyId: number): Promise<number> {
  const row = await db
    .selectFrom("parzen_studies as s")
    .select((eb) =>
      eb
        .selectFrom("parzen_trials as p")
        .select((eb) => eb.fn.countAll().as("n"))
        .where("p.study_id", "=", studyId)
        .where("p.lease_until", "is not", null)
        .as("held"),
    )
    .where("s.study_id", "=", studyId)
    .executeTakeFirst()
  if (row === undefined) throw new ParzenError("STUDY_NOT_FOUND", `there is no study of id ${studyId}: was it deleted?`)
  return Number(row.held)
}
