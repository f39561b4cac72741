import type { Generated } from "kysely"

/** The tables that queries know: Optuna's, as its schema 12 has them, and ours. Enums are kept by Optuna's names. */
export interface Tables {
  readonly studies: { study_id: Generated<number>; study_name: string }
  readonly study_directions: {
    study_direction_id: Generated<number>
    direction: string
    study_id: number
    objective: number
  }
  readonly study_user_attributes: StudyAttributes
  readonly study_system_attributes: StudyAttributes
  readonly trials: {
    trial_id: Generated<number>
    number: number | null
    study_id: number
    state: StoredState
    datetime_start: string | null
    datetime_complete: string | null
  }
  readonly trial_params: {
    param_id: Generated<number>
    trial_id: number
    param_name: string
    param_value: number
    distribution_json: string
  }
  readonly trial_values: {
    trial_value_id: Generated<number>
    trial_id: number
    objective: number
    value: number | null
    value_type: NumberType
  }
  readonly trial_intermediate_values: {
    trial_intermediate_value_id: Generated<number>
    trial_id: number
    step: number
    intermediate_value: number | null
    intermediate_value_type: NumberType
  }
  readonly trial_user_attributes: TrialAttributes
  readonly trial_system_attributes: TrialAttributes
  readonly trial_heartbeats: { trial_heartbeat_id: Generated<number>; trial_id: number; heartbeat: string }
  readonly version_info: { version_info_id: number; schema_version: number; library_version: string }
  readonly alembic_version: { version_num: string }
  readonly parzen_version: { version: number }
  readonly parzen_studies: ParzenStudies
  readonly parzen_trials: ParzenTrials
  /** The first distribution that a study has had under a parameter's name. */
  readonly parzen_params: { study_id: number; param_name: string; distribution_json: string }
}

/** A study's counters: whoever holds the row's lock writes to the study, until the commit. */
interface ParzenStudies {
  study_id: number
  /** That of the last change. */
  revision: number
  /** That of the last change of the study's own attributes. */
  attrs_revision: number
  /** The number of the next trial. */
  next_number: number
}

/** What we keep of a trial besides Optuna. */
interface ParzenTrials {
  trial_id: number
  study_id: number
  /** That of the trial's last change; no other trial of the study has it. */
  revision: number
  /** Who may write to the trial; `null` where everybody may. */
  lease: string | null
  /** When the lease runs out, in ms since 1970 by the database's clock; `null` for a trial that does not run. */
  lease_until: number | null
  /** In ms since 1970, where Optuna's column has whole seconds (MySQL). */
  started_ms: number | null
  completed_ms: number | null
}

interface StudyAttributes {
  study_id: number
  key: string
  value_json: string
}

interface TrialAttributes {
  trial_id: number
  key: string
  value_json: string
}

/** A trial's state as Optuna names it. */
export type StoredState = "RUNNING" | "COMPLETE" | "PRUNED" | "FAIL" | "WAITING"

/** Why a number's column may be empty. */
export type NumberType = "FINITE" | "INF_POS" | "INF_NEG" | "NAN"

/** The databases that are told apart: `mysql` is MariaDB too. */
export type Dialect = "sqlite" | "postgresql" | "mysql"
