import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createStudy, setVerbosity } from "@parzen/core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { CommandError, commandObjective } from "../src/index.ts"
import { causeOf, runTrial, sh } from "./run-trials.ts"

let folder: string

beforeAll(() => {
  setVerbosity("silent")
  folder = mkdtempSync(join(tmpdir(), "result-"))
})

afterAll(() => {
  setVerbosity("info")
  rmSync(folder, { recursive: true })
})

const two = { directions: ["minimize", "maximize"] } as const

test("the last line that is not empty holds the values, one for each objective", async () => {
  const command = sh("echo 9; echo 0.5, 3; echo; echo '  '")
  expect((await runTrial({ command }, two)).values).toEqual([0.5, 3])
  const json = sh(`printf '{"ms": 3, "loss": 0.5}'`)
  expect((await runTrial({ command: json, metrics: ["loss", "ms"] }, two)).values).toEqual([0.5, 3])
})

test("a file holds them, as text or JSON; what an earlier trial left does not count", async () => {
  const file = join(folder, "metrics.json")
  const result = { file }
  const write = sh(`echo '{"epochs": 5, "loss": 0.25}' > ${file}; echo done`)
  expect((await runTrial({ command: write, result, metrics: ["loss"] })).value).toBe(0.25)
  expect(causeOf(await runTrial({ command: ["true"], result }))).toMatch(/metrics.json was not written/)
  const wrong = await runTrial({ command: sh(`echo loss > ${file}`), result })
  expect(causeOf(wrong)).toMatch(/metrics.json: 'loss' in 'loss' is not a number/)
  expect(causeOf(await runTrial({ command: sh(`: > ${file}`), result }))).toMatch(/metrics.json is empty/)
  const own = { command: sh("echo 3 > out"), workdir: true, result: { file: "out" } }
  expect((await runTrial(own)).value).toBe(3)
})

test("two trials at once do not write one file, unless it has the trial's number in its name", async () => {
  const states = async (file: string): Promise<string[]> => {
    const study = await createStudy()
    const objective = commandObjective({
      command: ["sh", "-c", `sleep 0.1; echo {trial.number} > ${file}`],
      space: () => ({}),
      result: { file },
    })
    await study.optimize(objective, { nTrials: 2, concurrency: 2, catch: [CommandError] })
    return study.trials.map(({ state }) => state).sort()
  }
  expect(await states(join(folder, "shared"))).toEqual(["complete", "fail"])
  expect(await states(join(folder, "own-{trial.number}"))).toEqual(["complete", "complete"])
})

test("patterns find them in the last line that matches", async () => {
  const command = sh(
    "echo 'epoch 1 loss=3 acc=0.1'; echo 'epoch 2 loss=2.5e-1 acc=0.9 (best)'; echo bye; echo 7 ms >&2",
  )
  expect((await runTrial({ command, result: { pattern: /loss=(\S+)/g } })).value).toBe(0.25)
  expect((await runTrial({ command, result: { pattern: /loss=(\S+) acc=(\S+)/ } }, two)).values).toEqual([0.25, 0.9])
  expect((await runTrial({ command, result: { pattern: [/acc=(\S+)/, /^\d+/], stream: "both" } }, two)).values).toEqual(
    [0.9, 7],
  )
  expect((await runTrial({ command, result: { pattern: /^\d+/, stream: "stderr" } })).value).toBe(7)
  expect(causeOf(await runTrial({ command, result: { pattern: /f1=(\S+)/ } }))).toMatch(
    /no line of stdout matches \/f1=/,
  )
  expect(causeOf(await runTrial({ command, result: { pattern: /(b..e?)$/ } }))).toMatch(
    /matched 'bye', which is no number/,
  )
})

test("the time that a program takes is its value, to tune how quick it is", async () => {
  const { value = 0 } = await runTrial({ command: ["sleep", "0.1"], result: "duration" })
  expect(value).toBeGreaterThan(99)
  expect(value).toBeLessThan(5000)
})

test("with 'message' a value must be sent", async () => {
  const trial = await runTrial({ command: ["echo", "1"], result: "message" })
  expect(causeOf(trial)).toMatch(/COMMAND_NO_VALUE: 'echo 1' gave no value: no message had a value/)
})

test("a value that is sent comes before any other", async () => {
  const command = sh(`echo '{"value": 2}' >> $PARZEN_MESSAGES; echo loss=1`)
  expect((await runTrial({ command, result: { pattern: /loss=(.*)/ } })).value).toBe(2)
})

test.runIf(process.platform !== "win32")(
  "a pipe or a folder in place of a file fails the trial, and nobody waits for it",
  async () => {
    const options = { workdir: true, timeoutMs: 5000 }
    const messages = await runTrial({ ...options, command: sh("mkfifo $PARZEN_MESSAGES; sleep 0.3; echo 5") })
    expect(causeOf(messages)).toMatch(/COMMAND_BAD_MESSAGE: .* is no file/)
    const pipe = await runTrial({ ...options, command: sh("mkfifo out"), result: { file: "out" } })
    expect(causeOf(pipe)).toMatch(/COMMAND_NO_VALUE: .* is no file/)
    const isFolder = await runTrial({ command: sh("echo 1"), result: { file: tmpdir() } })
    expect(causeOf(isFolder)).toMatch(/COMMAND_NO_VALUE: .* cannot be removed/)
  },
)
