import { describe, expect, test } from "vitest"
import type { CmaEsSamplerOptions, FrozenTrial, Params, Study, Trial } from "../../src/index.ts"
import {
  CmaEsSampler,
  createStudy,
  createTrial,
  float,
  loadStudy,
  InMemoryStorage,
  NopPruner,
  PartialFixedSampler,
  RandomSampler,
  TrialPruned,
} from "../../src/index.ts"
import { assertRejects, assertThrows } from "../../src/testing/index.ts"
import { listen } from "../listen.ts"
import { recorded, relativeError } from "../math/recorded.ts"
import type { Recording } from "./cma-es/replay.ts"
import { replay } from "./cma-es/replay.ts"
import { newStudy, testContract } from "./support.ts"

const ONE_OBJECTIVE = {
  reason: "CMA-ES takes one objective",
  cases: ["serves several objectives, maximised ones too, and constraints"],
}

/** An ill-conditioned, rotated bowl. */
function ellipsoid(trial: Trial): number {
  const x = trial.suggestFloat("x", -5, 5) - 1
  const y = trial.suggestFloat("y", -5, 5) + 2
  const z = trial.suggestFloat("z", -5, 5)
  return (x + y) ** 2 + 100 * (x - y + z) ** 2 + 10 * z ** 2
}

const paramsOf = (study: Study): Params[] => study.trials.map(({ params }) => params)

async function run(options: CmaEsSamplerOptions, nTrials: number, objective = ellipsoid): Promise<Study> {
  const study = await newStudy(new CmaEsSampler(options))
  await study.optimize(objective, { nTrials })
  return study
}

function sources(count: number, x: (i: number) => number): FrozenTrial[] {
  return Array.from({ length: count }, (_, i) => {
    const params = { x: x(i), y: -2, z: 0 }
    return createTrial({ value: i, params, distributions: { x: float(-9, 9), y: float(-5, 5), z: float(-5, 5) } })
  })
}

describe("CmaEsSampler", () => {
  describe.each<[string, CmaEsSamplerOptions]>([
    ["by default", {}],
    ["with a diagonal covariance", { useSeparableCma: true }],
    ["with margin", { withMargin: true }],
    ["with learning rate adaptation", { lrAdapt: true }],
    ["with the smallest generations, pruned trials among them", { popsize: 2, considerPrunedTrials: true }],
    ["without independent draws to start with", { nStartupTrials: 0 }],
  ])("%s", (_, options) => {
    testContract((seed) => new CmaEsSampler({ ...options, seed }), [ONE_OBJECTIVE])
  })

  describe("refuses", () => {
    test.each<[string, unknown, RegExp]>([
      ["sourceTrials with x0", { sourceTrials: sources(10, () => 0), x0: { x: 0 } }, /sourceTrials and x0/],
      ["sourceTrials with sigma0", { sourceTrials: sources(10, () => 0), sigma0: 1 }, /sourceTrials and sigma0/],
      ["separable sourceTrials", { sourceTrials: sources(10, () => 0), useSeparableCma: true }, /useSeparableCma/],
      ["lrAdapt with a diagonal", { lrAdapt: true, useSeparableCma: true }, /lrAdapt and useSeparableCma/],
      ["lrAdapt with margin", { lrAdapt: true, withMargin: true }, /lrAdapt and withMargin/],
      ["a diagonal with margin", { useSeparableCma: true, withMargin: true }, /useSeparableCma and withMargin/],
      ["popsize 1", { popsize: 1 }, /popsize must be a whole number of at least 2, got 1/],
      ["popsize 4.5", { popsize: 4.5 }, /popsize/],
      ["sigma0 0", { sigma0: 0 }, /sigma0 must be a number above 0, got 0/],
      ["sigma0 NaN", { sigma0: NaN }, /sigma0/],
      ["nStartupTrials -1", { nStartupTrials: -1 }, /nStartupTrials/],
      ["lrAdapt 1", { lrAdapt: 1 }, /lrAdapt must be true or false, got 1/],
      ["x0 that is no object", { x0: 3 }, /x0 must be an object/],
      ["independentSampler null", { independentSampler: null }, /independentSampler must be a sampler, got null/],
      ["nine sourceTrials", { sourceTrials: sources(9, () => 0) }, /at least 10 trials/],
      ["sourceTrials that are none", { sourceTrials: Array<unknown>(10).fill(1) }, /trials/],
    ])("%s", (_, options, message) => {
      assertThrows(() => new CmaEsSampler(options as CmaEsSamplerOptions), "INVALID_ARGUMENT", message)
    })

    test("a seed that is none", () => {
      assertThrows(() => new CmaEsSampler({ seed: -1 }), "INVALID_SEED")
    })

    test("several objectives, as soon as it is to draw", async () => {
      const study = await newStudy(new CmaEsSampler(), ["minimize", "minimize"])
      const two = (trial: Trial): number[] => [trial.suggestFloat("x", 0, 1), 0]
      await assertRejects(study.optimize(two, { nTrials: 3 }), "SINGLE_OBJECTIVE_ONLY", /takes one objective.* 2/)
    })

    test.each<[string, Params]>([
      ["misses a parameter", { x: 1, y: 1 }],
      ["is out of range", { x: 1, y: 1, z: 5.1 }],
      ["is no number", { x: 1, y: 1, z: "1" }],
    ])("x0 that %s", async (_, x0) => {
      await assertRejects(run({ x0 }, 3), "INVALID_ARGUMENT", /x0 must have a number in range .*z: /)
    })

    test("sourceTrials of other parameters, and those that were best out of range", async () => {
      const other = Array.from({ length: 10 }, (_, i) =>
        createTrial({ value: i, params: { x: 0 }, distributions: { x: float(0, 1) } }),
      )
      await assertRejects(run({ sourceTrials: other }, 3), "SEARCH_SPACE_MISMATCH", /x, y, z are needed, got 0/)
      await assertRejects(run({ sourceTrials: sources(10, () => 8) }, 3), "SEARCH_SPACE_MISMATCH", /out of .* ranges/)
    })
  })

  test("finds better values than random draws", async () => {
    const random = await newStudy(new RandomSampler({ seed: 1 }))
    await random.optimize(ellipsoid, { nTrials: 400 })
    for (const options of [{}, { useSeparableCma: true }, { withMargin: true }, { lrAdapt: true }]) {
      const study = await run({ ...options, seed: 1 }, 400)
      expect(study.bestValue * 5).toBeLessThan(random.bestValue)
    }
  })

  test("starts at x0, as near as sigma0 says", async () => {
    const study = await run({ x0: { x: 3, y: -4, z: 1, other: "kept for others" }, sigma0: 1e-6, seed: 1 }, 5)
    for (const { params } of study.trials.slice(1)) {
      expect([params["x"], params["y"], params["z"]]).toEqual([3, -4, 1].map((v) => expect.closeTo(v, 3) as number))
    }
  })

  test("starts where the best of the source trials are", async () => {
    const study = await run({ sourceTrials: sources(60, (i) => (i < 6 ? 3 : -3)), seed: 1 }, 7)
    const xs = study.trials.slice(1).map(({ params }) => params["x"] as number)
    expect(xs.reduce((sum, x) => sum + x, 0) / xs.length).toBeGreaterThan(1.5)
  })

  test("with margin goes on trying other integers where it would else be stuck on one", async () => {
    const objective = (trial: Trial): number =>
      (trial.suggestInt("k", 0, 9) - 4) ** 2 + trial.suggestFloat("x", 0, 1) ** 2
    const late = async (withMargin: boolean): Promise<Set<unknown>> =>
      new Set((await run({ withMargin, seed: 1 }, 600, objective)).trials.slice(400).map(({ params }) => params["k"]))
    expect((await late(false)).size).toBe(1)
    expect((await late(true)).size).toBeGreaterThan(1)
  })

  test("counts pruned trials, by their last report, only if it is told to", async () => {
    const objective = (trial: Trial): number => {
      const value = ellipsoid(trial)
      if (trial.number === 0) return value
      trial.report(value, 0)
      throw new TrialPruned()
    }
    const generations = ({ trials }: Study): unknown[] =>
      trials.map(({ systemAttrs }) => systemAttrs["parzen:cma:generation"])
    expect(
      Math.max(
        ...generations(await run({ seed: 1 }, 40, objective))
          .slice(1)
          .map(Number),
      ),
    ).toBe(0)
    expect(
      Math.max(
        ...generations(await run({ seed: 1, considerPrunedTrials: true }, 40, objective))
          .slice(1)
          .map(Number),
      ),
    ).toBe(5)
  })

  test("takes a report of NaN for the worst", async () => {
    const study = await run({ seed: 1, considerPrunedTrials: true }, 200, (trial) => {
      const value = ellipsoid(trial)
      if ((trial.params["x"] as number) < 0) {
        trial.report(NaN, 0)
        throw new TrialPruned()
      }
      return value
    })
    expect(study.bestValue).toBeLessThan(0.1)
  })

  test("leaves no trace of one study in another", async () => {
    const sampler = new CmaEsSampler({ seed: 1 })
    const first = await newStudy(sampler)
    await first.optimize((trial) => trial.suggestFloat("a", 0, 1), { nTrials: 30 })
    const second = await newStudy(sampler)
    await second.optimize(ellipsoid, { nTrials: 10 })
    expect(second.trials.slice(1).map(({ systemAttrs }) => systemAttrs["parzen:cma:generation"])).toEqual([
      0, 0, 0, 0, 0, 0, 0, 1, 1,
    ])
  })

  test.each<[string, CmaEsSamplerOptions]>([
    ["in full", {}],
    ["separable", { useSeparableCma: true }],
    ["with margin", { withMargin: true }],
    ["with learning rate adaptation", { lrAdapt: true }],
  ])("goes on in another process from what the study keeps, %s", async (_, options) => {
    const studyName = "shared"
    const mixed = (trial: Trial): number => ellipsoid(trial) + (trial.suggestInt("k", 0, 9) - 3) ** 2
    const here = async (reads: boolean): Promise<Params[]> => {
      const storage = new InMemoryStorage()
      const study = await createStudy({
        storage,
        studyName,
        pruner: new NopPruner(),
        sampler: new CmaEsSampler({ ...options, seed: 1 }),
      })
      await study.optimize(mixed, { nTrials: 40 })
      const sampler = new CmaEsSampler({ ...options, seed: 2 })
      const next = reads ? await loadStudy({ storage, studyName, pruner: new NopPruner(), sampler }) : study
      next.sampler = sampler
      await next.optimize(mixed, { nTrials: 30 })
      return paramsOf(next)
    }
    expect(await here(true)).toEqual(await here(false))
  })

  test("goes on from trials that only keep JSON, and makes up what is damaged, a generation a trial", async () => {
    const done = (await run({ seed: 1 }, 40)).trials
    const resumed = async (edit: (attrs: string) => string): Promise<Study> => {
      const study = await newStudy(new CmaEsSampler({ seed: 5 }))
      await study.addTrials(
        done.map(({ value, params, distributions, systemAttrs }) =>
          createTrial({
            value: value as number,
            params: { ...params },
            distributions: { ...distributions },
            systemAttrs: JSON.parse(edit(JSON.stringify(systemAttrs))) as FrozenTrial["systemAttrs"],
          }),
        ),
      )
      await study.optimize(ellipsoid, { nTrials: 3 })
      return study
    }
    const generation = (study: Study): unknown => study.trials.at(-1)?.systemAttrs["parzen:cma:generation"]
    expect(generation(await resumed((json) => json))).toBe(5)
    expect(generation(await resumed((json) => json.replaceAll("full", "fool")))).toBe(3)
  })

  test("leaves what Optuna's own CMA-ES keeps in the same study alone", async () => {
    const study = await newStudy(new CmaEsSampler({ seed: 1 }))
    const distributions = { x: float(-5, 5), y: float(-5, 5), z: float(-5, 5) }
    const systemAttrs = { "cma:generation": 0, "cma:optimizer:0": "80049563" }
    await study.addTrials(
      Array.from({ length: 20 }, () =>
        createTrial({ value: 1, params: { x: 1, y: 1, z: 1 }, distributions, systemAttrs }),
      ),
    )
    await study.optimize(ellipsoid, { nTrials: 10 })
    const keys = new Set(study.trials.slice(20).flatMap((trial) => Object.keys(trial.systemAttrs)))
    expect([...keys].sort()).toEqual(["parzen:cma:generation", "parzen:cma:numbers:0", "parzen:cma:state"])
  })

  test("draws what another sampler has fixed around it", async () => {
    const baseSampler = new CmaEsSampler({ seed: 1 })
    const study = await newStudy(new PartialFixedSampler({ fixedParams: { x: 1 }, baseSampler }))
    await study.optimize(ellipsoid, { nTrials: 300 })
    expect(study.trials.every(({ params }) => params["x"] === 1)).toBe(true)
    expect(study.bestValue).toBeLessThan(0.1)
  })

  describe("warns once", () => {
    const warnings = listen()
    const objective = (trial: Trial): number => {
      const x = trial.suggestFloat("x", 0, 1)
      return x + (trial.suggestCategorical("c", ["a", "b"]) === "a" ? trial.suggestFloat("y", 0, 1) : 0)
    }

    test("that parameters are drawn independently, and not at all if told so", async () => {
      await run({ seed: 1, warnIndependentSampling: false }, 20, objective)
      expect(warnings).toEqual([])
      await run({ seed: 1 }, 20, objective)
      expect(warnings).toEqual([expect.stringMatching(/'c' of trial 1 is drawn independently.*categorical/)])
    })

    test("that fewer parameters are common to all trials than before, and draws all independently then", async () => {
      const { trials } = await run({ seed: 1 }, 40, (trial) => {
        const x = trial.suggestFloat("x", 0, 1)
        return trial.number === 20 ? x : x + trial.suggestFloat("y", 0, 1)
      })
      expect(warnings).toEqual([expect.stringMatching(/1 parameters are common to all trials now, 2 were before/)])
      const generations = trials.map(({ systemAttrs }) => systemAttrs["parzen:cma:generation"])
      expect(generations.slice(21).every((generation) => generation === undefined)).toBe(true)
      expect(generations.slice(1, 21).every((generation) => generation !== undefined)).toBe(true)
    })

    test("of constraints, which it takes no account of", async () => {
      await run({ seed: 1 }, 5, (trial) => {
        trial.setConstraint("c", 1)
        return ellipsoid(trial)
      })
      expect(warnings).toEqual([expect.stringMatching(/CmaEsSampler.*constraints/)])
    })

    test("of one dimension that is to be separable", async () => {
      await run({ seed: 1, useSeparableCma: true }, 20, (trial) => trial.suggestFloat("x", 0, 1))
      expect(warnings).toEqual([expect.stringMatching(/one parameter/)])
    })

    test("that it has come as far as numbers go, and stays there", async () => {
      const study = await run({ seed: 1, lrAdapt: true }, 7000, (trial) => {
        return (trial.suggestInt("a", 0, 8) - 3) ** 2 + (trial.suggestInt("b", 0, 8) - 5) ** 2
      })
      expect(warnings).toEqual([expect.stringMatching(/shrunk to a point/)])
      expect(study.trials.at(-1)?.params).toEqual({ a: 3, b: 5 })
    })
  })

  test("leaves a range wider than the largest double to the independent sampler", async () => {
    const study = await run(
      { seed: 1 },
      30,
      (trial) => trial.suggestFloat("x", -1.7e308, 1.7e308) / 1e308 + trial.suggestInt("k", 0, 5),
    )
    for (const { params } of study.trials) expect(Number.isFinite(params["x"])).toBe(true)
    expect(study.trials.at(-1)?.systemAttrs["parzen:cma:generation"]).toBeGreaterThan(0)
  })

  test("asks another independent sampler, and tells it of each trial", async () => {
    const called: string[] = []
    const random = new RandomSampler({ seed: 1 })
    const independentSampler = {
      beforeTrial: () => void called.push("before"),
      sampleIndependent: (...args: Parameters<RandomSampler["sampleIndependent"]>) => {
        called.push(args[2])
        return random.sampleIndependent(...args)
      },
      afterTrial: () => void called.push("after"),
    }
    await run({ independentSampler, seed: 1 }, 2, (trial) => trial.suggestInt("k", 0, 5))
    expect(called).toEqual(["before", "k", "after", "before", "after"])
  })

  test.each(recorded<Recording[]>("samplers/cma-es/fixtures/optuna.json"))(
    "draws as Optuna 5.0.0 did: $name",
    async (recording) => {
      const rows = await replay(recording)
      const differences = rows.flatMap((row, i) =>
        row.flatMap((got, j) => {
          const wanted = recording.rows[i]?.[j]
          const isNear = typeof got === "number" && typeof wanted === "number" && relativeError(got, wanted) < 1e-9
          return isNear || got === wanted ? [] : [{ trial: i, name: recording.names[j], got, wanted }]
        }),
      )
      expect(differences).toEqual([])
      expect(rows.length).toBe(recording.rows.length)
    },
  )
})
