// Checked by `tsc -p test`, never run: each line says what compiles, and `@ts-expect-error` what must not.
import type {
  CategoricalDistribution,
  Distribution,
  FixedTrial,
  FloatDistribution,
  IntDistribution,
  Trial,
  TrialLike,
} from "@parzen/core"
import { categorical, float, int, TrialPruned } from "@parzen/core"
import { same } from "./same.ts"

declare const trial: Trial
declare const fixed: FixedTrial

const lr = trial.suggestFloat("lr", 1e-5, 1e-1, { log: true })
same<typeof lr, number>()
const units = trial.suggestInt("units", 16, 512, { step: 16 })
same<typeof units, number>()

const act = trial.suggestCategorical("act", ["relu", "tanh"])
same<typeof act, "relu" | "tanh">()
const mixed = trial.suggestCategorical("mixed", [null, true, 2, "z"])
same<typeof mixed, null | true | 2 | "z">()
const names = ["adam", "sgd"] as const
const optimizer = trial.suggestCategorical("optimizer", names)
same<typeof optimizer, "adam" | "sgd">()
const loose: string[] = ["a", "b"]
const anyOf = trial.suggestCategorical("anyOf", loose)
same<typeof anyOf, string>()
const fixedAct = fixed.suggestCategorical("act", ["relu", "tanh"])
same<typeof fixedAct, "relu" | "tanh">()

const params = trial.suggest({
  lr: float(1e-5, 1e-1, { log: true }),
  layers: int(1, 4),
  act: categorical(["relu", "tanh"]),
  bias: categorical([true, false]),
})
same<typeof params, { lr: number; layers: number; act: "relu" | "tanh"; bias: boolean }>()
const replayed = fixed.suggest({ act: categorical(["relu", "tanh"]) })
same<typeof replayed, { act: "relu" | "tanh" }>()

const distribution = categorical(["relu", "tanh"])
same<typeof distribution, CategoricalDistribution<"relu" | "tanh">>()
same<Distribution["kind"], "float" | "int" | "categorical">()
const floats: FloatDistribution = float(0, 1, { step: 0.25 })
const ints: IntDistribution = int(0, 8, { log: false })
trial.suggest({ floats, ints })

const verdict = trial.shouldPrune()
same<typeof verdict, Promise<boolean>>()
const like: TrialLike = trial
like.report(0.5, 1)
const asFixed: TrialLike = fixed
asFixed.setConstraint("memory", -1)

// @ts-expect-error there is no such key
void params.momentum
// @ts-expect-error "gelu" is none of the choices
void (act === "gelu")
// @ts-expect-error a float's options have no such name
trial.suggestFloat("x", 0, 1, { logarithmic: true })
// @ts-expect-error an int's options have no such name
trial.suggestInt("n", 0, 9, { q: 2 })
// @ts-expect-error log is a boolean
trial.suggestFloat("x", 0, 1, { log: "true" })
// @ts-expect-error bounds are needed
trial.suggestFloat("x", { low: 0, high: 1 })
// @ts-expect-error the bounds of a float are numbers
trial.suggestFloat("x", "0", 1)
// @ts-expect-error choices are an array
trial.suggestCategorical("act", "relu", "tanh")
// @ts-expect-error a choice is null, a boolean, a number or a string
trial.suggestCategorical("act", [{ relu: true }])
// @ts-expect-error a space holds distributions
trial.suggest({ lr: [1e-5, 1e-1] })
// @ts-expect-error a float's options have no such name
float(0, 1, { steps: 0.1 })
// @ts-expect-error an int's options have no such name
int(0, 8, { base: 2 })
// @ts-expect-error a report needs its step
trial.report(0.5)
// @ts-expect-error a verdict is a promise: await it
const stop: boolean = trial.shouldPrune()
void stop
// @ts-expect-error a promise is always true: await it
if (trial.shouldPrune()) throw new TrialPruned()
// @ts-expect-error an attribute is set by its key
trial.setUserAttr({ note: "any JSON" })
// @ts-expect-error a constraint is a number
trial.setConstraint("memory", "512 MB")
