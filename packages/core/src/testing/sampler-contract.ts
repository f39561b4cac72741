import { categorical } from "../distributions/categorical.ts"
import type { Distribution } from "../distributions/distribution.ts"
import { float } from "../distributions/float.ts"
import { int } from "../distributions/int.ts"
import { TrialPruned } from "../errors.ts"
import type { Study } from "../study/study.ts"
import type { Trial } from "../study/trial.ts"
import { createTrial } from "../trial/create-trial.ts"
import type { Direction } from "../trial/direction.ts"
import type { ContractCase } from "./contract.ts"
import { assert, assertEqual } from "./contract.ts"

/** Makes an empty study, each call a new one, whose sampler is under test and, if it draws at random, has the seed. */
export type CreateSampledStudy = (options: {
  readonly seed: number
  readonly directions: readonly Direction[]
}) => Promise<Study>

type SamplerCase = ContractCase<CreateSampledStudy>

const SPACE = {
  lr: float(1e-5, 1e-1, { log: true }),
  momentum: float(-1, 1),
  dropout: float(0, 0.5, { step: 0.1 }),
  units: int(4, 512, { log: true }),
  layers: int(1, 4),
  batch: int(16, 128, { step: 16 }),
  act: categorical(["relu", "tanh", "sigmoid"]),
  bias: categorical([true, false, null]),
  fixed: int(3, 3),
}

/** What every {@link Sampler} must do. One that needs a certain space, or one objective, skips what it cannot. */
export const samplerContract: readonly SamplerCase[] = [
  one("draws values of every kind in range and on their grid", async (study) => {
    await study.optimize((trial) => loss(trial.suggest(SPACE)), { nTrials: 40 })
    for (const { params, distributions } of study.trials) {
      for (const [name, distribution] of Object.entries(distributions)) {
        assert(
          distribution.contains(distribution.toInternal(params[name])),
          `'${name}' is out of range: ${params[name]}`,
        )
        if (distribution.kind === "int")
          assert(Number.isInteger(params[name]), `'${name}' is no integer: ${params[name]}`)
      }
    }
  }),
  {
    name: "draws the same trials from the same seed",
    async run(create) {
      const runs = await Promise.all([1, 1, 2].map((seed) => drawn(create, seed)))
      assertEqual(runs[0], runs[1], "two runs of one seed")
    },
  },
  one("goes on after failed and pruned trials, with and without reports", async (study) => {
    await study.optimize(
      (trial) => {
        const x = trial.suggestFloat("x", 0, 1)
        if (trial.number % 3 === 0) trial.report(trial.number % 2 === 0 ? NaN : x, trial.number)
        if (trial.number % 4 === 1) return NaN
        if (trial.number % 4 === 2) throw new TrialPruned()
        return x
      },
      { nTrials: 40 },
    )
    assertEqual(study.trials.length, 40, "trials")
  }),
  one("goes on after infinite values and ties", async (study) => {
    const values = [Infinity, -Infinity, 1, 1, 1]
    await study.optimize(
      (trial) => {
        trial.suggest(SPACE)
        return values[trial.number % values.length] as number
      },
      { nTrials: 40 },
    )
    assertEqual(study.trials.length, 40, "trials")
  }),
  one("draws from spaces that depend on what was drawn", async (study) => {
    await study.optimize(
      (trial) => {
        const n = trial.suggestInt("n", 1, 3)
        let sum = 0
        for (let i = 0; i < n; i++) sum += trial.suggestFloat(`x${i}`, 0, 1)
        return trial.suggestCategorical("kind", ["a", "b"]) === "a" ? sum + trial.suggestFloat("only-a", 0, 1) : sum
      },
      { nTrials: 40 },
    )
    assertEqual(study.trials.length, 40, "trials")
  }),
  one("draws within bounds that change from trial to trial", async (study) => {
    await study.optimize((trial) => trial.suggestFloat("x", trial.number, trial.number + 2 + (trial.number % 3)), {
      nTrials: 40,
    })
    for (const { number, params } of study.trials) {
      const x = params["x"] as number
      assert(number <= x && x <= number + 4, `trial ${number} drew ${x}`)
    }
  }),
  one("serves trials that run at once and end in any order", async (study) => {
    for (let round = 0; round < 6; round++) {
      const asked: Trial[] = []
      for (let i = 0; i < 4; i++) asked.push(await study.ask())
      const values = asked.map((trial) => loss(trial.suggest(SPACE)))
      for (const [i, trial] of [...asked.entries()].reverse()) await study.tell(trial, values[i] as number)
    }
    assertEqual(
      study.trials.map(({ state }) => state),
      Array.from({ length: 24 }, () => "complete"),
      "states",
    )
  }),
  one("leaves enqueued parameters as they are and draws the others", async (study) => {
    await study.enqueueTrial({ units: 100, act: "tanh" })
    await study.optimize((trial) => loss(trial.suggest(SPACE)), { nTrials: 20 })
    assertEqual([study.trials[0]?.params["units"], study.trials[0]?.params["act"]], [100, "tanh"], "enqueued values")
  }),
  one("takes over trials that were added", async (study) => {
    const distributions: Record<string, Distribution> = { ...SPACE }
    const params = {
      lr: 1e-3,
      momentum: 0,
      dropout: 0.2,
      units: 64,
      layers: 2,
      batch: 32,
      act: "relu",
      bias: null,
      fixed: 3,
    }
    await study.addTrials(Array.from({ length: 30 }, (_, i) => createTrial({ value: i, params, distributions })))
    await study.optimize((trial) => loss(trial.suggest(SPACE)), { nTrials: 10 })
    assertEqual(study.trials.length, 40, "trials")
  }),
  one("draws a value only once for a name", async (study) => {
    const trial = await study.ask()
    assertEqual(trial.suggestFloat("x", 0, 1), trial.suggestFloat("x", 0, 1), "the second value")
  }),
  {
    name: "serves several objectives, maximised ones too, and constraints",
    async run(create) {
      const study = await create({ seed: 1, directions: ["minimize", "maximize", "minimize"] })
      await study.optimize(
        (trial) => {
          const x = trial.suggestFloat("x", 0, 1)
          const n = trial.suggestInt("n", 1, 5)
          trial.setConstraint("c", x - 0.5)
          return [x, n, trial.number % 7 === 0 ? Infinity : x * n]
        },
        { nTrials: 40 },
      )
      assertEqual(study.trials.length, 40, "trials")
    },
  },
]

function one(name: string, check: (study: Study) => Promise<void>): SamplerCase {
  return { name, run: async (create) => check(await create({ seed: 1, directions: ["minimize"] })) }
}

async function drawn(create: CreateSampledStudy, seed: number): Promise<unknown> {
  const study = await create({ seed, directions: ["minimize"] })
  await study.optimize((trial) => loss(trial.suggest(SPACE)), { nTrials: 30 })
  return study.trials.map(({ params }) => params)
}

function loss(params: Readonly<Record<string, unknown>>): number {
  let sum = 0
  for (const value of Object.values(params)) sum += typeof value === "number" ? value * value : String(value).length
  return sum
}
