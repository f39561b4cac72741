import { TABLES_OF_A_STUDY, TABLES_OF_A_TRIAL } from "../schema/touched-tables.ts"

const STUDY = "(SELECT study_id FROM parzen_trials WHERE trial_id = NEW.trial_id)"

/**
 * Our tables, and the triggers that move revisions when Optuna writes. A transaction of ours sets the study's `quiet` for its
 * own length and moves them itself, once; nobody else sees it set, because SQLite has one writer at a time.
 */
export const SQLITE_TABLES: readonly string[] = [
  "CREATE TABLE parzen_version (version INTEGER NOT NULL)",
  `CREATE TABLE parzen_studies (
    study_id INTEGER NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL,
    attrs_revision INTEGER NOT NULL,
    next_number INTEGER NOT NULL,
    quiet INTEGER NOT NULL DEFAULT 0
  )`,
  `CREATE TABLE parzen_trials (
    trial_id INTEGER NOT NULL PRIMARY KEY,
    study_id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    lease TEXT,
    lease_until INTEGER,
    started_ms INTEGER,
    completed_ms INTEGER
  )`,
  "CREATE UNIQUE INDEX parzen_trials_revision ON parzen_trials (study_id, revision)",
  "CREATE INDEX parzen_trials_lease ON parzen_trials (study_id, lease_until) WHERE lease_until IS NOT NULL",
  "CREATE INDEX parzen_waiting ON trials (study_id, number) WHERE state = 'WAITING'",
  `CREATE TABLE parzen_params (
    study_id INTEGER NOT NULL,
    param_name TEXT NOT NULL,
    distribution_json TEXT NOT NULL,
    PRIMARY KEY (study_id, param_name)
  ) WITHOUT ROWID`,
  `CREATE TRIGGER parzen_study_added AFTER INSERT ON studies BEGIN
    INSERT INTO parzen_studies (study_id, revision, attrs_revision, next_number) VALUES (NEW.study_id, 1, 1, 0);
  END`,
  `CREATE TRIGGER parzen_study_deleted AFTER DELETE ON studies BEGIN
    DELETE FROM parzen_studies WHERE study_id = OLD.study_id;
    DELETE FROM parzen_params WHERE study_id = OLD.study_id;
  END`,
  `CREATE TRIGGER parzen_trial_added AFTER INSERT ON trials
  WHEN (SELECT quiet FROM parzen_studies WHERE study_id = NEW.study_id) = 0 BEGIN
    UPDATE parzen_studies SET revision = revision + 1, next_number = next_number + 1 WHERE study_id = NEW.study_id;
    INSERT INTO parzen_trials (trial_id, study_id, revision)
      SELECT NEW.trial_id, study_id, revision FROM parzen_studies WHERE study_id = NEW.study_id;
  END`,
  `CREATE TRIGGER parzen_trial_deleted AFTER DELETE ON trials BEGIN
    DELETE FROM parzen_trials WHERE trial_id = OLD.trial_id;
  END`,
  trialTrigger("trials", "UPDATE"),
  `CREATE TRIGGER parzen_param_added AFTER INSERT ON trial_params
  WHEN (SELECT quiet FROM parzen_studies WHERE study_id = ${STUDY}) = 0 BEGIN
    INSERT INTO parzen_params (study_id, param_name, distribution_json)
      VALUES (${STUDY}, NEW.param_name, NEW.distribution_json) ON CONFLICT DO NOTHING;
  END`,
  ...TABLES_OF_A_TRIAL.flatMap((table) => [trialTrigger(table, "INSERT"), trialTrigger(table, "UPDATE")]),
  ...TABLES_OF_A_STUDY.flatMap((table) => [studyTrigger(table, "INSERT"), studyTrigger(table, "UPDATE")]),
]

function trialTrigger(table: string, event: "INSERT" | "UPDATE"): string {
  const release = table === "trials" ? ", lease_until = CASE NEW.state WHEN 'RUNNING' THEN lease_until END" : ""
  return `CREATE TRIGGER parzen_${table}_${event.toLowerCase()} AFTER ${event} ON ${table}
  WHEN (SELECT quiet FROM parzen_studies WHERE study_id = ${STUDY}) = 0 BEGIN
    UPDATE parzen_studies SET revision = revision + 1 WHERE study_id = ${STUDY};
    UPDATE parzen_trials SET revision = (SELECT revision FROM parzen_studies WHERE study_id = ${STUDY})${release}
      WHERE trial_id = NEW.trial_id;
  END`
}

function studyTrigger(table: string, event: "INSERT" | "UPDATE"): string {
  return `CREATE TRIGGER parzen_${table}_${event.toLowerCase()} AFTER ${event} ON ${table}
  WHEN (SELECT quiet FROM parzen_studies WHERE study_id = NEW.study_id) = 0 BEGIN
    UPDATE parzen_studies SET revision = revision + 1, attrs_revision = revision + 1 WHERE study_id = NEW.study_id;
  END`
}
