"""`importance.py <kind> <file> <repetitions>` prints the milliseconds of each get_param_importances and the importances."""

import json
import sys
import warnings
from time import perf_counter

import optuna
from optuna.importance import (
    FanovaImportanceEvaluator,
    MeanDecreaseImpurityImportanceEvaluator,
    PedAnovaImportanceEvaluator,
    get_param_importances,
)

import optuna_candidate
from overhead import read_history

EVALUATORS = {
    "pedAnova": PedAnovaImportanceEvaluator,
    "fanova": lambda: FanovaImportanceEvaluator(seed=0),
    "meanDecreaseImpurity": lambda: MeanDecreaseImpurityImportanceEvaluator(seed=0),
}

warnings.simplefilter("ignore")
kind, path, repetitions = sys.argv[1:]
study = optuna.create_study()
study.add_trials(read_history(optuna_candidate, path, None))
# The first call imports what the others find imported.
get_param_importances(study, evaluator=EVALUATORS[kind](), params=[])
ms = []
for _ in range(int(repetitions)):
    start = perf_counter()
    importances = get_param_importances(study, evaluator=EVALUATORS[kind]())
    ms.append((perf_counter() - start) * 1e3)
print(json.dumps({"ms": ms, "importances": importances}))
