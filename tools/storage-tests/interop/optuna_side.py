"""What Optuna does in the interop tests: `optuna_side.py <url> <JSON of [task, study name, options]...>`, its answers on stdout."""

import json
import math
import os
import sys
import time
import warnings

import optuna
from optuna.distributions import distribution_to_json
from optuna.storages import JournalStorage, RDBStorage
from optuna.storages.journal import JournalFileBackend, JournalRedisBackend

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)


def open_storage(url):
    if url.startswith("journal+file:"):
        return JournalStorage(JournalFileBackend(url.removeprefix("journal+file:")))
    if url.startswith("journal+"):
        return JournalStorage(JournalRedisBackend(url.removeprefix("journal+")))
    return RDBStorage(url.replace("postgresql://", "postgresql+psycopg2://").replace("mysql://", "mysql+pymysql://"))


def plain(value):
    """JSON has no word for NaN and the infinities."""
    if isinstance(value, float) and not math.isfinite(value):
        return {"number": "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def milliseconds(moment):
    return None if moment is None else moment.timestamp() * 1000


def dump(study):
    """The study as this process sees it."""
    return plain(
        {
            "studyName": study.study_name,
            "directions": [direction.name.lower() for direction in study.directions],
            "userAttrs": study.user_attrs,
            "metricNames": study.metric_names,
            "trials": [
                {
                    "number": trial.number,
                    "state": trial.state.name.lower(),
                    "values": trial.values,
                    "params": list(trial.params.items()),
                    "distributions": {
                        name: json.loads(distribution_to_json(distribution))
                        for name, distribution in trial.distributions.items()
                    },
                    "intermediateValues": trial.intermediate_values,
                    "userAttrs": trial.user_attrs,
                    "systemAttrs": trial.system_attrs,
                    "datetimeStart": milliseconds(trial.datetime_start),
                    "datetimeComplete": milliseconds(trial.datetime_complete),
                }
                for trial in study.get_trials(deepcopy=False)
            ],
        }
    )


def objective(trial):
    x = trial.suggest_float("x", -1.0, 1.0)
    n = trial.suggest_int("n", 1, 9)
    kind = trial.suggest_categorical("kind", ["a", None, True, 2.5])
    trial.set_user_attr("by", "python")
    trial.set_constraint("budget", x - 0.5)
    for step in range(3):
        trial.report(x + step, step)
        if trial.should_prune():
            raise optuna.TrialPruned()
    return x * x + n + (0.5 if kind is None else 0.0)


def create(storage, name, options):
    """A study with what a study may hold, as Optuna writes it."""
    study = optuna.create_study(
        storage=storage, study_name=name, direction="minimize", sampler=optuna.samplers.TPESampler(seed=1)
    )
    study.set_user_attr("nested", {"a": [1, 2.5, None, "é"]})
    study.set_metric_names(["loss"])
    study.enqueue_trial({"x": 0.25, "n": 3}, user_attrs={"why": "a guess"})

    def fails_sometimes(trial):
        value = objective(trial)
        if trial.number == 4:
            raise ValueError("no luck")
        return math.inf if trial.number == 5 else value

    study.optimize(fails_sometimes, n_trials=12, catch=(ValueError,))
    odd = study.ask()
    odd.suggest_float("x", -1.0, 1.0)
    for step, value in enumerate([math.nan, math.inf, -math.inf, 0.5]):
        odd.report(value, step * 10)
    study.tell(odd, state=optuna.trial.TrialState.PRUNED)
    running = study.ask()
    running.suggest_float("x", -1.0, 1.0)
    study.enqueue_trial({"x": -0.5})
    return dump(study)


def read(storage, name, options):
    return dump(optuna.load_study(storage=storage, study_name=name))


def go_on(storage, name, options):
    """Optuna optimizes a study further."""
    study = optuna.load_study(storage=storage, study_name=name, sampler=optuna.samplers.TPESampler(seed=2))
    study.optimize(objective, n_trials=options["nTrials"])
    return dump(study)


def work(storage, name, options):
    """One worker of several: says which trials it has told."""
    study = optuna.load_study(
        storage=storage, study_name=name, sampler=optuna.samplers.RandomSampler(seed=options["seed"])
    )
    told = []

    def quick(trial):
        x = trial.suggest_float("x", -1.0, 1.0)
        time.sleep(0.002)
        return x

    note = lambda _, trial: told.append([trial.number, trial.value])
    study.optimize(quick, n_trials=options["nTrials"], callbacks=[note])
    return told


def look(storage, name, options):
    """All that people look at: the best trial, the data frame, every plot, the dashboard's answers."""
    study = optuna.load_study(storage=storage, study_name=name)
    several = len(study.directions) > 1
    best = study.best_trials if several else [study.best_trial]
    frame = study.trials_dataframe()
    assert len(frame) == len(study.get_trials()), "the data frame has another number of rows"
    return {
        "best": sorted(trial.number for trial in best),
        "columns": list(map(str, frame.columns)),
        "plots": plots(study, several),
        "dashboard": dashboard(storage, study),
    }


def plots(study, several):
    from optuna import visualization
    from optuna.terminator import BestValueStagnationEvaluator, StaticErrorEvaluator

    target = {"target": lambda trial: trial.values[0], "target_name": "first"} if several else {}
    calls = {
        "contour": lambda: visualization.plot_contour(study, **target),
        "edf": lambda: visualization.plot_edf(study, **target),
        "optimization_history": lambda: visualization.plot_optimization_history(study, **target),
        "parallel_coordinate": lambda: visualization.plot_parallel_coordinate(study, **target),
        "param_importances": lambda: visualization.plot_param_importances(study, **target),
        "rank": lambda: visualization.plot_rank(study, **target),
        "slice": lambda: visualization.plot_slice(study, **target),
        "timeline": lambda: visualization.plot_timeline(study),
    }
    if several:
        calls["pareto_front"] = lambda: visualization.plot_pareto_front(study)
        calls["hypervolume_history"] = lambda: visualization.plot_hypervolume_history(study, [100.0, 100.0])
    else:
        calls["intermediate_values"] = lambda: visualization.plot_intermediate_values(study)
        calls["terminator_improvement"] = lambda: visualization.plot_terminator_improvement(
            study,
            improvement_evaluator=BestValueStagnationEvaluator(),
            error_evaluator=StaticErrorEvaluator(0.0),
        )
    return {name: len(call().data) for name, call in calls.items()}


def dashboard(storage, study):
    import optuna_dashboard

    app = optuna_dashboard.wsgi(storage)

    def get(path):
        status = []
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "wsgi.input": open(os.devnull, "rb"),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
        }
        body = b"".join(app(environ, lambda line, headers, exc_info=None: status.append(line)))
        assert status[0].startswith("200"), f"{path} answered {status[0]}: {body[:500]!r}"
        return json.loads(body)

    listed = {row["study_name"]: row for row in get("/api/studies")["study_summaries"]}
    detail = get(f"/api/studies/{listed[study.study_name]['study_id']}")
    return {"listed": sorted(listed), "trials": len(detail["trials"])}


TASKS = {"create": create, "read": read, "goOn": go_on, "work": work, "look": look}

storage = open_storage(sys.argv[1])
print(json.dumps([TASKS[task](storage, name, options) for task, name, options in json.loads(sys.argv[2])]))
