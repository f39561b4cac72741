import type { Kysely } from "kysely"
import { sql } from "kysely"
import type { AttrRow, ChangeRows, ParamRow, ReportRow, TrialRow, ValueRow } from "../rows/change-rows.ts"
import type { Tables } from "../schema/tables.ts"

/** The rows of a few trials. */
export async function readTrials(db: Kysely<Tables>, ids: readonly number[]): Promise<ChangeRows> {
  const trials = await db
    .selectFrom("trials as t")
    .innerJoin("parzen_trials as p", "p.trial_id", "t.trial_id")
    .select([
      "t.trial_id",
      "t.number",
      "t.state",
      sql<string | null>`cast(t.datetime_start as char(26))`.as("started"),
      sql<string | null>`cast(t.datetime_complete as char(26))`.as("completed"),
      "p.started_ms",
      "p.completed_ms",
      "p.revision",
    ])
    .where("t.trial_id", "in", ids)
    .execute()
  const params = await db
    .selectFrom("trial_params")
    .select(["trial_id", "param_name", "param_value", "distribution_json"])
    .where("trial_id", "in", ids)
    .orderBy("param_id")
    .execute()
  const values = await db
    .selectFrom("trial_values")
    .select(["trial_id", "objective", "value", "value_type"])
    .where("trial_id", "in", ids)
    .execute()
  const reports = await db
    .selectFrom("trial_intermediate_values")
    .select(["trial_id", "step", "intermediate_value", "intermediate_value_type"])
    .where("trial_id", "in", ids)
    .execute()
  return {
    trials: trials.map((row): TrialRow => {
      const startedAt = row.started_ms === null ? row.started : Number(row.started_ms)
      const completedAt = row.completed_ms === null ? row.completed : Number(row.completed_ms)
      return [row.trial_id, row.number ?? -1, row.state, startedAt, completedAt, Number(row.revision)]
    }),
    params: params.map((row): ParamRow => [row.trial_id, row.param_name, row.param_value, row.distribution_json]),
    values: values.map((row): ValueRow => [row.trial_id, row.objective, row.value, row.value_type]),
    reports: reports.map((row): ReportRow => [
      row.trial_id,
      row.step,
      row.intermediate_value,
      row.intermediate_value_type,
    ]),
    userAttrs: await readAttrRows(db, "trial_user_attributes", ids),
    systemAttrs: await readAttrRows(db, "trial_system_attributes", ids),
  }
}

async function readAttrRows(
  db: Kysely<Tables>,
  table: "trial_user_attributes" | "trial_system_attributes",
  ids: readonly number[],
): Promise<AttrRow[]> {
  const rows = await db
    .selectFrom(table)
    .select(["trial_id", "key", "value_json"])
    .where("trial_id", "in", ids)
    .execute()
  return rows.map(({ trial_id, key, value_json }): AttrRow => [trial_id, key, value_json])
}
