import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assertRejects } from "@parzen/core/testing"
import { describe, expect, it } from "vitest"
import type { MeasureSessionOptions, OnnxModel, OnnxSession } from "../../src/index.ts"
import { measureSession } from "../../src/index.ts"
import { loadRuntime } from "../../src/runtime/load-runtime.ts"
import { countedRuntime } from "../counted-runtime.ts"
import { hasRuntime } from "../has-runtime.ts"
import { addition, irisModel, lookup, unary } from "../models.ts"

const quick = { warmup: 2, minRuns: 5, minTimeMs: 0 }
const one = { x: { data: [5.1, 3.5, 1.4, 0.2], shape: [1, 4] } }

describe.skipIf(!hasRuntime)("measureSession", () => {
  it("says what a run takes, in ms, how many rows a second pass, and what loading takes", async () => {
    const measured = await measureSession(irisModel(), { ...quick, batchSize: 8, minRuns: 20 })
    expect(measured.runs).toBe(20)
    expect(measured.p50).toBeGreaterThan(0)
    expect(measured.p95).toBeGreaterThanOrEqual(measured.p50)
    expect(measured.throughput).toBeCloseTo(8000 / measured.mean, 6)
    expect(measured.loadTime).toBeGreaterThan(0)
    expect(Number.isInteger(measured.memory) && measured.memory >= 0).toBe(true)
  })

  it("runs until the runs and the time are both reached", async () => {
    const start = performance.now()
    const { runs } = await measureSession(irisModel(), { warmup: 0, minRuns: 1, minTimeMs: 60 })
    expect(performance.now() - start).toBeGreaterThan(59)
    expect(runs).toBeGreaterThan(1)
  })

  it("warms up before it times", async () => {
    const { ort, sessions } = await countedRuntime()
    let runs = 0
    const create = async (): Promise<OnnxSession> => {
      const session = await ort.InferenceSession.create(irisModel())
      const { run } = session
      session.run = (...args) => {
        runs++
        return run.apply(session, args)
      }
      return session
    }
    expect(await measureSession(create, { ...quick, warmup: 7, minRuns: 3, ort })).toHaveProperty("runs", 3)
    expect(runs).toBe(10)
    expect(sessions.open).toBe(0)
  })

  it("takes bytes, a path, an ArrayBuffer, a slice of a buffer and a function", async () => {
    const folder = mkdtempSync(join(tmpdir(), "parzen-onnx-"))
    try {
      const path = join(folder, "iris.onnx")
      const bytes = irisModel()
      writeFileSync(path, bytes)
      const wider = new Uint8Array(bytes.length + 20)
      wider.set(bytes, 10)
      const { InferenceSession } = await loadRuntime()
      const models: OnnxModel[] = [
        path,
        bytes.slice().buffer,
        wider.subarray(10, 10 + bytes.length),
        (options) => InferenceSession.create(bytes, options),
      ]
      for (const model of models) expect((await measureSession(model, quick)).runs).toBe(5)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it("makes elements of the type that an input takes out of numbers, and takes tensors as they are", async () => {
    const { Tensor } = await loadRuntime()
    const tensor = new Tensor("int64" as never, BigInt64Array.from([1n, 2n]) as never, [2])
    const inputs = { a: { data: [1, 2], shape: [2] }, b: tensor }
    expect((await measureSession(addition, { ...quick, inputs })).runs).toBe(5)
  })

  it("releases the session when a run fails, when it is aborted, and when inputs do not fit", async () => {
    const { ort, sessions } = await countedRuntime()
    const wrong: MeasureSessionOptions = { ...quick, ort, inputs: { x: { data: [7], shape: [1, 1] } } }
    await assertRejects(() => measureSession(lookup, wrong), "MODEL_RUN_FAILED", /did not run: .*out of data bounds/)
    await assertRejects(() => measureSession(irisModel(), wrong), "INVALID_DATA", /takes \[n, 4\], got \[1, 1\]/)
    const signal = AbortSignal.timeout(30)
    await expect(measureSession(irisModel(), { minTimeMs: 60_000, ort, signal })).rejects.toThrow(/timeout/)
    expect(sessions).toMatchObject({ open: 0, atOnce: 1 })
  })

  it("makes no session if the signal has aborted, or aborts before its turn", async () => {
    const { ort, sessions } = await countedRuntime()
    const signal = AbortSignal.abort(new Error("enough"))
    await expect(measureSession(irisModel(), { ...quick, ort, signal })).rejects.toThrow("enough")
    const controller = new AbortController()
    const first = measureSession(irisModel(), { minTimeMs: 100, ort })
    const second = measureSession(irisModel(), { minTimeMs: 100, ort, signal: controller.signal })
    const third = measureSession(irisModel(), { ...quick, ort })
    setTimeout(() => controller.abort(new Error("changed my mind")), 20)
    await expect(second).rejects.toThrow("changed my mind")
    await Promise.all([first, third])
    expect(sessions.atOnce).toBe(1)
    expect(sessions.made).toBe(3) // one of them only starts the runtime
  })

  it("lets measurements wait for one another, after one that failed too", async () => {
    const { ort, sessions } = await countedRuntime()
    const all = [irisModel(), lookup, irisModel(), new Uint8Array(3), irisModel()].map((model) =>
      measureSession(model, {
        ...quick,
        ort,
        ...(model === lookup && { inputs: { x: { data: [9], shape: [1, 1] } } }),
      }),
    )
    const ends = await Promise.allSettled(all)
    expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "rejected", "fulfilled"])
    expect(sessions).toMatchObject({ open: 0, atOnce: 1 })
  })

  it("grows by less than 20 MB over 300 sessions", { timeout: 60_000 }, async () => {
    const model = irisModel()
    const options = { warmup: 0, minRuns: 1, minTimeMs: 0, sessionOptions: { intraOpNumThreads: 2 } }
    for (let i = 0; i < 50; i++) await measureSession(model, options)
    const before = process.memoryUsage.rss()
    for (let i = 0; i < 300; i++) await measureSession(model, options)
    expect((process.memoryUsage.rss() - before) / 1e6).toBeLessThan(20)
  })
})

describe.skipIf(!hasRuntime)("measureSession refuses", () => {
  const refused = (
    says: string,
    code: string,
    message: RegExp,
    model: OnnxModel,
    options: MeasureSessionOptions = {},
  ): void => it(says, () => assertRejects(() => measureSession(model, { ...quick, ...options }), code, message))

  refused(
    "bytes that are no model",
    "MODEL_NOT_LOADED",
    /of 5 bytes makes no session: .*protobuf/,
    new Uint8Array(5).fill(104),
  )
  refused("no bytes at all", "MODEL_NOT_LOADED", /of 0 bytes/, new Uint8Array())
  refused("a file that is not there", "MODEL_NOT_LOADED", /'\/nowhere.onnx' makes no session/, "/nowhere.onnx")
  refused("half a model", "MODEL_NOT_LOADED", /makes no session/, irisModel().subarray(0, 150))
  refused("an operator that there is not", "MODEL_NOT_LOADED", /Conjure/, unary("Conjure"))
  refused("maps as outputs", "INVALID_OUTPUT", /'map' is a map for each row/, irisModel({ outputs: ["label", "map"] }))
  refused("what is no model", "INVALID_ARGUMENT", /bytes or the path .* got 5/, 5 as never)
  refused("a function that makes no session", "INVALID_ARGUMENT", /made no InferenceSession/, (() => ({})) as never)
  refused("a function that throws", "MODEL_NOT_LOADED", /no luck/, () => Promise.reject(new Error("no luck")))

  refused(
    "an input that is missing",
    "INVALID_DATA",
    /'b' is missing; the model takes a \(int64 \[n\]\), b/,
    addition,
    {
      inputs: { a: { data: [1], shape: [1] } },
    },
  )
  refused(
    "an input that the model has not",
    "INVALID_DATA",
    /no input 'z'; it takes x \(float32 \[n, 4\]\)/,
    irisModel(),
    {
      inputs: { ...one, z: one.x },
    },
  )
  refused("another shape", "INVALID_DATA", /'x': the model takes \[n, 4\], got \[4\]/, irisModel(), {
    inputs: { x: { data: [1, 2, 3, 4], shape: [4] } },
  })
  refused("a shape that does not fit the elements", "INVALID_DATA", /\[2, 4\] does not fit 4 elements/, irisModel(), {
    inputs: { x: { data: [1, 2, 3, 4], shape: [2, 4] } },
  })
  refused("no rows", "INVALID_DATA", /'x': has no rows/, irisModel(), { inputs: { x: { data: [], shape: [0, 4] } } })
  refused("NaN", "INVALID_DATA", /'x': value 1 is NaN; allowNaN/, irisModel(), {
    inputs: { x: { data: [1, NaN, 3, 4], shape: [1, 4] } },
  })
  refused("strings where numbers are taken", "INVALID_DATA", /takes float32, the first element is 'a'/, irisModel(), {
    inputs: { x: { data: ["a", "b", "c", "d"], shape: [1, 4] } },
  })
  refused("parts of a number where whole ones are taken", "INVALID_DATA", /value 0 is 0.5, .* takes int64/, addition, {
    inputs: { a: { data: [0.5], shape: [1] }, b: { data: [1], shape: [1] } },
  })
  refused("what is no input", "INVALID_DATA", /takes a tensor or \{ data, shape \}/, irisModel(), {
    inputs: { x: 5 as never },
  })
  refused("no input at all", "INVALID_DATA", /takes a tensor or \{ data, shape \}, got null/, irisModel(), {
    inputs: { x: null as never },
  })
  refused("a shape below 0", "INVALID_DATA", /'x': shape takes integers from 0, got \[-1, -4\]/, irisModel(), {
    inputs: { x: { data: [1, 2, 3, 4], shape: [-1, -4] } },
  })
  refused("parts of a row", "INVALID_DATA", /'x': shape takes integers from 0/, irisModel(), {
    inputs: { x: { data: [1, 2], shape: [0.5, 4] } },
  })
  refused("more rows than there is room for", "INVALID_ARGUMENT", /batchSize: 1099511627776 rows of 'x'/, irisModel(), {
    batchSize: 2 ** 40,
  })

  refused(
    "a session option that there is not",
    "INVALID_ARGUMENT",
    /'threads': no session option; it reads/,
    irisModel(),
    {
      sessionOptions: { threads: 2 } as never,
    },
  )
  refused(
    "a session option that onnxruntime-node does not read",
    "INVALID_ARGUMENT",
    /node does not read it/,
    irisModel(),
    {
      sessionOptions: { freeDimensionOverrides: { n: 1 } },
    },
  )
  refused("a level that there is not", "INVALID_ARGUMENT", /'disabled', 'basic', .* got 'most'/, irisModel(), {
    sessionOptions: { graphOptimizationLevel: "most" as never },
  })
  refused("threads below 0", "INVALID_ARGUMENT", /'intraOpNumThreads': takes an integer from 0/, irisModel(), {
    sessionOptions: { intraOpNumThreads: -1 },
  })
  refused(
    "a provider that there is not",
    "PROVIDER_NOT_AVAILABLE",
    /'quantum' is not in this build .* cpu/,
    irisModel(),
    {
      sessionOptions: { executionProviders: ["quantum", "cpu"] },
    },
  )
  refused("an option that there is not", "INVALID_ARGUMENT", /'minTime': is none of the options inputs/, irisModel(), {
    minTime: 5,
  } as never)
  refused("no runs", "INVALID_ARGUMENT", /minRuns: takes an integer from 1, got 0/, irisModel(), { minRuns: 0 })
  refused("endless time", "INVALID_ARGUMENT", /minTimeMs: .* got Infinity/, irisModel(), { minTimeMs: Infinity })
  refused("what is no runtime", "INVALID_ARGUMENT", /ort: takes the namespace/, irisModel(), { ort: {} as never })

  it("an input that it cannot make up, and takes NaN where it is let", async () => {
    const options: MeasureSessionOptions = { ...quick, inputs: { x: { data: [NaN], shape: [1, 1] } }, allowNaN: true }
    expect((await measureSession(unary("Sqrt"), options)).runs).toBe(5)
    await assertRejects(
      () => measureSession(unary("Sqrt", "width"), quick),
      "INVALID_DATA",
      /'x' cannot be made up; give the option inputs: .*\[n, width\]/,
    )
  })

  it("leaves undefined options to ONNX Runtime", async () => {
    const sessionOptions = { intraOpNumThreads: undefined, executionMode: undefined }
    expect((await measureSession(irisModel(), { ...quick, sessionOptions })).runs).toBe(5)
  })
})
