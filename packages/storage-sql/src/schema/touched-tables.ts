/** Optuna's tables whose rows belong to a trial: a change in one is a change of the trial. */
export const TABLES_OF_A_TRIAL: readonly string[] = [
  "trial_params",
  "trial_values",
  "trial_intermediate_values",
  "trial_user_attributes",
  "trial_system_attributes",
]

/** Optuna's tables of a study's attributes. */
export const TABLES_OF_A_STUDY: readonly string[] = ["study_user_attributes", "study_system_attributes"]
