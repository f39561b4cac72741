import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { FrozenTrial } from "@parzen/core"
import { categorical, distributionToJson, getAllStudyNames, loadStudy, RandomSampler } from "@parzen/core"
import { afterAll, describe, expect, test } from "vitest"
import { openSqlStorage } from "../src/index.ts"
import { openRaw } from "./raw-sql.ts"

interface ExpectedTrial {
  readonly number: number
  readonly state: string
  readonly values: readonly number[] | null
  readonly params: Readonly<Record<string, unknown>>
  readonly userAttrs: unknown
  readonly constraints: unknown
  readonly distributions: unknown
  readonly intermediateValues: unknown
  readonly datetimeStart: string | null
  readonly datetimeComplete: string | null
}

interface ExpectedStudy {
  readonly studyName: string
  readonly directions: readonly string[]
  readonly userAttrs: unknown
  readonly metricNames: readonly string[] | null
  readonly bestTrials: readonly number[] | null
  readonly trials: readonly ExpectedTrial[]
}

/** As Optuna 5.0.0 read its database back. */
const expected = JSON.parse(
  readFileSync(new URL("golden/optuna.db.expected.json", import.meta.url), "utf8"),
  // Numbers that JSON has no word for.
  (_, value: { number?: unknown }) =>
    typeof value?.number === "string" ? Number({ nan: NaN, inf: Infinity, "-inf": -Infinity }[value.number]) : value,
) as readonly ExpectedStudy[]

const folder = mkdtempSync(join(tmpdir(), "parzen-optuna-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** A copy, to write to. */
function copyOf(name: string): string {
  const path = join(folder, name)
  copyFileSync(new URL("golden/optuna.db", import.meta.url), path)
  return `sqlite:///${path}`
}

function asExpected(trial: FrozenTrial): ExpectedTrial {
  const { number, state, values, params, userAttrs, constraints, intermediateValues } = trial
  const distributions = Object.entries(trial.distributions).map(([name, distribution]) => [
    name,
    JSON.parse(distributionToJson(distribution)),
  ])
  return {
    number,
    state: state.toUpperCase(),
    values: values ?? null,
    params,
    userAttrs,
    constraints,
    distributions: Object.fromEntries(distributions) as unknown,
    intermediateValues,
    datetimeStart: trial.datetimeStart?.toISOString() ?? null,
    datetimeComplete: trial.datetimeComplete?.toISOString() ?? null,
  }
}

/** A `Date` has ms. */
function inMilliseconds(trial: ExpectedTrial): ExpectedTrial {
  const cut = (time: string | null): string | null =>
    time && `${time.slice(0, 23).padEnd(23, time.length > 19 ? "0" : ".000")}Z`
  return { ...trial, datetimeStart: cut(trial.datetimeStart), datetimeComplete: cut(trial.datetimeComplete) }
}

describe("a database that Optuna 5.0.0 has written", () => {
  test("holds what Optuna reads in it", async () => {
    const storage = await openSqlStorage(copyOf("read.db"))
    expect(await getAllStudyNames(storage)).toEqual(expected.map(({ studyName }) => studyName))
    for (const { studyName, directions, userAttrs, metricNames, bestTrials, trials } of expected) {
      const study = await loadStudy({ storage, studyName })
      expect([study.directions, study.userAttrs, study.metricNames ?? null]).toEqual([
        directions,
        userAttrs,
        metricNames,
      ])
      expect(study.bestTrials.map(({ number }) => number)).toEqual(bestTrials ?? [])
      expect(study.trials.map(asExpected)).toEqual(trials.map(inMilliseconds))
    }
    await storage.close()
  })

  test("goes on with the next number, and stays of Optuna's version", async () => {
    const url = copyOf("write.db")
    const storage = await openSqlStorage(url)
    const [first] = expected
    const study = await loadStudy({ storage, studyName: first?.studyName, sampler: new RandomSampler({ seed: 0 }) })
    const before = study.trials.length
    // Trials that Optuna left waiting come first.
    const waiting = study.trials.filter(({ state }) => state === "waiting").map(({ number }) => number)
    const asked = await Promise.all(Array.from({ length: waiting.length + 2 }, () => study.ask()))
    expect(asked.map(({ number }) => number).sort((a, b) => a - b)).toEqual([...waiting, before, before + 1])
    for (const trial of asked) await study.tell(trial, 1)
    const raw = await openRaw(url)
    expect(await raw.query("select version_num from alembic_version")).toEqual([["v3.2.0.a"]])
    expect(await raw.query("select version_info_id, schema_version, library_version from version_info")).toEqual([
      [1, 12, "5.0.0"],
    ])
    await raw.close()
    await storage.close()
  })

  test("refuses a parameter of another kind than Optuna's first", async () => {
    const storage = await openSqlStorage(copyOf("kinds.db"))
    const id = (await storage.findStudy("rich"))?.id ?? -1
    const { trial, lease } = await storage.startTrial(id, 0)
    const params = [{ name: "x", value: "a", distribution: categorical(["a"]) }]
    const { refused } = await storage.sync(id, { trials: [{ trialId: trial.id, lease, params }] }, 0)
    expect(refused?.get(trial.id)?.code).toBe("INCOMPATIBLE_DISTRIBUTION")
    await storage.close()
  })
})
