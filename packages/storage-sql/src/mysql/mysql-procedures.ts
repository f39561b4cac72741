interface Procedure {
  readonly name: string
  /** Parameters and body. */
  readonly body: string
}

/** An error leaves nothing written, and the session as it was. */
const UNDO = `DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN
        ROLLBACK;
        SET @parzen_quiet = NULL;
        RESIGNAL;
      END;`

const CLOCK = "(timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) DIV 1000)"

/** A trial's row, with its times in ms since 1970. */
const TRIAL = `x.trial_id, x.number, x.state,
        coalesce(p.started_ms, timestampdiff(microsecond, '1970-01-01', x.datetime_start) DIV 1000),
        coalesce(p.completed_ms, timestampdiff(microsecond, '1970-01-01', x.datetime_complete) DIV 1000), p.revision`

/** The rows of trials, as six result sets. */
const ROWS: readonly (readonly [columns: string, table: string, order: string])[] = [
  [TRIAL, "trials", "p.revision"],
  ["x.trial_id, x.param_name, x.param_value, x.distribution_json", "trial_params", "x.param_id"],
  ["x.trial_id, x.objective, x.value, x.value_type", "trial_values", "x.objective"],
  ["x.trial_id, x.step, x.intermediate_value, x.intermediate_value_type", "trial_intermediate_values", "x.step"],
  ["x.trial_id, x.key, x.value_json", "trial_user_attributes", "x.trial_user_attribute_id"],
  ["x.trial_id, x.key, x.value_json", "trial_system_attributes", "x.trial_system_attribute_id"],
]

/** Trials that changed after `since` and not after `read_to`, but the running ones that changed after `own`. */
const CHANGED_ROWS = ROWS.map(
  ([columns, table, order]) => `
      SELECT STRAIGHT_JOIN ${columns}
        FROM parzen_trials p JOIN trials t ON t.trial_id = p.trial_id JOIN ${table} x ON x.trial_id = p.trial_id
        WHERE p.study_id = study AND p.revision > since AND p.revision <= read_to
        AND NOT (t.state = 'RUNNING' AND p.revision > own) ORDER BY ${order};`,
).join("")

/** The rows of the trial \`trial`. */
const TRIAL_ROWS = ROWS.map(
  ([columns, table, order]) => `
      SELECT ${columns} FROM ${table} x JOIN parzen_trials p ON p.trial_id = x.trial_id
        WHERE x.trial_id = trial ORDER BY ${order};`,
).join("")

/** What is written to one trial, or to the study, out of the JSON `w`. */
function writeAttrs(owner: "trial" | "study", kind: "user" | "system"): string {
  return `
        INSERT INTO ${owner}_${kind}_attributes (${owner}_id, \`key\`, value_json)
          SELECT ${owner}, j.k, j.v FROM JSON_TABLE(w, '$.${kind}Attrs[*]'
            COLUMNS (k VARCHAR(512) PATH '$[0]', v LONGTEXT PATH '$[1]')) j
          ON DUPLICATE KEY UPDATE value_json = VALUES(value_json);`
}

/** The procedures of a trial's life: one call is one round trip, and its own transaction; its result sets are the answer. */
export const MYSQL_PROCEDURES: readonly Procedure[] = [
  {
    name: "parzen_touch",
    body: `(study INTEGER, trial INTEGER) BEGIN
      UPDATE parzen_studies SET revision = revision + 1 WHERE study_id = study;
      UPDATE parzen_trials SET revision = (SELECT revision FROM parzen_studies WHERE study_id = study)
        WHERE trial_id = trial;
    END`,
  },
  {
    // The head of an answer, then the rows that changed, then the study's attributes, if they did.
    name: "parzen_answer",
    body: `(study INTEGER, since BIGINT, own BIGINT, upto BIGINT, attrs_rev BIGINT, most INTEGER) BEGIN
      DECLARE read_to BIGINT;
      SELECT max(r.revision), count(*) INTO read_to, @parzen_count FROM (SELECT revision FROM parzen_trials
        WHERE study_id = study AND revision > since ORDER BY revision LIMIT most) r;
      IF @parzen_count < most THEN SET read_to = upto; END IF;
      SELECT upto, read_to, attrs_rev > since;
      IF read_to > since THEN ${CHANGED_ROWS}
      END IF;
      IF attrs_rev > since THEN
        SELECT a.key, a.value_json FROM study_user_attributes a WHERE a.study_id = study
          ORDER BY a.study_user_attribute_id;
        SELECT a.key, a.value_json FROM study_system_attributes a WHERE a.study_id = study
          ORDER BY a.study_system_attribute_id;
      END IF;
    END`,
  },
  {
    // A reader takes no lock, and sees all of it as of one moment.
    name: "parzen_read",
    body: `(study INTEGER, since BIGINT, most INTEGER) BEGIN
      DECLARE rev BIGINT;
      DECLARE attrs_rev BIGINT;
      ${UNDO}
      SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
      START TRANSACTION READ ONLY;
      SELECT revision, attrs_revision INTO rev, attrs_rev FROM parzen_studies WHERE study_id = study;
      IF rev IS NOT NULL THEN
        CALL parzen_answer(study, since, 9223372036854775807, rev, attrs_rev, most);
      END IF;
      COMMIT;
    END`,
  },
  {
    // Locks in the order study, trial, counters, as Optuna's workers do by our triggers.
    name: "parzen_start_trial",
    body: `(study INTEGER, since BIGINT, started_at BIGINT, token VARCHAR(64), lease_ms BIGINT, most_trials INTEGER,
        most INTEGER) BEGIN
      DECLARE trial INTEGER;
      DECLARE num INTEGER;
      DECLARE rev BIGINT;
      DECLARE attrs_rev BIGINT;
      DECLARE started DATETIME DEFAULT '1970-01-01' + INTERVAL (started_at DIV 1000) SECOND;
      ${UNDO}
      SET @parzen_quiet = 1;
      START TRANSACTION;
      SELECT trial_id INTO trial FROM trials WHERE study_id = study AND state = 'WAITING'
        ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED;
      IF trial IS NULL THEN
        SELECT study_id INTO num FROM studies WHERE study_id = study FOR UPDATE;
      END IF;
      SELECT revision + 1, attrs_revision, next_number INTO rev, attrs_rev, num
        FROM parzen_studies WHERE study_id = study FOR UPDATE;
      IF rev IS NULL THEN
        SELECT 'no such study';
      ELSEIF trial IS NULL AND num >= most_trials THEN
        SELECT 'limit reached';
      ELSE
        IF trial IS NULL THEN
          UPDATE parzen_studies SET revision = rev, next_number = num + 1 WHERE study_id = study;
          INSERT INTO trials (number, study_id, state, datetime_start) VALUES (num, study, 'RUNNING', started);
          SET trial = LAST_INSERT_ID();
          INSERT INTO parzen_trials (trial_id, study_id, revision, lease, lease_until, started_ms)
            VALUES (trial, study, rev, token, ${CLOCK} + lease_ms, started_at);
        ELSE
          UPDATE parzen_studies SET revision = rev WHERE study_id = study;
          UPDATE trials SET state = 'RUNNING', datetime_start = started WHERE trial_id = trial;
          UPDATE parzen_trials SET revision = rev, lease = token, lease_until = ${CLOCK} + lease_ms,
            started_ms = started_at WHERE trial_id = trial;
        END IF;
        IF token IS NOT NULL THEN
          INSERT INTO trial_heartbeats (trial_id, heartbeat) VALUES (trial, current_timestamp)
            ON DUPLICATE KEY UPDATE heartbeat = current_timestamp;
        END IF;${TRIAL_ROWS}
        CALL parzen_answer(study, since, rev - 1, rev, attrs_rev, most);
      END IF;
      COMMIT;
      SET @parzen_quiet = NULL;
    END`,
  },
  {
    name: "parzen_sync",
    body: `(study INTEGER, writes LONGTEXT CHARACTER SET utf8mb4, since BIGINT, most INTEGER) BEGIN
      DECLARE i INTEGER DEFAULT 0;
      DECLARE n INTEGER DEFAULT JSON_LENGTH(writes, '$.trials');
      DECLARE trial INTEGER;
      DECLARE standing VARCHAR(8);
      DECLARE held VARCHAR(64);
      DECLARE token VARCHAR(64);
      DECLARE taken LONGTEXT DEFAULT '[]';
      DECLARE denied LONGTEXT DEFAULT '[]';
      DECLARE w LONGTEXT CHARACTER SET utf8mb4;
      DECLARE own BIGINT;
      DECLARE rev BIGINT;
      DECLARE attrs_rev BIGINT;
      ${UNDO}
      SET @parzen_quiet = 1;
      START TRANSACTION;
      WHILE i < n DO
        SET trial = JSON_VALUE(writes, CONCAT('$.trials[', i, '].id'));
        SET token = JSON_VALUE(writes, CONCAT('$.trials[', i, '].lease'));
        SET standing = NULL, held = NULL;
        SELECT state INTO standing FROM trials WHERE trial_id = trial AND study_id = study FOR UPDATE;
        SELECT lease INTO held FROM parzen_trials WHERE trial_id = trial;
        IF standing IN ('RUNNING', 'WAITING') AND (token IS NULL OR token = coalesce(held, '')) THEN
          SET taken = JSON_ARRAY_APPEND(taken, '$', i);
        ELSE
          SET denied = JSON_ARRAY_APPEND(denied, '$', trial);
        END IF;
        SET i = i + 1;
      END WHILE;
      SELECT revision, attrs_revision INTO own, attrs_rev FROM parzen_studies WHERE study_id = study FOR UPDATE;
      IF own IS NOT NULL THEN
        SET rev = own;
        SET i = 0, n = JSON_LENGTH(taken);
        WHILE i < n DO
          SET w = JSON_EXTRACT(writes, CONCAT('$.trials[', JSON_VALUE(taken, CONCAT('$[', i, ']')), ']'));
          SET trial = JSON_VALUE(w, '$.id');
          SET rev = rev + 1;
          INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json)
            SELECT trial, j.k, j.v, j.d FROM JSON_TABLE(w, '$.params[*]' COLUMNS (k VARCHAR(512) PATH '$[0]',
              v DOUBLE PATH '$[1]', d LONGTEXT PATH '$[2]')) j
            ON DUPLICATE KEY UPDATE trial_id = VALUES(trial_id);
          INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type)
            SELECT trial, j.k, j.v, j.t FROM JSON_TABLE(w, '$.reports[*]' COLUMNS (k INTEGER PATH '$[0]',
              v DOUBLE PATH '$[1]', t VARCHAR(8) PATH '$[2]')) j
            ON DUPLICATE KEY UPDATE trial_id = VALUES(trial_id);${writeAttrs("trial", "user")}${writeAttrs("trial", "system")}
          IF JSON_TYPE(JSON_EXTRACT(w, '$.finish')) = 'OBJECT' THEN
            INSERT INTO trial_values (trial_id, objective, value, value_type)
              SELECT trial, j.i - 1, j.v, j.t FROM JSON_TABLE(w, '$.finish.values[*]' COLUMNS (i FOR ORDINALITY,
                v DOUBLE PATH '$[0]', t VARCHAR(8) PATH '$[1]')) j
              ON DUPLICATE KEY UPDATE value = VALUES(value), value_type = VALUES(value_type);
            UPDATE trials SET state = JSON_VALUE(w, '$.finish.state'), datetime_complete = '1970-01-01'
              + INTERVAL (JSON_VALUE(w, '$.finish.completedAt') DIV 1000) SECOND WHERE trial_id = trial;
            UPDATE parzen_trials SET revision = rev, lease_until = NULL,
              completed_ms = JSON_VALUE(w, '$.finish.completedAt') WHERE trial_id = trial;
          ELSE
            UPDATE parzen_trials SET revision = rev WHERE trial_id = trial;
          END IF;
          SET i = i + 1;
        END WHILE;
        SET w = JSON_EXTRACT(writes, '$.study');
        IF JSON_TYPE(w) = 'OBJECT' THEN
          SET rev = rev + 1;
          SET attrs_rev = rev;${writeAttrs("study", "user")}${writeAttrs("study", "system")}
        END IF;
        IF rev > own THEN
          UPDATE parzen_studies SET revision = rev, attrs_revision = attrs_rev WHERE study_id = study;
        END IF;
        SELECT d.id, t.state, t.number, p.lease
          FROM JSON_TABLE(denied, '$[*]' COLUMNS (id INTEGER PATH '$')) d
          LEFT JOIN trials t ON t.trial_id = d.id AND t.study_id = study
          LEFT JOIN parzen_trials p ON p.trial_id = t.trial_id;
        SELECT v.trial_id, v.value, v.value_type
          FROM JSON_TABLE(denied, '$[*]' COLUMNS (id INTEGER PATH '$')) d
          JOIN trial_values v ON v.trial_id = d.id ORDER BY v.objective;
        CALL parzen_answer(study, since, own, rev, attrs_rev, most);
      END IF;
      COMMIT;
      SET @parzen_quiet = NULL;
    END`,
  },
]
