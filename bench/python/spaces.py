"""The objectives by the name of their space: the same as in node/spaces.ts, term by term."""

ACTIVATION_COST = {"relu": 0.0, "tanh": 0.5, "sigmoid": 1.0}


def floats(count):
    names = [f"x{i}" for i in range(count)]

    def objective(trial):
        value = 0.0
        for i in range(count):
            d = trial.suggest_float(names[i], -5.0, 5.0) - 0.1 * i
            value += d * d
        return value

    return objective


def mixed(trial):
    a = trial.suggest_float("lr", 1e-5, 1e-1, log=True) * 100.0 - 1.0
    b = trial.suggest_float("momentum", 0.0, 0.99) - 0.9
    c = trial.suggest_float("dropout", 0.0, 0.5, step=0.1) - 0.2
    d = (trial.suggest_int("units", 4, 512, log=True) - 96) / 100.0
    e = trial.suggest_int("layers", 1, 8) - 3
    act = trial.suggest_categorical("act", ["relu", "tanh", "sigmoid"])
    bias = trial.suggest_categorical("bias", [True, False])
    return a * a + b * b + c * c + d * d + e * e + ACTIVATION_COST[act] + (0.0 if bias else 0.25)


OBJECTIVES = {"floats5": floats(5), "floats20": floats(20), "mixed": mixed}
