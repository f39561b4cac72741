import { TABLES_OF_A_STUDY, TABLES_OF_A_TRIAL } from "../schema/touched-tables.ts"
import { MYSQL_PROCEDURES } from "./mysql-procedures.ts"

const BINARY = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"

/**
 * Our tables, and the triggers that move revisions when Optuna writes. A session of ours that sets the revisions itself says so
 * in `@parzen_quiet`. No statement here can be undone, so that each may come twice.
 */
export const MYSQL_TABLES: readonly string[] = [
  "CREATE TABLE IF NOT EXISTS parzen_version (version INTEGER NOT NULL)",
  `CREATE TABLE IF NOT EXISTS parzen_studies (
    study_id INTEGER NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL,
    attrs_revision BIGINT NOT NULL,
    next_number INTEGER NOT NULL
  )`,
  `CREATE TABLE IF NOT EXISTS parzen_trials (
    trial_id INTEGER NOT NULL PRIMARY KEY,
    study_id INTEGER NOT NULL,
    revision BIGINT NOT NULL,
    lease VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    lease_until BIGINT,
    started_ms BIGINT,
    completed_ms BIGINT,
    UNIQUE INDEX parzen_trials_revision (study_id, revision),
    INDEX parzen_trials_lease (study_id, lease_until)
  )`,
  `CREATE TABLE IF NOT EXISTS parzen_params (
    study_id INTEGER NOT NULL,
    param_name VARCHAR(512) ${BINARY} NOT NULL,
    distribution_json TEXT ${BINARY} NOT NULL,
    PRIMARY KEY (study_id, param_name)
  )`,
]

/** What depends on the tables: made anew if an earlier try was cut short. */
export const MYSQL_PROGRAMS: readonly string[] = [
  ...MYSQL_PROCEDURES.flatMap(({ name, body }) => [
    `DROP PROCEDURE IF EXISTS ${name}`,
    `CREATE PROCEDURE ${name}${body}`,
  ]),
  ...trigger(
    "parzen_study_added",
    "AFTER INSERT ON studies",
    `
    INSERT INTO parzen_studies (study_id, revision, attrs_revision, next_number) VALUES (NEW.study_id, 1, 1, 0);`,
  ),
  ...trigger(
    "parzen_study_deleted",
    "AFTER DELETE ON studies",
    `
    DELETE FROM parzen_studies WHERE study_id = OLD.study_id;
    DELETE FROM parzen_params WHERE study_id = OLD.study_id;`,
  ),
  ...trigger(
    "parzen_trial_added",
    "AFTER INSERT ON trials",
    `
    IF @parzen_quiet IS NULL THEN
      UPDATE parzen_studies SET revision = revision + 1, next_number = next_number + 1 WHERE study_id = NEW.study_id;
      INSERT INTO parzen_trials (trial_id, study_id, revision)
        SELECT NEW.trial_id, study_id, revision FROM parzen_studies WHERE study_id = NEW.study_id;
    END IF;`,
  ),
  ...trigger(
    "parzen_trial_changed",
    "AFTER UPDATE ON trials",
    `
    IF @parzen_quiet IS NULL THEN
      CALL parzen_touch(NEW.study_id, NEW.trial_id);
      IF NEW.state <> 'RUNNING' THEN
        UPDATE parzen_trials SET lease_until = NULL WHERE trial_id = NEW.trial_id AND lease_until IS NOT NULL;
      END IF;
    END IF;`,
  ),
  ...trigger(
    "parzen_trial_deleted",
    "AFTER DELETE ON trials",
    `
    DELETE FROM parzen_trials WHERE trial_id = OLD.trial_id;`,
  ),
  ...TABLES_OF_A_TRIAL.flatMap((table) =>
    ["INSERT", "UPDATE"].flatMap((event) =>
      trigger(
        `parzen_${table}_${event.toLowerCase()}`,
        `AFTER ${event} ON ${table}`,
        `
    IF @parzen_quiet IS NULL THEN
      CALL parzen_touch((SELECT study_id FROM trials WHERE trial_id = NEW.trial_id), NEW.trial_id);${
        table === "trial_params" && event === "INSERT"
          ? `
      INSERT IGNORE INTO parzen_params (study_id, param_name, distribution_json)
        SELECT study_id, NEW.param_name, NEW.distribution_json FROM trials WHERE trial_id = NEW.trial_id;`
          : ""
      }
    END IF;`,
      ),
    ),
  ),
  ...TABLES_OF_A_STUDY.flatMap((table) =>
    ["INSERT", "UPDATE"].flatMap((event) =>
      trigger(
        `parzen_${table}_${event.toLowerCase()}`,
        `AFTER ${event} ON ${table}`,
        `
    IF @parzen_quiet IS NULL THEN
      UPDATE parzen_studies SET attrs_revision = revision + 1, revision = revision + 1 WHERE study_id = NEW.study_id;
    END IF;`,
      ),
    ),
  ),
]

function trigger(name: string, event: string, body: string): string[] {
  return [`DROP TRIGGER IF EXISTS ${name}`, `CREATE TRIGGER ${name} ${event} FOR EACH ROW BEGIN${body}\n  END`]
}
