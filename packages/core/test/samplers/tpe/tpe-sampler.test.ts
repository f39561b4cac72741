import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import type { Sampler, Study, Trial } from "../../../src/index.ts"
import { createTrial, float, int, RandomSampler, TPESampler } from "../../../src/index.ts"
import type { TPESamplerOptions } from "../../../src/samplers/tpe/tpe-sampler.ts"
import { newStudy, testContract } from "../support.ts"
import type { Recording } from "./replay.ts"
import { replay } from "./replay.ts"

const FIXTURES = new URL("fixtures/", import.meta.url)

function load(file: string): Recording {
  return JSON.parse(readFileSync(new URL(file, FIXTURES), "utf8")) as Recording
}

async function xOf(
  study: Study,
  nTrials: number,
  objective: (x: number) => number = (x) => (x - 2) ** 2,
): Promise<number[]> {
  await study.optimize((trial) => objective(trial.suggestFloat("x", -10, 10)), { nTrials })
  return study.trials.map(({ params }) => params["x"] as number)
}

describe("TPESampler", () => {
  describe.each<[string, TPESamplerOptions]>([
    ["by default", {}],
    ["one parameter at a time", { multivariate: false }],
    ["in groups", { group: true }],
    ["blind to running trials", { constantLiar: false }],
    ["without random draws to start with", { nStartupTrials: 0 }],
  ])("%s", (_, options) => {
    testContract((seed) => new TPESampler({ ...options, seed }))
  })

  test("draws uniformly ten times, then near what was good", async () => {
    const xs = await xOf(await newStudy(new TPESampler({ seed: 42 })), 14)
    const published = [
      -2.509198, 9.014286, 4.639879, 1.97317, -6.879627, -6.88011, -8.838328, 7.323523, 2.0223, 4.161452, -0.484793,
      0.012264, 1.811856, -3.062982,
    ]
    for (const [i, x] of xs.entries()) expect(x).toBeCloseTo(published[i] as number, 6)
  })

  test("finds better values than uniform draws", async () => {
    const best = async (sampler: Sampler): Promise<number> => {
      const study = await newStudy(sampler)
      await study.optimize(
        (trial) => [0, 1, 2].reduce((sum, i) => sum + (trial.suggestFloat(`x${i}`, -10, 10) - i) ** 2, 0),
        { nTrials: 150 },
      )
      return study.bestValue
    }
    expect((await best(new TPESampler({ seed: 5 }))) * 10).toBeLessThan(await best(new RandomSampler({ seed: 5 })))
  })

  test("serves several studies at once, each by its own history and number of objectives", async () => {
    const alone = await xOf(await newStudy(new TPESampler({ seed: 1, nStartupTrials: 1, nEiCandidates: 1 })), 3)
    const sampler = new TPESampler({ seed: 1, nStartupTrials: 1, nEiCandidates: 1 })
    const first = await newStudy(sampler)
    expect(await xOf(first, 3)).toEqual(alone)
    const second = await newStudy(sampler, ["minimize", "minimize"])
    await second.optimize((trial) => [trial.suggestInt("k", 0, 1), trial.suggestInt("l", 0, 5)], { nTrials: 60 })
    await xOf(first, 5)
    expect([first.trials.length, second.trials.length]).toEqual([8, 60])
  })

  test("keeps away from where a trial runs, and with constantLiar: false does not", async () => {
    const distance = async (constantLiar: boolean): Promise<number> => {
      let sum = 0
      for (let seed = 0; seed < 30; seed++) {
        const study = await newStudy(new TPESampler({ seed, constantLiar }))
        await xOf(study, 30)
        const xs: number[] = []
        for (let i = 0; i < 2; i++) xs.push((await study.ask()).suggestFloat("x", -10, 10))
        sum += Math.abs((xs[0] as number) - (xs[1] as number))
      }
      return sum
    }
    expect(await distance(true)).toBeGreaterThan(1.2 * (await distance(false)))
  })

  test("keeps what it drew together with the trial, for other workers", async () => {
    const study = await newStudy(new TPESampler({ seed: 1, nStartupTrials: 1 }))
    const suggest = (trial: Trial): number => trial.suggestFloat("x", 0, 1) + trial.suggestInt("k", 0, 3)
    await study.optimize(suggest, { nTrials: 2 })
    const [first, second] = study.trials
    expect(first?.systemAttrs).toEqual({})
    const { k, x } = second?.params ?? {}
    expect(second?.systemAttrs).toEqual({ "tpe:relative_params:0": `{"k": ${k}, "x": ${x}}` })
  })

  test("reads what another worker drew for a trial that runs", async () => {
    const drawn = async (relative?: string): Promise<number> => {
      const study = await newStudy(new TPESampler({ seed: 3 }))
      await xOf(study, 30)
      const [best] = [...study.trials].sort((a, b) => (a.value as number) - (b.value as number))
      const attr = { "tpe:relative_params:0": relative ?? `{"x": ${best?.params["x"]}}` }
      await study.addTrials(Array.from({ length: 20 }, () => createTrial({ state: "running", systemAttrs: attr })))
      return (await study.ask()).suggestFloat("x", -10, 10)
    }
    expect(await drawn('{"y": 1}')).toBe(await drawn('{"x": 1'))
    expect(await drawn()).not.toBe(await drawn('{"x": 1'))
  })

  test("draws together what all trials have in common, and alone what they have not", async () => {
    const study = await newStudy(new TPESampler({ seed: 2, nStartupTrials: 4 }))
    await study.optimize(
      (trial) => {
        const a = trial.suggestFloat("a", 0, 1)
        return trial.number % 2 === 0 ? a + trial.suggestFloat("b", 0, 1) : a
      },
      { nTrials: 8 },
    )
    const names = study.trials.map(({ systemAttrs }) => {
      return Object.keys(JSON.parse((systemAttrs["tpe:relative_params:0"] as string | undefined) ?? "{}") as object)
    })
    expect(names).toEqual([[], [], [], [], ["a"], ["a"], ["a"], ["a"]])
  })

  test("draws groups together with group: true", async () => {
    const study = await newStudy(new TPESampler({ seed: 2, nStartupTrials: 4, group: true }))
    await study.optimize(
      (trial) => {
        const a = trial.suggestFloat("a", 0, 1)
        return trial.number % 2 === 0 ? a + trial.suggestFloat("b", 0, 1) : a
      },
      { nTrials: 6 },
    )
    expect(study.trials.at(-1)?.systemAttrs["tpe:relative_params:0"]).toMatch(/^{"a": [\d.e-]+, "b": [\d.e-]+}$/)
  })

  test("stays in range where only the last grid point, or nearly nothing, is left", async () => {
    const study = await newStudy(new TPESampler({ seed: 1, nStartupTrials: 2 }))
    const tiny = float(1, 1 + 1e-15)
    const wide = int(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
    const fine = float(0, 1, { step: 1e-9 })
    await study.optimize(
      (trial) => {
        const { t, w, f } = trial.suggest({ t: tiny, w: wide, f: fine })
        expect([tiny.contains(t), wide.contains(w), fine.contains(f)]).toEqual([true, true, true])
        return Math.abs(w)
      },
      { nTrials: 60 },
    )
  })

  test("draws uniformly from a range wider than the largest number, and goes on after an infinite value", async () => {
    const study = await newStudy(new TPESampler({ seed: 1, nStartupTrials: 2 }))
    await study.enqueueTrial({ x: Infinity, y: 0 })
    await study.optimize(
      (trial) => trial.suggestFloat("x", 0, 1) + Math.sign(trial.suggestFloat("y", -1.7e308, 1.7e308)),
      { nTrials: 40 },
    )
    expect(study.trials.map(({ state }) => state)).toEqual(new Array(40).fill("complete"))
    expect(new Set(study.trials.map(({ params }) => Math.sign(params["y"] as number))).size).toBe(3)
  })

  test("leaves aside what a running trial of another worker has that is no value of ours", async () => {
    const study = await newStudy(new TPESampler({ seed: 1, nStartupTrials: 2 }))
    const suggest = (trial: Trial): number => trial.suggestFloat("x", 0, 1) + trial.suggestCategorical("c", [1, 2])
    await study.optimize(suggest, { nTrials: 3 })
    for (const json of ['{"x": "?", "c": 1}', '{"x": 0.5, "c": 3}', "[]", "7"]) {
      await study.addTrial(createTrial({ state: "running", systemAttrs: { "tpe:relative_params:0": json } }))
    }
    await study.optimize(suggest, { nTrials: 3 })
    expect(study.trials.filter(({ state }) => state === "complete")).toHaveLength(6)
  })

  test.each<[TPESamplerOptions, string]>([
    [{ nStartupTrials: -1 }, "nStartupTrials"],
    [{ nStartupTrials: 1.5 }, "nStartupTrials"],
    [{ nEiCandidates: 0 }, "nEiCandidates"],
    [{ nEiCandidates: NaN }, "nEiCandidates"],
    [{ multivariate: 1 as never }, "multivariate"],
    [{ group: "yes" as never }, "group"],
    [{ constantLiar: null as never }, "constantLiar"],
    [{ group: true, multivariate: false }, "group"],
  ])("refuses %o", (options, name) => {
    const error = { code: "INVALID_ARGUMENT", message: expect.stringContaining(name) as string }
    expect(() => new TPESampler(options)).toThrow(expect.objectContaining(error))
  })

  test("refuses a seed that numpy would", () => {
    expect(() => new TPESampler({ seed: -1 })).toThrow(expect.objectContaining({ code: "INVALID_SEED" }))
  })

  describe("suggests what Optuna 5.0.0 suggested", () => {
    test.each(readdirSync(FIXTURES))("%s", async (file) => {
      const suggested = await replay(load(file))
      expect(suggested.length).toBeGreaterThan(20)
      for (const [where, got, wanted] of suggested) {
        if (typeof wanted !== "number" || !Number.isFinite(wanted)) expect([where, got]).toEqual([where, wanted])
        else expect([where, Math.abs((got as number) - wanted) <= 1e-9 * Math.abs(wanted)]).toEqual([where, true])
      }
    })

    test("and not with another seed, so that the comparison can fail", async () => {
      const suggested = await replay({ ...load("log-integers.json"), seed: 12 })
      expect(suggested.some(([, got, wanted]) => got !== wanted)).toBe(true)
    })
  })
})
