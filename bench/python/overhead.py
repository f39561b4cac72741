"""One job of the overhead bench: `overhead.py <optuna | rustuna> <job as JSON>` prints its answer as JSON."""

import importlib
import json
import sys
from time import perf_counter

from spaces import OBJECTIVES


def read_history(candidate, path, length):
    with open(path) as file:
        history = json.load(file)
    distributions = {name: candidate.distribution(text) for name, text in history["distributions"].items()}
    names = list(distributions)
    # JSON does not tell 0 from 0.0; a float parameter is given as a float.
    is_float = ["FloatDistribution" in text for text in history["distributions"].values()]
    trials = []
    for row, value in zip(history["rows"][:length], history["values"]):
        params = {name: float(x) if real else x for name, x, real in zip(names, row, is_float)}
        trials.append(candidate.create_trial(params, distributions, value))
    return trials


def sort_stably():
    """numpy's default argsort leaves equal numbers in an order that depends on the processor's vector instructions."""
    import numpy

    argsort = numpy.argsort
    numpy.argsort = lambda a, axis=-1, kind=None, **options: argsort(a, axis, "stable", **options)


def main():
    name, job = sys.argv[1], json.loads(sys.argv[2])
    if job.get("stableSort"):
        sort_stably()
    candidate = importlib.import_module(f"{name}_candidate")
    objective = OBJECTIVES[job["space"]]
    length = job["history"]
    trials = read_history(candidate, job["historyFile"], length) if length > 0 else []
    study = candidate.create_study(job["sampler"], job["seed"])
    start = perf_counter()
    if trials:
        candidate.add_trials(study, trials)
    added = perf_counter()
    study.optimize(objective, n_trials=job["trials"])
    end = perf_counter()
    values = [trial.value for trial in study.trials[length:]]
    answer = {"msPerTrial": (end - added) / job["trials"] * 1e3, "values": values}
    if trials:
        answer["msPerAdded"] = (added - start) / length * 1e3
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
