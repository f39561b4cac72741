import type { FrozenTrial } from "@parzen/core"
import type { Insertable, Kysely } from "kysely"
import type { EncodedTrial } from "../rows/encoded-writes.ts"
import { encodeTemplate, storeState } from "../rows/encoded-writes.ts"
import { storeNumber } from "../rows/stored-number.ts"
import { toUtcText } from "../rows/utc-time.ts"
import type { Dialect, Tables } from "../schema/tables.ts"
import { templateMistake } from "./check-writes.ts"
import { noteFirst } from "./first-distributions.ts"
import { lockStudy } from "./lock-study.ts"

/** Trials that one round of statements adds. */
const BATCH = 1_000

/** Values that one statement may bind: SQLite's limit, the lowest. */
const MAX_BOUND = 32_000

/** @throws INVALID_ARGUMENT for a trial that the columns would not take */
export function checkTemplates(templates: readonly FrozenTrial[], dialect: Dialect): void {
  for (const template of templates) {
    const mistake = templateMistake(template, dialect)
    if (mistake !== undefined) throw mistake
  }
}

/** Adds trials, numbered on from the last, in a quiet transaction of the caller. @throws STUDY_NOT_FOUND */
export async function addTemplates(
  dialect: Dialect,
  db: Kysely<Tables>,
  studyId: number,
  templates: readonly FrozenTrial[],
): Promise<void> {
  const { revision, nextNumber } = await lockStudy(dialect, db, studyId, { adding: true })
  if (templates.length === 0) return
  await db
    .updateTable("parzen_studies")
    .set({ revision: revision + templates.length, next_number: nextNumber + templates.length })
    .where("study_id", "=", studyId)
    .execute()
  await noteFirst(db, studyId, templates)
  for (let begin = 0; begin < templates.length; begin += BATCH) {
    const batch = templates.slice(begin, begin + BATCH)
    await addBatch(dialect, db, {
      studyId,
      batch,
      firstNumber: nextNumber + begin,
      firstRevision: revision + 1 + begin,
    })
  }
}

interface Batch {
  readonly studyId: number
  readonly batch: readonly FrozenTrial[]
  readonly firstNumber: number
  readonly firstRevision: number
}

async function addBatch(dialect: Dialect, db: Kysely<Tables>, added: Batch): Promise<void> {
  const { studyId, batch, firstNumber, firstRevision } = added
  const timeText = (time: Date | undefined): string | null => (time === undefined ? null : toUtcText(time.getTime()))
  const ids = await addRows(
    dialect,
    db,
    batch.map((template, i) => ({
      number: firstNumber + i,
      study_id: studyId,
      state: storeState(template.state),
      datetime_start: timeText(template.datetimeStart),
      datetime_complete: timeText(template.datetimeComplete),
    })),
  )
  const withIds = batch.map((template, i) => ({ ...encodeTemplate(template), template, id: ids[i] as number }))
  const precise = dialect === "mysql"
  await insert(
    db,
    "parzen_trials",
    withIds.map(({ id, template }, i) => ({
      trial_id: id,
      study_id: studyId,
      revision: firstRevision + i,
      lease: null,
      lease_until: null,
      started_ms: precise ? (template.datetimeStart?.getTime() ?? null) : null,
      completed_ms: precise ? (template.datetimeComplete?.getTime() ?? null) : null,
    })),
  )
  await insert(db, "trial_params", withIds.flatMap(paramRows))
  await insert(db, "trial_values", withIds.flatMap(valueRows))
  await insert(db, "trial_intermediate_values", withIds.flatMap(reportRows))
  await insert(
    db,
    "trial_user_attributes",
    withIds.flatMap((trial) => attrRows(trial, trial.userAttrs)),
  )
  await insert(
    db,
    "trial_system_attributes",
    withIds.flatMap((trial) => attrRows(trial, trial.systemAttrs)),
  )
}

/** Answers the ids that the database gave them. */
async function addRows(
  dialect: Dialect,
  db: Kysely<Tables>,
  rows: readonly Insertable<Tables["trials"]>[],
): Promise<number[]> {
  const insertion = db.insertInto("trials").values(rows)
  if (dialect !== "mysql") {
    const added = await insertion.returning(["trial_id", "number"]).execute()
    return added.sort((a, b) => Number(a.number) - Number(b.number)).map(({ trial_id }) => trial_id)
  }
  const { insertId = 0n } = await insertion.executeTakeFirstOrThrow()
  const { study_id: studyId, number = 0 } = rows[0] as Insertable<Tables["trials"]>
  const added = await db
    .selectFrom("trials")
    .select("trial_id")
    .where("trial_id", ">=", Number(insertId))
    .where("study_id", "=", studyId)
    .where("number", ">=", number)
    .orderBy("number")
    .execute()
  return added.map(({ trial_id }) => trial_id)
}

function paramRows({ id, params }: EncodedTrial): Insertable<Tables["trial_params"]>[] {
  return params.map(([param_name, param_value, distribution_json]) => ({
    trial_id: id,
    param_name,
    param_value,
    distribution_json,
  }))
}

function valueRows({ id, template }: { id: number; template: FrozenTrial }): Insertable<Tables["trial_values"]>[] {
  return (template.values ?? []).map((each, objective) => {
    const [value, value_type] = storeNumber(each)
    return { trial_id: id, objective, value, value_type }
  })
}

function reportRows({ id, reports }: EncodedTrial): Insertable<Tables["trial_intermediate_values"]>[] {
  return reports.map(([step, intermediate_value, intermediate_value_type]) => ({
    trial_id: id,
    step,
    intermediate_value,
    intermediate_value_type,
  }))
}

function attrRows(
  { id }: EncodedTrial,
  attrs: EncodedTrial["userAttrs"],
): Insertable<Tables["trial_user_attributes"]>[] {
  return attrs.map(([key, value_json]) => ({ trial_id: id, key, value_json }))
}

async function insert<Name extends keyof Tables>(
  db: Kysely<Tables>,
  name: Name,
  rows: readonly Insertable<Tables[Name]>[],
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const size = Math.floor(MAX_BOUND / Object.keys(first).length)
  for (let begin = 0; begin < rows.length; begin += size) {
    await db
      .insertInto(name)
      .values(rows.slice(begin, begin + size) as never)
      .execute()
  }
}
