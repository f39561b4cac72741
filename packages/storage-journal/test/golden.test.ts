import { readFileSync } from "node:fs"
import * as core from "@parzen/core"
import { distributionToJson, loadStudy } from "@parzen/core"
import { testServer } from "@parzen/test-servers"
import { Redis } from "ioredis"
import { describe, expect, test, vi } from "vitest"
import type { JournalBackend } from "@parzen/storage-journal"
import { JournalFileBackend, JournalRedisBackend, JournalStorage } from "@parzen/storage-journal"
import type { Trace } from "../../core/test/golden/run-trace.ts"
import { runTrace } from "../../core/test/golden/run-trace.ts"
import { tempPath } from "./temp-folder.ts"

const GOLDEN = new URL("golden/optuna-journal.log", import.meta.url).pathname
const TRACES = new URL("../../core/test/golden/traces/", import.meta.url)
const redis = testServer("redis")
// Each trial waits for the disk, which others may keep busy.
vi.setConfig({ testTimeout: 60_000 })

interface ExpectedStudy {
  readonly studyName: string
  readonly directions: readonly string[]
  readonly userAttrs: unknown
  readonly metricNames: readonly string[] | null
  readonly bestTrials: readonly number[] | null
  readonly trials: readonly ExpectedTrial[]
}

interface ExpectedTrial {
  readonly number: number
  readonly state: string
  readonly values: readonly unknown[] | null
  readonly params: Readonly<Record<string, unknown>>
  readonly userAttrs: unknown
  readonly constraints: Readonly<Record<string, unknown>>
  readonly distributions: Readonly<Record<string, unknown>>
  readonly intermediateValues: Readonly<Record<string, unknown>>
  readonly datetimeStart: string | null
  readonly datetimeComplete: string | null
}

/** As Optuna 5.0.0 read the journal back. */
const expected = JSON.parse(
  readFileSync(new URL("golden/optuna-journal.expected.json", import.meta.url), "utf8"),
  // Numbers that JSON has no word for.
  (_, value: { number?: unknown }) =>
    typeof value?.number === "string" ? Number({ nan: NaN, inf: Infinity, "-inf": -Infinity }[value.number]) : value,
) as readonly ExpectedStudy[]

async function fillRedis(): Promise<JournalBackend> {
  const url = await redis.newDatabase()
  const client = new Redis(url)
  const entries = readFileSync(GOLDEN, "utf8").trimEnd().split("\n")
  await client.set("p:log_number", entries.length - 1)
  await client.mset(...entries.flatMap((entry, i) => [`p:log:${i}`, entry]))
  await client.quit()
  return new JournalRedisBackend(url, { prefix: "p" })
}

describe("a journal that Optuna 5.0.0 has written", () => {
  async function expectAsExpected(backend: JournalBackend): Promise<void> {
    const storage = new JournalStorage(backend)
    expect((await storage.listStudies()).map(({ studyName }) => studyName)).toEqual(
      expected.map(({ studyName }) => studyName),
    )
    for (const wanted of expected) {
      const study = await loadStudy({ storage, studyName: wanted.studyName })
      expect([study.directions, study.userAttrs, study.metricNames ?? null]).toEqual([
        wanted.directions,
        wanted.userAttrs,
        wanted.metricNames,
      ])
      expect(study.bestTrials.map(({ number }) => number)).toEqual(wanted.bestTrials ?? [])
      expect(study.trials.map(asExpected)).toEqual(wanted.trials.map(withoutMicroseconds))
    }
    await storage.close()
  }

  test("is read as Optuna reads it, from a file", () => expectAsExpected(new JournalFileBackend(GOLDEN)))

  test.skipIf(redis.missing !== undefined)("is read as Optuna reads it, from Redis", async () =>
    expectAsExpected(await fillRedis()),
  )
})

describe("a study recorded with Optuna 5.0.0", () => {
  const traces = [
    "tpe.nop.mixed.ask4",
    "grid.nop.ints",
    "random.sha.curve",
    "tpe.hyperband.curve",
    "tpe.nop.constrained_mixed",
  ].flatMap((name) => [`${name}.seed1.json`, `${name}.seed42.json`])

  async function replay(file: string, backend: JournalBackend): Promise<string[]> {
    const trace = JSON.parse(readFileSync(new URL(file, TRACES), "utf8")) as Trace
    const storage = new JournalStorage(backend)
    const createStudy: typeof core.createStudy = (options) => core.createStudy({ ...options, storage })
    const mismatches = await runTrace(trace, { ...core, createStudy } as never)
    // The same again, as another process would load it.
    const { studyName } = trace
    const [ours, theirs] = await Promise.all([
      loadStudy({ storage, studyName }),
      loadStudy({ storage: new JournalStorage(backend), studyName }),
    ])
    expect(theirs.trials.map(content)).toEqual(ours.trials.map(content))
    await storage.close()
    return mismatches
  }

  test.each(traces)("comes out the same over a file: %s", async (file) => {
    expect(await replay(file, new JournalFileBackend(tempPath("study.log")))).toEqual([])
  })

  test.skipIf(redis.missing !== undefined).each(traces)("comes out the same over Redis: %s", async (file) => {
    expect(await replay(file, new JournalRedisBackend(await redis.newDatabase()))).toEqual([])
  })
})

function asExpected(trial: core.FrozenTrial): unknown {
  const { number, state, values, params, userAttrs, constraints, distributions, intermediateValues } = trial
  return {
    number,
    state: state.toUpperCase(),
    values: values ?? null,
    params,
    userAttrs,
    constraints,
    distributions: Object.fromEntries(
      Object.entries(distributions).map(([name, distribution]) => [name, JSON.parse(distributionToJson(distribution))]),
    ),
    intermediateValues,
    datetimeStart: trial.datetimeStart?.toISOString() ?? null,
    datetimeComplete: trial.datetimeComplete?.toISOString() ?? null,
  }
}

function withoutMicroseconds(trial: ExpectedTrial): unknown {
  const iso = (time: string | null): string | null => time && new Date(`${time}Z`).toISOString()
  return { ...trial, datetimeStart: iso(trial.datetimeStart), datetimeComplete: iso(trial.datetimeComplete) }
}

function content({
  number,
  state,
  values,
  params,
  intermediateValues,
  userAttrs,
  systemAttrs,
}: core.FrozenTrial): unknown {
  return { number, state, values, params: Object.entries(params), intermediateValues, userAttrs, systemAttrs }
}
