import { TABLES_OF_A_STUDY, TABLES_OF_A_TRIAL } from "../schema/touched-tables.ts"
import { POSTGRES_FUNCTIONS } from "./postgres-functions.ts"

/** Whether nobody has announced, for this transaction, to set the revisions itself. */
const WRITER_IS_FOREIGN = "current_setting('parzen.quiet', true) IS DISTINCT FROM 'on'"

/** Our tables, and the triggers that move revisions when Optuna writes. A transaction of ours sets them itself, once. */
export const POSTGRES_TABLES: readonly string[] = [
  "CREATE TABLE parzen_version (version INTEGER NOT NULL)",
  // Updated by each transaction: with room in its page an update needs no new index entry.
  `CREATE TABLE parzen_studies (
    study_id INTEGER NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL,
    attrs_revision BIGINT NOT NULL,
    next_number INTEGER NOT NULL
  ) WITH (fillfactor = 20)`,
  `CREATE TABLE parzen_trials (
    trial_id INTEGER NOT NULL PRIMARY KEY,
    study_id INTEGER NOT NULL,
    revision BIGINT NOT NULL,
    lease TEXT,
    lease_until BIGINT,
    started_ms BIGINT,
    completed_ms BIGINT
  )`,
  "CREATE UNIQUE INDEX parzen_trials_revision ON parzen_trials (study_id, revision)",
  "CREATE INDEX parzen_trials_lease ON parzen_trials (study_id, lease_until) WHERE lease_until IS NOT NULL",
  "CREATE INDEX parzen_waiting ON trials (study_id, number) WHERE state = 'WAITING'",
  `CREATE TABLE parzen_params (
    study_id INTEGER NOT NULL,
    param_name VARCHAR(512) NOT NULL,
    distribution_json TEXT NOT NULL,
    PRIMARY KEY (study_id, param_name)
  )`,
  ...POSTGRES_FUNCTIONS,
  trigger("studies", "INSERT", "parzen_study_added"),
  trigger("studies", "DELETE", "parzen_study_deleted"),
  trigger("trials", "INSERT", "parzen_trial_added", WRITER_IS_FOREIGN),
  trigger("trials", "UPDATE", "parzen_trial_changed", WRITER_IS_FOREIGN),
  trigger("trials", "DELETE", "parzen_trial_deleted"),
  trigger("trial_params", "INSERT", "parzen_param_added", WRITER_IS_FOREIGN),
  ...TABLES_OF_A_TRIAL.map((table) => trigger(table, "INSERT OR UPDATE", "parzen_trial_touched", WRITER_IS_FOREIGN)),
  ...TABLES_OF_A_STUDY.map((table) => trigger(table, "INSERT OR UPDATE", "parzen_study_touched", WRITER_IS_FOREIGN)),
]

function trigger(table: string, event: string, name: string, condition: string = "true"): string {
  return `CREATE TRIGGER ${name} AFTER ${event} ON ${table} FOR EACH ROW WHEN (${condition}) EXECUTE FUNCTION ${name}()`
}
