/**
 * The names of XGBoost's parameters (3.2.0). What XGBoost does not use is refused if it is none of these, and else only said: a
 * parameter may belong to another booster or objective.
 */
export const KNOWN_PARAMS: ReadonlySet<string> = new Set(
  (
    "booster device verbosity validate_parameters nthread n_jobs disable_default_eval_metric use_rmm use_cuda_async_pool " +
    "eta learning_rate gamma min_split_loss max_depth min_child_weight max_delta_step subsample sampling_method " +
    "colsample_bytree colsample_bylevel colsample_bynode lambda reg_lambda alpha reg_alpha tree_method scale_pos_weight " +
    "updater refresh_leaf process_type grow_policy max_leaves max_bin num_parallel_tree monotone_constraints " +
    "interaction_constraints multi_strategy max_cached_hist_node extmem_single_page max_cat_to_onehot max_cat_threshold " +
    "sample_type normalize_type rate_drop one_drop skip_drop feature_selector top_k tolerance sparse_threshold " +
    "objective base_score eval_metric seed seed_per_iteration random_state num_class num_target num_feature " +
    "tweedie_variance_power huber_slope quantile_alpha expectile_alpha aft_loss_distribution aft_loss_distribution_scale " +
    "lambdarank_pair_method lambdarank_num_pair_per_sample lambdarank_normalization lambdarank_score_normalization " +
    "lambdarank_unbiased lambdarank_bias_norm ndcg_exp_gain fail_on_invalid_gpu_id gpu_id predictor enable_categorical " +
    "max_num_bin rank_pair_method debug_synchronize nccl_path hist_max_bin"
  ).split(" "),
)
