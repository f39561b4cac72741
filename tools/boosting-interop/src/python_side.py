"""Trains every case of FOLDER/cases.json with Python's xgboost and lightgbm and writes what came out.

usage: python_side.py train FOLDER     answers.json, and each model as <case>.python.model
       python_side.py predict FOLDER   predictions.json: what the models <case>.node.model predict here
"""

import json
import sys
from pathlib import Path

import lightgbm as lgb
import numpy as np
import xgboost as xgb


def main(task, folder):
    cases = json.loads((folder / "cases.json").read_text())
    sides = {"xgboost": XGBoostSide, "lightgbm": LightGBMSide}
    answers = {case["name"]: getattr(sides[case["library"]](folder, case), task)() for case in cases}
    answers["versions"] = {"xgboost": xgb.__version__, "lightgbm": lgb.__version__}
    name = {"train": "answers.json", "predict": "predictions.json"}[task]
    (folder / name).write_text(json.dumps(answers))


CV_SEED = 5


class Side:
    def __init__(self, folder, case):
        self.folder = folder
        self.case = case
        self.params = case["params"]
        self.rounds = case["rounds"]

    def table(self, part):
        """The fields of a table, each out of its file of 32-bit floats."""
        shape = self.case["tables"][part]
        fields = {field: self.read(part, field) for field in shape["fields"]}
        fields["X"] = fields["X"].reshape(-1, shape["columns"])
        return fields, shape.get("group")

    def read(self, part, field):
        return np.fromfile(self.folder / f"{self.case['name']}.{part}.{field}", dtype="<f4")

    def model_file(self, side):
        return str(self.folder / f"{self.case['name']}.{side}.model")


class XGBoostSide(Side):
    def matrix(self, part):
        fields, group = self.table(part)
        X, base_margin = fields.pop("X"), fields.pop("baseMargin", None)
        missing = self.case.get("missing", np.nan)
        matrix = xgb.DMatrix(X, base_margin=base_margin, missing=missing, **fields)
        if group is not None:
            matrix.set_group(group)
        return matrix

    def train(self):
        dtrain, dvalid = self.matrix("train"), self.matrix("validation")
        evals, more = {}, {}
        if "earlyStoppingRounds" in self.case:
            more["early_stopping_rounds"] = self.case["earlyStoppingRounds"]
        booster = xgb.train(
            self.params,
            dtrain,
            self.rounds,
            evals=[(dtrain, "train"), (dvalid, "validation")],
            evals_result=evals,
            verbose_eval=False,
            **more,
        )
        Path(self.model_file("python")).write_bytes(booster.save_raw("ubj"))
        kinds = ["weight"] if self.params.get("booster") == "gblinear" else TREE_IMPORTANCES
        answer = {
            "predictions": booster.predict(dvalid).ravel().tolist(),
            "margins": booster.predict(dvalid, output_margin=True).ravel().tolist(),
            "evaluations": evals,
            "importances": {kind: scores_of(booster, kind) for kind in kinds},
        }
        if more:
            answer["bestRound"] = booster.best_iteration
            answer["bestValue"] = booster.best_score
        if "nFolds" in self.case:
            answer["cv"] = xgb.cv(self.params, dtrain, self.rounds, self.case["nFolds"], seed=CV_SEED, as_pandas=False)
        return answer

    def predict(self):
        booster = xgb.Booster()
        booster.load_model(bytearray(Path(self.model_file("node")).read_bytes()))
        return booster.predict(self.matrix("validation")).ravel().tolist()


TREE_IMPORTANCES = ["weight", "gain", "cover", "total_gain", "total_cover"]


def scores_of(booster, kind):
    return {name: score if isinstance(score, list) else [score] for name, score in booster.get_score(importance_type=kind).items()}


class LightGBMSide(Side):
    def datasets(self):
        (train, train_group), (valid, valid_group) = self.table("train"), self.table("validation")
        categorical = self.case.get("categorical", "auto")
        rename = lambda fields: {("data" if name == "X" else name): value for name, value in fields.items()}
        dtrain = lgb.Dataset(
            **rename(train), group=train_group, params=self.params, categorical_feature=categorical, free_raw_data=False
        )
        dvalid = lgb.Dataset(**rename(valid), group=valid_group, reference=dtrain, free_raw_data=False)
        return dtrain, dvalid, valid["X"]

    def train(self):
        dtrain, dvalid, X = self.datasets()
        evals = {}
        callbacks = [lgb.record_evaluation(evals)]
        if "earlyStoppingRounds" in self.case:
            callbacks.append(lgb.early_stopping(self.case["earlyStoppingRounds"], verbose=False))
        booster = lgb.train(
            self.params,
            dtrain,
            self.rounds,
            valid_sets=[dtrain, dvalid],
            valid_names=["train", "validation"],
            callbacks=callbacks,
        )
        booster.save_model(self.model_file("python"))
        names = [f"Column_{i}" for i in range(X.shape[1])]
        importances = {kind: booster.feature_importance(kind) for kind in ["split", "gain"]}
        answer = {
            "predictions": booster.predict(X).ravel().tolist(),
            "margins": booster.predict(X, raw_score=True).ravel().tolist(),
            "evaluations": evals,
            "importances": {
                kind: {name: [float(score)] for name, score in zip(names, scores)} for kind, scores in importances.items()
            },
        }
        if "earlyStoppingRounds" in self.case:
            answer["bestRound"] = booster.best_iteration
        if "nFolds" in self.case:
            whole = self.datasets()[0]
            answer["cv"] = lgb.cv(
                self.params, whole, self.rounds, nfold=self.case["nFolds"], stratified=False, seed=CV_SEED
            )
        return answer

    def predict(self):
        return lgb.Booster(model_file=self.model_file("node")).predict(self.table("validation")[0]["X"]).ravel().tolist()


main(sys.argv[1], Path(sys.argv[2]))
