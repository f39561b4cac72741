/**
 * One plan for all calls, and the one that goes by the indexes: how many trials changed cannot be guessed from the tables'
 * statistics, and it is few.
 */
const PLAN =
  "SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off"

/** The functions of our triggers, and those of a trial's life: one call is one round trip, and its own transaction. */
export const POSTGRES_FUNCTIONS: readonly string[] = [
  ...triggers({
    parzen_study_added: `
      INSERT INTO parzen_studies (study_id, revision, attrs_revision, next_number) VALUES (NEW.study_id, 1, 1, 0);`,
    parzen_study_deleted: `
      DELETE FROM parzen_studies WHERE study_id = OLD.study_id;
      DELETE FROM parzen_params WHERE study_id = OLD.study_id;`,
    parzen_study_touched: `
      UPDATE parzen_studies SET revision = revision + 1, attrs_revision = revision + 1 WHERE study_id = NEW.study_id;`,
    parzen_trial_added: `
      UPDATE parzen_studies SET revision = revision + 1, next_number = next_number + 1 WHERE study_id = NEW.study_id;
      INSERT INTO parzen_trials (trial_id, study_id, revision)
        SELECT NEW.trial_id, study_id, revision FROM parzen_studies WHERE study_id = NEW.study_id;`,
    parzen_trial_changed: `
      UPDATE parzen_studies SET revision = revision + 1 WHERE study_id = NEW.study_id;
      UPDATE parzen_trials p SET revision = s.revision,
        lease_until = CASE WHEN NEW.state = 'RUNNING' THEN p.lease_until END
        FROM parzen_studies s WHERE s.study_id = NEW.study_id AND p.trial_id = NEW.trial_id;`,
    parzen_trial_touched: `
      UPDATE parzen_studies s SET revision = s.revision + 1
        FROM parzen_trials p WHERE p.trial_id = NEW.trial_id AND s.study_id = p.study_id;
      UPDATE parzen_trials p SET revision = s.revision
        FROM parzen_studies s WHERE s.study_id = p.study_id AND p.trial_id = NEW.trial_id;`,
    parzen_trial_deleted: `
      DELETE FROM parzen_trials WHERE trial_id = OLD.trial_id;`,
    parzen_param_added: `
      INSERT INTO parzen_params (study_id, param_name, distribution_json)
        SELECT study_id, NEW.param_name, NEW.distribution_json FROM trials WHERE trial_id = NEW.trial_id
        ON CONFLICT DO NOTHING;`,
  }),

  // The rows of some trials, as arrays of arrays. In plpgsql, which keeps its plan: a function in SQL is planned anew in each call.
  `CREATE FUNCTION parzen_rows(ids INTEGER[]) RETURNS JSON LANGUAGE plpgsql STABLE AS $$
    BEGIN
      RETURN json_build_object(
        'trials', (
          SELECT json_agg(json_build_array(t.trial_id, t.number, t.state,
              extract(epoch from t.datetime_start) * 1000, extract(epoch from t.datetime_complete) * 1000, p.revision)
            ORDER BY p.revision)
          FROM trials t JOIN parzen_trials p ON p.trial_id = t.trial_id WHERE t.trial_id = ANY (ids)),
        'params', (
          SELECT json_agg(json_build_array(trial_id, param_name, param_value, distribution_json) ORDER BY param_id)
          FROM trial_params WHERE trial_id = ANY (ids)),
        'values', (
          SELECT json_agg(json_build_array(trial_id, objective, value, value_type) ORDER BY objective)
          FROM trial_values WHERE trial_id = ANY (ids)),
        'reports', (
          SELECT json_agg(json_build_array(trial_id, step, intermediate_value, intermediate_value_type))
          FROM trial_intermediate_values WHERE trial_id = ANY (ids)),
        'userAttrs', (
          SELECT json_agg(json_build_array(trial_id, key, value_json) ORDER BY trial_user_attribute_id)
          FROM trial_user_attributes WHERE trial_id = ANY (ids)),
        'systemAttrs', (
          SELECT json_agg(json_build_array(trial_id, key, value_json) ORDER BY trial_system_attribute_id)
          FROM trial_system_attributes WHERE trial_id = ANY (ids)));
    END
  $$`,

  // What changed after "since", but the running trials that changed after "own" only.
  `CREATE FUNCTION parzen_changes(study INTEGER, since BIGINT, own BIGINT, most INTEGER) RETURNS JSON
    LANGUAGE plpgsql STABLE ${PLAN} AS $$
    DECLARE
      ids INTEGER[];
    BEGIN
      SELECT array_agg(c.trial_id) INTO ids FROM (
        SELECT p.trial_id FROM parzen_trials p JOIN trials t ON t.trial_id = p.trial_id
        WHERE p.study_id = study AND p.revision > since AND NOT (t.state = 'RUNNING' AND p.revision > own)
        ORDER BY p.revision LIMIT most) c;
      RETURN CASE WHEN ids IS NOT NULL THEN parzen_rows(ids) END;
    END
  $$`,

  `CREATE FUNCTION parzen_study_attrs(study INTEGER) RETURNS JSON LANGUAGE plpgsql STABLE AS $$
    BEGIN
      RETURN json_build_object(
        'userAttrs', (SELECT coalesce(json_agg(json_build_array(key, value_json) ORDER BY study_user_attribute_id), '[]')
          FROM study_user_attributes WHERE study_id = study),
        'systemAttrs', (SELECT coalesce(json_agg(json_build_array(key, value_json) ORDER BY study_system_attribute_id), '[]')
          FROM study_system_attributes WHERE study_id = study));
    END
  $$`,

  // Locks in the order study, trial, counters, as Optuna's workers do by our triggers.
  `CREATE FUNCTION parzen_start_trial(study INTEGER, since BIGINT, started_at TEXT, token TEXT, lease_ms BIGINT,
      most_trials INTEGER, most INTEGER) RETURNS JSON LANGUAGE plpgsql ${PLAN} AS $$
    DECLARE
      trial INTEGER;
      num INTEGER;
      rev BIGINT;
      attrs_rev BIGINT;
      started TIMESTAMP := started_at::TIMESTAMP;
      begun JSON;
    BEGIN
      PERFORM set_config('parzen.quiet', 'on', true);
      SELECT trial_id INTO trial FROM trials WHERE study_id = study AND state = 'WAITING'
        ORDER BY number LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
      IF trial IS NULL THEN
        PERFORM 1 FROM studies WHERE study_id = study FOR NO KEY UPDATE;
        UPDATE parzen_studies SET revision = revision + 1, next_number = next_number + 1
          WHERE study_id = study AND (most_trials IS NULL OR next_number < most_trials)
          RETURNING revision, attrs_revision, next_number - 1 INTO rev, attrs_rev, num;
        IF rev IS NULL THEN
          IF EXISTS (SELECT FROM parzen_studies WHERE study_id = study) THEN RETURN '{"none": "limit reached"}'; END IF;
          RETURN '{"none": "no such study"}';
        END IF;
        INSERT INTO trials (number, study_id, state, datetime_start) VALUES (num, study, 'RUNNING', started)
          RETURNING trial_id INTO trial;
        INSERT INTO parzen_trials (trial_id, study_id, revision, lease, lease_until)
          VALUES (trial, study, rev, token, parzen_clock() + lease_ms);
        begun := json_build_object('trials', json_build_array(
          json_build_array(trial, num, 'RUNNING', extract(epoch from started) * 1000, NULL, rev)));
      ELSE
        UPDATE trials SET state = 'RUNNING', datetime_start = started WHERE trial_id = trial;
        UPDATE parzen_studies SET revision = revision + 1 WHERE study_id = study
          RETURNING revision, attrs_revision INTO rev, attrs_rev;
        UPDATE parzen_trials SET revision = rev, lease = token, lease_until = parzen_clock() + lease_ms
          WHERE trial_id = trial;
      END IF;
      IF token IS NOT NULL THEN
        INSERT INTO trial_heartbeats (trial_id, heartbeat) VALUES (trial, current_timestamp)
          ON CONFLICT (trial_id) DO UPDATE SET heartbeat = excluded.heartbeat;
      END IF;
      RETURN json_build_object('revision', rev, 'trial', coalesce(begun, parzen_rows(ARRAY[trial])),
        'rows', CASE WHEN rev - 1 > since THEN parzen_changes(study, since, rev - 1, most) END,
        'attrs', CASE WHEN attrs_rev > since THEN parzen_study_attrs(study) END);
    END
  $$`,

  // The counters are locked last: whoever else writes to the study waits only while they move on, and for the commit.
  `CREATE FUNCTION parzen_sync(study INTEGER, writes JSONB, since BIGINT, most INTEGER) RETURNS JSON
    LANGUAGE plpgsql ${PLAN} AS $$
    DECLARE
      before BIGINT;
      rev BIGINT;
      attrs_rev BIGINT;
      taken JSONB[] := '{}';
      denied JSON[] := '{}';
      w JSONB;
      attrs JSONB;
      trial INTEGER;
      standing trialstate;
      num INTEGER;
      held TEXT;
    BEGIN
      PERFORM set_config('parzen.quiet', 'on', true);
      FOR w IN SELECT value FROM jsonb_array_elements(writes -> 'trials') ORDER BY (value ->> 'id')::INTEGER LOOP
        trial := (w ->> 'id')::INTEGER;
        SELECT t.state, t.number INTO standing, num FROM trials t
          WHERE t.trial_id = trial AND t.study_id = study FOR NO KEY UPDATE;
        SELECT p.lease INTO held FROM parzen_trials p WHERE p.trial_id = trial AND p.study_id = study;
        IF standing IN ('RUNNING', 'WAITING') AND (w ->> 'lease' IS NULL OR w ->> 'lease' = held) THEN
          taken := taken || w;
        ELSE
          denied := denied || json_build_object('trialId', trial, 'state', standing, 'number', coalesce(num, -1),
            'lease', held, 'values', (SELECT coalesce(json_agg(json_build_array(v.value, v.value_type)
              ORDER BY v.objective), '[]') FROM trial_values v WHERE v.trial_id = trial AND standing IS NOT NULL));
        END IF;
      END LOOP;
      FOREACH w IN ARRAY taken LOOP
        trial := (w ->> 'id')::INTEGER;
        IF w ? 'params' THEN
          INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json)
            SELECT trial, value ->> 0, (value ->> 1)::FLOAT8, value ->> 2 FROM jsonb_array_elements(w -> 'params')
            ON CONFLICT DO NOTHING;
        END IF;
        IF w ? 'reports' THEN
          INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type)
            SELECT trial, (value ->> 0)::INTEGER, (value ->> 1)::FLOAT8, (value ->> 2)::trialintermediatevaluetype
            FROM jsonb_array_elements(w -> 'reports')
            ON CONFLICT DO NOTHING;
        END IF;
        IF w ? 'userAttrs' THEN
          INSERT INTO trial_user_attributes (trial_id, key, value_json)
            SELECT trial, value ->> 0, value ->> 1 FROM jsonb_array_elements(w -> 'userAttrs')
            ON CONFLICT (trial_id, key) DO UPDATE SET value_json = excluded.value_json;
        END IF;
        IF w ? 'systemAttrs' THEN
          INSERT INTO trial_system_attributes (trial_id, key, value_json)
            SELECT trial, value ->> 0, value ->> 1 FROM jsonb_array_elements(w -> 'systemAttrs')
            ON CONFLICT (trial_id, key) DO UPDATE SET value_json = excluded.value_json;
        END IF;
        IF w ? 'finish' THEN
          INSERT INTO trial_values (trial_id, objective, value, value_type)
            SELECT trial, ordinality - 1, (value ->> 0)::FLOAT8, (value ->> 1)::trialvaluetype
            FROM jsonb_array_elements(w #> '{finish,values}') WITH ORDINALITY
            ON CONFLICT (trial_id, objective) DO UPDATE SET value = excluded.value, value_type = excluded.value_type;
          UPDATE trials SET state = (w #>> '{finish,state}')::trialstate,
            datetime_complete = (w #>> '{finish,completedAt}')::TIMESTAMP WHERE trial_id = trial;
        END IF;
      END LOOP;
      attrs := writes -> 'study';
      IF attrs IS NOT NULL THEN
        INSERT INTO study_user_attributes (study_id, key, value_json)
          SELECT study, value ->> 0, value ->> 1 FROM jsonb_array_elements(attrs -> 'userAttrs')
          ON CONFLICT (study_id, key) DO UPDATE SET value_json = excluded.value_json;
        INSERT INTO study_system_attributes (study_id, key, value_json)
          SELECT study, value ->> 0, value ->> 1 FROM jsonb_array_elements(attrs -> 'systemAttrs')
          ON CONFLICT (study_id, key) DO UPDATE SET value_json = excluded.value_json;
      END IF;
      SELECT revision, attrs_revision INTO before, attrs_rev FROM parzen_studies WHERE study_id = study FOR UPDATE;
      IF before IS NULL THEN RETURN NULL; END IF;
      rev := before;
      FOREACH w IN ARRAY taken LOOP
        rev := rev + 1;
        UPDATE parzen_trials SET revision = rev, lease_until = CASE WHEN NOT w ? 'finish' THEN lease_until END
          WHERE trial_id = (w ->> 'id')::INTEGER;
      END LOOP;
      IF attrs IS NOT NULL THEN
        rev := rev + 1;
        attrs_rev := rev;
      END IF;
      IF rev > before THEN
        UPDATE parzen_studies SET revision = rev, attrs_revision = attrs_rev WHERE study_id = study;
      END IF;
      RETURN json_build_object('revision', rev, 'denied', array_to_json(denied),
        'rows', CASE WHEN rev > since THEN parzen_changes(study, since, before, most) END,
        'attrs', CASE WHEN attrs_rev > since THEN parzen_study_attrs(study) END);
    END
  $$`,

  // Without writes no lock is taken.
  `CREATE FUNCTION parzen_read(study INTEGER, since BIGINT, most INTEGER) RETURNS JSON LANGUAGE plpgsql STABLE ${PLAN} AS $$
    DECLARE
      rev BIGINT;
      attrs_rev BIGINT;
    BEGIN
      SELECT revision, attrs_revision INTO rev, attrs_rev FROM parzen_studies WHERE study_id = study;
      IF rev IS NULL THEN RETURN NULL; END IF;
      RETURN json_build_object('revision', rev,
        'rows', CASE WHEN rev > since THEN parzen_changes(study, since, 9223372036854775807, most) END,
        'attrs', CASE WHEN attrs_rev > since THEN parzen_study_attrs(study) END);
    END
  $$`,
]

function triggers(bodies: Readonly<Record<string, string>>): string[] {
  const clock = `CREATE FUNCTION parzen_clock() RETURNS BIGINT LANGUAGE sql VOLATILE AS $$
    SELECT floor(extract(epoch from clock_timestamp()) * 1000)::BIGINT
  $$`
  return [
    clock,
    ...Object.entries(bodies).map(
      ([name, body]) => `CREATE FUNCTION ${name}() RETURNS TRIGGER LANGUAGE plpgsql AS $$
    BEGIN${body}
      RETURN NULL;
    END
  $$`,
    ),
  ]
}
