import json, sys, numpy as np, optuna, lightgbm as lgb, warnings
warnings.filterwarnings("ignore")
from optuna_integration.lightgbm import LightGBMTuner, LightGBMTunerCV
optuna.logging.set_verbosity(optuna.logging.ERROR)
sys.path.insert(0, "/tmp/lgbm")
def table(n, d, seed):
    s = seed; X = np.empty((n, d))
    for i in range(n):
        for j in range(d):
            s = (s * 16807) % 2147483647; X[i, j] = (s % 1000) / 8
    return X
N, V = 240, 80
X = table(N + V, 6, 1234)
y = np.array([int(X[i, 0] + X[i, 1] + 40 * (i % 3) > 165) for i in range(N + V)])
P = {"objective": "binary", "metric": "auc", "num_threads": 1, "verbosity": -1, "deterministic": True, "force_col_wise": True, "max_depth": 5, "min_data_in_leaf": 12}
def dump(study): return [{"number": t.number, "step": t.system_attrs["lightgbm_tuner:step_name"], "params": t.params, "value": t.value, "all": json.loads(t.system_attrs["lightgbm_tuner:lgbm_params"])} for t in study.trials]
tr = lgb.Dataset(X[:N], y[:N]); va = lgb.Dataset(X[N:], y[N:], reference=tr)
t = LightGBMTuner(P, tr, num_boost_round=8, valid_sets=[va], optuna_seed=5, show_progress_bar=False); t.run()
out = {"tuner": dump(t.study), "best": t.best_params, "score": t.best_score}
folds = [(np.array([i for i in range(N) if i % 3 != k]), np.array([i for i in range(N) if i % 3 == k])) for k in range(3)]
P2 = dict(P, metric="binary_logloss"); P2.pop("max_depth")
t = LightGBMTunerCV(P2, lgb.Dataset(X[:N], y[:N]), num_boost_round=6, folds=folds, optuna_seed=9, show_progress_bar=False); t.run()
out["cv"] = dump(t.study)
json.dump(out, open(sys.argv[1], "w"), separators=(",", ":"))
print(len(out["tuner"]), len(out["cv"]), out["best"], out["score"])
