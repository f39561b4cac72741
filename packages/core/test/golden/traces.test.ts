import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import * as core from "../../src/index.ts"
import type { Trace } from "./run-trace.ts"
import { runTrace } from "./run-trace.ts"

const FOLDER = new URL("traces/", import.meta.url)
const files = readdirSync(FOLDER)

function load(file: string): Trace {
  return JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Trace
}

describe("a study recorded with Optuna 5.0.0", () => {
  it("is there for each sampler and pruner, with two seeds", () => {
    const cases = new Set(files.map((file) => file.replace(/\.seed\d+\.json$/, "")))
    expect(files.length).toBe(2 * cases.size)
    const samplers = new Set([...cases].map((name) => name.replace(/[-.].*$/, "")))
    for (const sampler of ["bruteforce", "cmaes", "grid", "nsgaii", "nsgaiii", "partialfixed", "random", "tpe"]) {
      expect(samplers).toContain(sampler)
    }
  })

  it.each(files)("comes out the same: %s", async (file) => {
    const trace = load(file)
    expect(trace.trials.length).toBeGreaterThan(0)
    expect(await runTrace(trace, core)).toEqual([])
  })

  it("is told from one with another seed, so that the comparison can fail", async () => {
    const trace = load("random.nop.mixed.seed1.json")
    expect((await runTrace({ ...trace, seed: 2 }, core)).length).toBeGreaterThan(0)
  })
})
