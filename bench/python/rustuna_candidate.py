import json

import rustuna
from rustuna.distributions import Distribution

SAMPLERS = {"random": rustuna.samplers.RandomSampler, "tpe": rustuna.samplers.TPESampler}
MAKERS = {
    "FloatDistribution": Distribution.float,
    "IntDistribution": Distribution.int,
    "CategoricalDistribution": Distribution.categorical,
}


def create_study(sampler, seed):
    return rustuna.create_study(sampler=SAMPLERS[sampler](seed=seed))


def distribution(json_text):
    described = json.loads(json_text)
    return MAKERS[described["name"]](**described["attributes"])


def create_trial(params, distributions, value):
    return rustuna.create_trial(params=params, distributions=distributions, value=value)


def add_trials(study, trials):
    for trial in trials:
        study.add_trial(trial)
