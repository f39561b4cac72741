"""Trains once with Python's xgboost or lightgbm and prints the milliseconds as JSON.

usage: boosting.py LIBRARY FILE ROWS COLUMNS JOB   FILE: rows of 32-bit floats, then the labels; JOB: {"params", "rounds"}
"""

import json
import sys
import time

import numpy as np

library, file, rows, columns, job = sys.argv[1:]
rows, columns, job = int(rows), int(columns), json.loads(job)
values = np.fromfile(file, dtype="<f4")
X, y = values[: rows * columns].reshape(rows, columns), values[rows * columns :]


def train_xgboost(rounds):
    import xgboost as xgb

    begin = time.perf_counter()
    data = xgb.DMatrix(X, label=y, nthread=1)
    made = time.perf_counter()
    booster = xgb.train(job["params"], data, rounds)
    return begin, made, time.perf_counter(), booster.predict(data)


def train_lightgbm(rounds):
    import lightgbm as lgb

    begin = time.perf_counter()
    data = lgb.Dataset(X, label=y, params=job["params"]).construct()
    made = time.perf_counter()
    booster = lgb.train(job["params"], data, rounds)
    return begin, made, time.perf_counter(), booster.predict(X)


train = {"xgboost": train_xgboost, "lightgbm": train_lightgbm}[library]
train(2)  # imports, and starts what is started once
begin, made, end, predictions = train(job["rounds"])
print(
    json.dumps(
        {"dataMs": (made - begin) * 1e3, "trainMs": (end - made) * 1e3, "checksum": float(np.sum(predictions, dtype=np.float64))}
    )
)
