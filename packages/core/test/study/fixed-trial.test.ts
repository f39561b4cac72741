import { expect, test } from "vitest"
import type { TrialLike } from "../../src/index.ts"
import { FixedTrial, float, int, setVerbosity } from "../../src/index.ts"

async function objective(trial: TrialLike): Promise<number> {
  const x = trial.suggestFloat("x", 0, 1)
  const act = trial.suggestCategorical("act", ["relu", "tanh"])
  trial.report(x, 0)
  if (await trial.shouldPrune()) throw new Error("a fixed trial is never pruned")
  trial.setConstraint("c", x - 1)
  trial.setUserAttr("act", act)
  return x + trial.suggest({ n: int(1, 5), y: float(0, 1) }).n
}

test("replays its parameters", async () => {
  const trial = new FixedTrial({ x: 0.5, act: "tanh", n: 3, y: 0, unused: 1 }, { number: 7 })
  expect(await objective(trial)).toBe(3.5)
  expect(trial.params).toEqual({ x: 0.5, act: "tanh", n: 3, y: 0 })
  expect([trial.number, trial.constraints, trial.userAttrs]).toEqual([7, { c: -0.5 }, { act: "tanh" }])
})

test("refuses a parameter that was not given, and a choice that is none", () => {
  const trial = new FixedTrial({ act: "gelu" })
  expect(() => trial.suggestFloat("x", 0, 1)).toThrow(
    expect.objectContaining({ code: "INVALID_PARAM_VALUE", message: expect.stringContaining("'x'") }),
  )
  expect(() => trial.suggestCategorical("act", ["relu", "tanh"])).toThrow(
    expect.objectContaining({ code: "INVALID_PARAM_VALUE" }),
  )
})

test("uses a value out of range all the same", () => {
  setVerbosity("silent")
  expect(new FixedTrial({ x: 5 }).suggestFloat("x", 0, 1)).toBe(5)
})
