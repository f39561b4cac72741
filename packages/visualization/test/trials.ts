import type { CreateTrialOptions, Direction, FrozenTrial } from "@parzen/core"
import { categorical, createTrial, float, int } from "@parzen/core"
import type { StudyLike } from "../src/index.ts"

/** A study of such trials, numbered in order. */
export function studyOf(
  trials: readonly CreateTrialOptions[],
  directions: readonly Direction[] = ["minimize"],
): StudyLike {
  const numbered = trials.map((trial, number): FrozenTrial => Object.assign(createTrial(trial), { number }))
  return { studyName: "a study", directions, trials: numbered }
}

/** A study of `n` complete trials of a log float, an int and a category, without chance. */
export function gridStudy(n: number): StudyLike {
  const distributions = {
    lr: float(1e-5, 1, { log: true }),
    units: int(1, 1000),
    act: categorical(["relu", "tanh", null]),
  }
  return studyOf(
    Array.from({ length: n }, (_, i) => {
      const params = {
        lr: 10 ** -(1 + ((i * 0.618) % 1) * 4),
        units: 1 + ((i * 37) % 1000),
        act: ["relu", "tanh", null][i % 3] ?? null,
      }
      return { params, distributions, value: Math.log10(params.lr) ** 2 + params.units / 100 }
    }),
  )
}
