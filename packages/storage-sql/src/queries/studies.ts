import type { Direction, StudyHeader, StudySummaryHeader } from "@parzen/core"
import { ParzenError } from "@parzen/core"
import type { Kysely } from "kysely"
import { sql } from "kysely"
import type { Engine } from "../engine.ts"
import type { EncodedAttr } from "../rows/encoded-writes.ts"
import { readAttrs } from "../rows/trial-reader.ts"
import { fromUtcText } from "../rows/utc-time.ts"
import { TABLES_OF_A_TRIAL } from "../schema/touched-tables.ts"
import type { Tables } from "../schema/tables.ts"
import { checkName } from "./check-writes.ts"

/** Adds a study. @throws STUDY_EXISTS, INVALID_ARGUMENT for a name that no column takes */
export async function createStudy(
  engine: Engine,
  studyName: string,
  directions: readonly Direction[],
): Promise<number> {
  const mistake = checkName("the study's name", studyName)
  if (mistake !== undefined) throw mistake
  try {
    return await engine.transact(async (db) => {
      await db.insertInto("studies").values({ study_name: studyName }).execute()
      const id = await findId(db, studyName)
      if (id === undefined) throw new Error(`study '${studyName}' is not found after it was added`)
      const rows = directions.map((direction, objective) => ({
        direction: direction.toUpperCase(),
        study_id: id,
        objective,
      }))
      await db.insertInto("study_directions").values(rows).execute()
      return id
    })
  } catch (error) {
    if (!engine.isDuplicate(error)) throw error
    throw new ParzenError("STUDY_EXISTS", `there is a study named '${studyName}' already`)
  }
}

/** Deletes a study, and by our triggers what we keep of it. @throws STUDY_NOT_FOUND */
export async function deleteStudy(engine: Engine, studyId: number): Promise<void> {
  await engine.transact(async (db) => {
    const study = db.selectFrom("studies").select("study_id").where("study_id", "=", studyId)
    const locked = await (engine.dialect === "sqlite" ? study : study.forUpdate()).executeTakeFirst()
    if (locked === undefined)
      throw new ParzenError("STUDY_NOT_FOUND", `there is no study of id ${studyId}: was it deleted?`)
    const { ref, table } = sql
    for (const name of [...TABLES_OF_A_TRIAL, "trial_heartbeats"]) {
      const trials = db.selectFrom("trials").select("trial_id").where("study_id", "=", studyId)
      await sql`delete from ${table(name)} where ${ref("trial_id")} in (${trials})`.execute(db)
    }
    for (const name of ["trials", "study_directions", "study_user_attributes", "study_system_attributes", "studies"]) {
      await sql`delete from ${table(name)} where ${ref("study_id")} = ${studyId}`.execute(db)
    }
  })
}

/** The study of this name, or `undefined`. */
export async function findStudy(db: Kysely<Tables>, studyName: string): Promise<StudyHeader | undefined> {
  const id = await findId(db, studyName)
  return id === undefined ? undefined : (await headers(db, id))[0]
}

/** All studies, in the order of their ids. */
export async function listStudies(db: Kysely<Tables>): Promise<StudySummaryHeader[]> {
  const counts = await db
    .selectFrom("trials")
    .select((eb) => [
      "study_id",
      eb.fn.countAll().as("n"),
      sql<string | null>`cast(min(datetime_start) as char(26))`.as("start"),
    ])
    .groupBy("study_id")
    .execute()
  const byId = new Map(counts.map((row) => [row.study_id, row]))
  return (await headers(db)).map((header) => {
    const { n = 0, start = null } = byId.get(header.id) ?? {}
    const startedAt = fromUtcText(start)
    return { ...header, nTrials: Number(n), datetimeStart: startedAt === undefined ? undefined : new Date(startedAt) }
  })
}

async function findId(db: Kysely<Tables>, studyName: string): Promise<number | undefined> {
  const rows = await db.selectFrom("studies").select("study_id").where("study_name", "=", studyName).execute()
  return rows[0]?.study_id
}

async function headers(db: Kysely<Tables>, studyId?: number): Promise<StudyHeader[]> {
  const one = <Q extends { where(column: "study_id", operator: "=", value: number): Q }>(query: Q): Q =>
    studyId === undefined ? query : query.where("study_id", "=", studyId)
  const studies = await one(db.selectFrom("studies").select(["study_id", "study_name"]).orderBy("study_id")).execute()
  const directions = await one(
    db.selectFrom("study_directions").select(["study_id", "direction"]).orderBy("study_id").orderBy("objective"),
  ).execute()
  const [userAttrs, systemAttrs] = [
    await one(db.selectFrom("study_user_attributes").select(["study_id", "key", "value_json"])).execute(),
    await one(db.selectFrom("study_system_attributes").select(["study_id", "key", "value_json"])).execute(),
  ]
  return studies.map(({ study_id: id, study_name: studyName }) => ({
    id,
    studyName,
    directions: directions
      .filter((row) => row.study_id === id)
      .map(({ direction }) => direction.toLowerCase() as Direction),
    userAttrs: readAttrs(attrsOf(id, userAttrs)),
    systemAttrs: readAttrs(attrsOf(id, systemAttrs)),
  }))
}

function attrsOf(
  studyId: number,
  rows: readonly { readonly study_id: number; readonly key: string; readonly value_json: string }[],
): EncodedAttr[] {
  return rows.filter((row) => row.study_id === studyId).map(({ key, value_json }) => [key, value_json])
}
