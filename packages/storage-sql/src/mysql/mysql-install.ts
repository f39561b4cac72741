import type { Kysely } from "kysely"
import { sql } from "kysely"
import { firstParams } from "../schema/existing-studies.ts"
import type { Tables } from "../schema/tables.ts"
import { MYSQL_PROGRAMS, MYSQL_TABLES } from "./mysql-tables.ts"

/**
 * Makes our tables beside Optuna's, which may be in use: MySQL commits at each such statement. So studies are noted before the
 * triggers that count on them, and trials after those that note new ones; and all of it may be done again after it was cut short.
 */
export async function installInMysql(db: Kysely<Tables>): Promise<void> {
  for (const statement of MYSQL_TABLES) await sql.raw(statement).execute(db)
  await addIndex(db)
  await addStudies(db)
  for (const statement of MYSQL_PROGRAMS) await sql.raw(statement).execute(db)
  // From here on the triggers note what Optuna does.
  await addStudies(db)
  await sql`insert ignore into parzen_trials (trial_id, study_id, revision)
    select trial_id, study_id, row_number() over (partition by study_id order by trial_id) from trials`.execute(db)
  await sql`insert ignore into parzen_params (study_id, param_name, distribution_json) ${firstParams}`.execute(db)
  await countTrials(db)
}

/** Revisions begin above those that the trials get. */
async function addStudies(db: Kysely<Tables>): Promise<void> {
  await sql`insert ignore into parzen_studies (study_id, revision, attrs_revision, next_number)
    select s.study_id, 1000000 + count(t.trial_id), 1000000 + count(t.trial_id), 0
    from studies s left join trials t on t.study_id = s.study_id group by s.study_id`.execute(db)
}

async function countTrials(db: Kysely<Tables>): Promise<void> {
  for (const { study_id: id } of await db.selectFrom("studies").select("study_id").execute()) {
    await sql`begin`.execute(db)
    // While this is locked, Optuna adds no trial.
    await db.selectFrom("studies").select("study_id").where("study_id", "=", id).forUpdate().execute()
    await sql`update parzen_studies set next_number = (select count(*) from trials where study_id = ${id})
      where study_id = ${id}`.execute(db)
    await sql`commit`.execute(db)
  }
}

async function addIndex(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql`select 1 from information_schema.statistics
    where table_schema = database() and table_name = 'trials' and index_name = 'parzen_waiting'`.execute(db)
  if (rows.length === 0) await sql`create index parzen_waiting on trials (study_id, state, number)`.execute(db)
}
