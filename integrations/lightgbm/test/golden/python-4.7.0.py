import json, sys, numpy as np, lightgbm as lgb
def lcg(seed):
    s = seed
    while True:
        s = (s * 16807) % 2147483647
        yield s
def table(n, d, seed, missing):
    g = lcg(seed); X = np.empty((n, d))
    for i in range(n):
        for j in range(d):
            v = next(g); X[i, j] = float("nan") if missing and v % 11 == 0 else (v % 1000) / 8
    return X
def at(X, i, j):
    v = X[i, j]; return 0.0 if np.isnan(v) else v
def weights(n): return [1 + (i % 5) / 4 for i in range(n)]
out = {"version": lgb.__version__, "cases": []}
N, V = 240, 80
def case(name, params, label, weight=False, missing=False, group=None, rounds=12, cat=None, early=None):
    X = table(N + V, 6, 1234, missing)
    y = np.array([label(X, i) for i in range(N + V)])
    w = np.array(weights(N + V)) if weight else None
    p = dict(params, num_threads=1, verbosity=-1, deterministic=True, seed=7, force_col_wise=True, min_data_in_leaf=5)
    if early: p["early_stopping_round"] = early
    kw = dict(categorical_feature=cat) if cat else {}
    tr = lgb.Dataset(X[:N], y[:N], weight=None if w is None else w[:N], group=None if group is None else [group] * (N // group), **kw)
    va = lgb.Dataset(X[N:], y[N:], weight=None if w is None else w[N:], group=None if group is None else [group] * (V // group), reference=tr)
    h = {}
    b = lgb.train(p, tr, rounds, valid_sets=[tr, va], valid_names=["train", "valid"], callbacks=[lgb.record_evaluation(h)])
    P = lambda **k: np.asarray(b.predict(X[N:N + 12], **k)).tolist()
    out["cases"].append({"name": name, "params": p, "weight": weight, "missing": missing, "group": group, "categories": cat, "rounds": rounds,
      "history": h, "best": b.best_iteration, "trees": b.num_trees(), "normal": P(), "raw": P(raw_score=True), "leaf": P(pred_leaf=True), "contribution": P(pred_contrib=True), "few": P(num_iteration=3, start_iteration=1),
      "split": b.feature_importance("split").tolist(), "gain": b.feature_importance("gain").tolist()})
case("binary", {"objective": "binary", "metric": ["auc", "binary_logloss"]}, lambda X, i: int(at(X, i, 0) + at(X, i, 1) > 125))
case("binary with weights, missing values, bagging", {"objective": "binary", "metric": "binary_logloss", "bagging_fraction": 0.7, "bagging_freq": 2, "feature_fraction": 0.6, "lambda_l1": 0.00001234, "lambda_l2": 0.3, "scale_pos_weight": 2.5}, lambda X, i: int(at(X, i, 0) + at(X, i, 1) > 125), True, True)
case("multiclass", {"objective": "multiclass", "num_class": 3, "metric": ["multi_logloss", "multi_error"], "max_bin": 31}, lambda X, i: int(at(X, i, 2) // 42 if at(X, i, 2) < 126 else 2), True)
case("regression", {"objective": "regression", "metric": ["l2", "l1", "mape"], "num_leaves": 7, "learning_rate": 0.3}, lambda X, i: at(X, i, 0) - 2 * at(X, i, 3), False, True)
case("regression with categories", {"objective": "huber", "cat_smooth": 1, "min_data_per_group": 5}, lambda X, i: at(X, i, 0) + 30 * (int(at(X, i, 4)) % 3), True, False, None, 12, [4])
case("ranking", {"objective": "lambdarank", "metric": ["ndcg", "map"], "eval_at": [1, 3]}, lambda X, i: int(at(X, i, 1) // 32), False, True, 10)
case("ranking with weights", {"objective": "rank_xendcg", "metric": "ndcg"}, lambda X, i: int(at(X, i, 1) // 32), True, False, 20)
case("early stopping", {"objective": "binary", "metric": ["auc", "binary_logloss"], "learning_rate": 0.7, "num_leaves": 63}, lambda X, i: int((at(X, i, 0) + at(X, i, 1) + 40 * (i % 3)) > 165), False, False, None, 60, None, 4)
case("early stopping by the first metric", {"objective": "binary", "metric": ["auc", "binary_logloss"], "learning_rate": 0.7, "num_leaves": 63, "first_metric_only": True, "early_stopping_min_delta": 0.002}, lambda X, i: int((at(X, i, 0) + at(X, i, 1) + 40 * (i % 3)) > 165), False, False, None, 60, None, 4)
case("early stopping that does not stop", {"objective": "binary", "metric": ["auc", "binary_logloss"], "learning_rate": 0.3}, lambda X, i: int((at(X, i, 0) + at(X, i, 1) + 40 * (i % 3)) > 165), False, False, None, 9, None, 50)
# cv
X = table(N + V, 6, 1234, True); y = np.array([int(at(X, i, 0) + at(X, i, 1) > 125) for i in range(N + V)])
folds = [(np.array([i for i in range(N + V) if i % 4 != k]), np.array([i for i in range(N + V) if i % 4 == k])) for k in range(4)]
p = {"objective": "binary", "metric": ["auc", "binary_logloss"], "num_threads": 1, "verbosity": -1, "deterministic": True, "force_col_wise": True}
out["cv"] = {"params": p, "folds": lgb.cv(p, lgb.Dataset(X, y), 10, folds=folds), "early": lgb.cv(dict(p, learning_rate=0.8, early_stopping_round=3), lgb.Dataset(X, y), 60, folds=folds, eval_train_metric=True)}
json.dump(out, open(sys.argv[1], "w"), separators=(",", ":"))
