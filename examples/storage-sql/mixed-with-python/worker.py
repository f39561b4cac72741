"""A worker of Optuna: `worker.py <url> <study name> <number of trials>`."""

import math
import sys

import optuna


def branin(trial):
    x = trial.suggest_float("x", -5, 10)
    y = trial.suggest_float("y", 0, 15)
    trial.set_user_attr("worker", "python")
    return (
        (y - 5.1 / (4 * math.pi**2) * x**2 + 5 / math.pi * x - 6) ** 2
        + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x)
        + 10
    )


url, study_name, n_trials = sys.argv[1:]
optuna.logging.set_verbosity(optuna.logging.WARNING)
study = optuna.load_study(storage=url, study_name=study_name, sampler=optuna.samplers.TPESampler(seed=1))
study.optimize(branin, n_trials=int(n_trials))
