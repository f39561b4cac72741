import { expect, test } from "vitest"
import type { Situation } from "../../../src/samplers/auto/rule.ts"
import { choose } from "../../../src/samplers/auto/rule.ts"

const NUMERIC: Situation = {
  nObjectives: 1,
  nFinished: 300,
  nComplete: 300,
  nParams: 5,
  nCategorical: 0,
  isConditional: false,
  hasConstraints: false,
  nTrials: undefined,
}

test.each<[string, Partial<Situation>, string, string]>([
  ["nothing is known", { nFinished: 0, nComplete: 0, nParams: 0 }, "qmc", "spread evenly"],
  ["nine trials have finished", { nFinished: 9, nComplete: 2 }, "qmc", "spread evenly"],
  ["there are very many parameters", { nFinished: 5, nComplete: 5, nParams: 1025 }, "random", "1025"],
  ["ten trials have finished", { nFinished: 10, nComplete: 3 }, "tpe", "fewer than 100"],
  ["99 trials are complete", { nComplete: 99 }, "tpe", "fewer than 100"],
  ["100 trials are complete", { nComplete: 100 }, "cmaes", "numeric"],
  ["there are constraints", { hasConstraints: true }, "tpe", "constraints"],
  ["trials differ in their parameters", { isConditional: true }, "tpe", "same parameters"],
  ["there is a choice", { nCategorical: 1 }, "tpe", "1 of 5 parameters"],
  ["there is one parameter", { nParams: 1 }, "tpe", "one parameter"],
  ["249 trials are planned", { nTrials: 249 }, "tpe", "too few"],
  ["250 trials are planned", { nTrials: 250 }, "cmaes", "numeric"],
  ["499 trials of two objectives are planned", { nTrials: 499, nObjectives: 2 }, "tpe", "too few"],
  ["500 trials of two objectives are planned", { nTrials: 500, nObjectives: 2 }, "nsgaii", "2 objectives"],
  ["there are two objectives, few trials", { nObjectives: 2, nComplete: 249 }, "tpe", "fewer than 250"],
  ["there are two objectives", { nObjectives: 2 }, "nsgaii", "2 objectives"],
  [
    "there are two objectives, choices and constraints",
    { nObjectives: 2, nCategorical: 2, hasConstraints: true },
    "nsgaii",
    "2 objectives",
  ],
  ["there are three objectives", { nObjectives: 3 }, "tpe", "three objectives"],
  ["there are four objectives", { nObjectives: 4 }, "nsgaiii", "4 objectives"],
])("if %s", (_, change, sampler, reason) => {
  expect(choose({ ...NUMERIC, ...change })).toEqual({ sampler, reason: expect.stringContaining(reason) })
})
