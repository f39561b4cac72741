/** What {@link SqliteQueries} prepares: each statement once, with its parameters in the order of the question marks. */
export const SQLITE_STATEMENTS = {
  study: "SELECT revision, attrs_revision, next_number FROM parzen_studies WHERE study_id = ?",
  lockStudy: `UPDATE parzen_studies SET quiet = 1, revision = revision + ?, next_number = next_number + ?
    WHERE study_id = ?`,
  attrsChanged: "UPDATE parzen_studies SET attrs_revision = revision WHERE study_id = ?",
  unlockStudy: "UPDATE parzen_studies SET quiet = 0 WHERE study_id = ?",

  findWaiting: "SELECT trial_id FROM trials WHERE study_id = ? AND state = 'WAITING' ORDER BY number LIMIT 1",
  claim: "UPDATE trials SET state = 'RUNNING', datetime_start = ? WHERE trial_id = ?",
  addTrial: "INSERT INTO trials (number, study_id, state, datetime_start) VALUES (?, ?, 'RUNNING', ?)",
  grant: `INSERT INTO parzen_trials (trial_id, study_id, revision, lease, lease_until) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (trial_id) DO UPDATE
    SET revision = excluded.revision, lease = excluded.lease, lease_until = excluded.lease_until`,
  beat: `INSERT INTO trial_heartbeats (trial_id, heartbeat) VALUES (?, CURRENT_TIMESTAMP)
    ON CONFLICT (trial_id) DO UPDATE SET heartbeat = excluded.heartbeat`,

  standing: `SELECT t.state, t.number, p.lease FROM trials t JOIN parzen_trials p ON p.trial_id = t.trial_id
    WHERE t.trial_id = ? AND t.study_id = ?`,
  touch: "UPDATE parzen_trials SET revision = ? WHERE trial_id = ?",
  addParam: `INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) VALUES (?, ?, ?, ?)
    ON CONFLICT (trial_id, param_name) DO NOTHING`,
  addReport: `INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type)
    VALUES (?, ?, ?, ?) ON CONFLICT (trial_id, step) DO NOTHING`,
  setTrialUserAttr: `INSERT INTO trial_user_attributes (trial_id, "key", value_json) VALUES (?, ?, ?)
    ON CONFLICT (trial_id, "key") DO UPDATE SET value_json = excluded.value_json`,
  setTrialSystemAttr: `INSERT INTO trial_system_attributes (trial_id, "key", value_json) VALUES (?, ?, ?)
    ON CONFLICT (trial_id, "key") DO UPDATE SET value_json = excluded.value_json`,
  setStudyUserAttr: `INSERT INTO study_user_attributes (study_id, "key", value_json) VALUES (?, ?, ?)
    ON CONFLICT (study_id, "key") DO UPDATE SET value_json = excluded.value_json`,
  setStudySystemAttr: `INSERT INTO study_system_attributes (study_id, "key", value_json) VALUES (?, ?, ?)
    ON CONFLICT (study_id, "key") DO UPDATE SET value_json = excluded.value_json`,
  setValue: `INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (?, ?, ?, ?)
    ON CONFLICT (trial_id, objective) DO UPDATE SET value = excluded.value, value_type = excluded.value_type`,
  finish: "UPDATE trials SET state = ?, datetime_complete = ? WHERE trial_id = ?",
  release: "UPDATE parzen_trials SET revision = ?, lease_until = NULL WHERE trial_id = ?",

  trial: `SELECT t.trial_id, t.number, t.state, t.datetime_start, t.datetime_complete, p.revision
    FROM trials t JOIN parzen_trials p ON p.trial_id = t.trial_id WHERE t.trial_id = ?`,
  changedTrials: `SELECT t.trial_id, t.number, t.state, t.datetime_start, t.datetime_complete, p.revision
    FROM parzen_trials p JOIN trials t ON t.trial_id = p.trial_id
    WHERE p.study_id = ? AND p.revision > ? AND NOT (t.state = 'RUNNING' AND p.revision > ?)
    ORDER BY p.revision LIMIT ?`,
  params: `SELECT trial_id, param_name, param_value, distribution_json FROM trial_params
    WHERE trial_id BETWEEN ? AND ? ORDER BY trial_id, param_id`,
  values: `SELECT trial_id, objective, value, value_type FROM trial_values
    WHERE trial_id BETWEEN ? AND ? ORDER BY trial_id, objective`,
  reports: `SELECT trial_id, step, intermediate_value, intermediate_value_type FROM trial_intermediate_values
    WHERE trial_id BETWEEN ? AND ? ORDER BY trial_id, step`,
  userAttrs: `SELECT trial_id, "key", value_json FROM trial_user_attributes
    WHERE trial_id BETWEEN ? AND ? ORDER BY trial_id, trial_user_attribute_id`,
  systemAttrs: `SELECT trial_id, "key", value_json FROM trial_system_attributes
    WHERE trial_id BETWEEN ? AND ? ORDER BY trial_id, trial_system_attribute_id`,
  studyUserAttrs:
    'SELECT "key", value_json FROM study_user_attributes WHERE study_id = ? ORDER BY study_user_attribute_id',
  studySystemAttrs:
    'SELECT "key", value_json FROM study_system_attributes WHERE study_id = ? ORDER BY study_system_attribute_id',
} as const
