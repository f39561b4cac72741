"""One process of Optuna in the storage bench: `storage.py <task> <url> <study name> <number>`. Says "ready", waits for a line on
its standard input, does its task and prints a JSON."""

import json
import os
import sys
import time

import optuna
from optuna.storages import JournalStorage, RDBStorage
from optuna.storages.journal import JournalFileBackend

optuna.logging.set_verbosity(optuna.logging.ERROR)
task, url, name, number = sys.argv[1:]
count = int(number)


def open_storage():
    if url.startswith("journal:"):
        return JournalStorage(JournalFileBackend(url.removeprefix("journal:")))
    return RDBStorage(url.replace("postgresql://", "postgresql+psycopg2://"))


def objective(trial):
    return sum(trial.suggest_float(f"x{i}", 0, 1) for i in range(5))


def open_study():
    sampler = optuna.samplers.RandomSampler(seed=os.getpid())
    return optuna.create_study(
        storage=open_storage(), study_name=name, load_if_exists=True, sampler=sampler, pruner=optuna.pruners.NopPruner()
    )


def rate():
    study = open_study()
    study.optimize(objective, n_trials=5)

    def run():
        study.optimize(objective, timeout=count / 4000)
        told = []
        begin = time.perf_counter()
        study.optimize(objective, timeout=count / 1000, callbacks=[lambda _, trial: told.append(trial.number)])
        return {"told": len(told), "ms": (time.perf_counter() - begin) * 1000}

    return run


def ask():
    study = open_study()
    study.optimize(objective, n_trials=1)

    def run():
        ms = []
        for _ in range(5):
            begin = time.perf_counter()
            trial = study.ask()
            ms.append((time.perf_counter() - begin) * 1000)
            study.tell(trial, objective(trial))
        return {"ms": ms}

    return run


def open_task():
    def run():
        begin = time.perf_counter()
        trials = open_study().get_trials(deepcopy=False)
        return {"ms": (time.perf_counter() - begin) * 1000, "nTrials": len(trials)}

    return run


run = {"rate": rate, "ask": ask, "open": open_task}[task]()
print("ready", flush=True)
sys.stdin.readline()
print(json.dumps(run()), flush=True)
