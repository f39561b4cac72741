import optuna
from optuna.distributions import json_to_distribution

optuna.logging.set_verbosity(optuna.logging.ERROR)

SAMPLERS = {
    "tpe": optuna.samplers.TPESampler,
    "random": optuna.samplers.RandomSampler,
    "nsgaii": optuna.samplers.NSGAIISampler,
    "cmaes": optuna.samplers.CmaEsSampler,
}


def create_study(sampler, seed):
    return optuna.create_study(sampler=SAMPLERS[sampler](seed=seed))


def distribution(json_text):
    return json_to_distribution(json_text)


def create_trial(params, distributions, value):
    return optuna.create_trial(params=params, distributions=distributions, value=value)


def add_trials(study, trials):
    study.add_trials(trials)
