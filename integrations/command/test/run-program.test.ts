import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createStudy, setVerbosity } from "@parzen/core"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { CommandError, commandObjective } from "../src/index.ts"
import { eventually, living, processes } from "./processes.ts"
import { causeOf, runTrial, sh } from "./run-trials.ts"

let folder: string

// Waiting for processes takes long where many run.
vi.setConfig({ testTimeout: 60_000 })

beforeAll(() => {
  setVerbosity("silent")
  folder = mkdtempSync(join(tmpdir(), "run-program-"))
})

afterAll(() => {
  setVerbosity("info")
  rmSync(folder, { recursive: true })
})

/** A time to sleep that tells the processes of one test by their command line. */
let nSleeps = 0
const unique = (): string => `86400.${process.pid}${++nSleeps}`

test("a program that hangs is ended at its time-out, with all that it has started", async () => {
  const nap = unique()
  const trial = await runTrial({ command: sh(`sleep ${nap} & sleep ${nap}`), timeoutMs: 200 })
  expect(causeOf(trial)).toMatch(/COMMAND_TIMEOUT: .* took longer than 200 ms/)
  expect(living(nap)).toEqual([])
})

test("one that ignores SIGTERM gets SIGKILL when the grace is over", async () => {
  const nap = unique()
  const begin = performance.now()
  const script = `trap '' TERM; echo stubborn >&2; sleep ${nap}; sleep ${nap}`
  const trial = await runTrial({ command: sh(script), timeoutMs: 500, graceMs: 300 })
  expect(causeOf(trial)).toMatch(/COMMAND_TIMEOUT: .*the end of its stderr:\n {2}stubborn/)
  expect(performance.now() - begin).toBeGreaterThan(790)
  expect(performance.now() - begin).toBeLessThan(5000)
  expect(living(nap)).toEqual([])
})

test("one that takes SIGTERM to tidy up has the grace to do so", async () => {
  const file = join(folder, "tidy")
  const script = `trap 'sleep 0.2; echo tidy > ${file}; exit 0' TERM; while :; do sleep 0.05; done`
  expect((await runTrial({ command: sh(script), timeoutMs: 500 })).state).toBe("fail")
  expect(readFileSync(file, "utf8")).toBe("tidy\n")
})

test.runIf(process.platform === "linux")("a child that has left the process group is ended too", async () => {
  const nap = unique()
  const trial = await runTrial({ command: sh(`setsid sleep ${nap} & sleep ${nap}`), timeoutMs: 200, graceMs: 1000 })
  expect(causeOf(trial)).toMatch(/COMMAND_TIMEOUT/)
  expect(living(nap)).toEqual([])
})

test("what a program leaves behind in its group is ended before the trial is", async () => {
  const nap = unique()
  expect((await runTrial({ command: sh(`sleep ${nap} & echo 1`) })).value).toBe(1)
  expect(living(nap)).toEqual([])
  const stubborn = sh(`sh -c 'trap "" TERM; echo 2; sleep ${nap}; sleep ${nap}' & sleep 0.1`)
  expect((await runTrial({ command: stubborn, graceMs: 100 })).value).toBe(2)
  expect(living(nap)).toEqual([])
})

test.runIf(process.platform === "linux")(
  "a daemon that keeps the output open does not keep the trial waiting",
  async () => {
    const nap = unique()
    const begin = performance.now()
    expect((await runTrial({ command: sh(`setsid sleep ${nap} & sleep 0.05; echo 3`) })).value).toBe(3)
    expect(performance.now() - begin).toBeLessThan(5000)
    for (const { pid } of living(nap)) process.kill(pid, "SIGKILL")
  },
)

test("silence ends a program, output and messages put it off", async () => {
  const talk = `for i in 1 2 3 4; do sleep 0.2; echo $i; sleep 0.2; echo '{}' >> "$PARZEN_MESSAGES"; done`
  const [talks, hangs] = await Promise.all([
    runTrial({ command: sh(talk), idleTimeoutMs: 1000 }),
    runTrial({ command: sh("echo 1; sleep 9"), idleTimeoutMs: 200 }),
  ])
  expect(talks?.value).toBe(4)
  expect(causeOf(hangs as never)).toMatch(/COMMAND_TIMEOUT: .* has printed and sent nothing for 200 ms/)
})

test("the time-out counts all attempts of a trial", async () => {
  const begin = performance.now()
  const trial = await runTrial({ command: sh("sleep 0.1; exit 1"), retries: 100, timeoutMs: 400 })
  expect(causeOf(trial)).toMatch(/COMMAND_TIMEOUT/)
  expect(performance.now() - begin).toBeLessThan(5000)
})

test("a study that is cancelled ends its programs", async () => {
  const nap = unique()
  const study = await createStudy()
  const controller = new AbortController()
  const objective = commandObjective({ command: sh(`sleep ${nap}`), space: () => ({}) })
  const running = study.optimize(objective, { nTrials: 4, concurrency: 2, signal: controller.signal })
  expect(await eventually(() => living(nap).length >= 2)).toBe(true)
  controller.abort(new Error("enough"))
  await expect(running).rejects.toThrow("enough")
  expect(living(nap)).toEqual([])
  expect(study.trials.map(({ state }) => state)).toEqual(["fail", "fail"])
})

test("a trial's time-out in optimize ends its program, and the study goes on", async () => {
  const nap = unique()
  const study = await createStudy()
  const objective = commandObjective({
    command: ["sh", "-c", `[ {trial.number} = 1 ] && echo 1 || sleep ${nap}`],
    space: () => ({}),
  })
  await study.optimize(objective, { nTrials: 2, trialTimeoutMs: 1000 })
  expect(study.trials.map(({ state }) => state)).toEqual(["fail", "complete"])
  expect(await eventually(() => living(nap).length === 0)).toBe(true)
})

test("a trial that is cancelled before its program has started starts none", async () => {
  const study = await createStudy()
  const controller = new AbortController()
  const objective = commandObjective({
    command: () => {
      controller.abort(new Error("early"))
      return sh(`echo x > ${join(folder, "started")}`)
    },
    space: () => ({}),
  })
  await expect(study.optimize(objective, { nTrials: 1, signal: controller.signal })).rejects.toThrow("early")
  expect(() => readFileSync(join(folder, "started"))).toThrow(/ENOENT/)
})

test("1,000 trials of true, two at a time, leave no process behind, zombie or not", async () => {
  const study = await createStudy()
  const objective = commandObjective({ command: ["true"], space: () => ({}), result: "duration" })
  await study.optimize(objective, { nTrials: 1000, concurrency: 2 })
  expect(study.trials.filter(({ state }) => state === "complete")).toHaveLength(1000)
  const children = processes().filter(
    ({ parent, command }) => parent === process.pid && !command.includes("parzen-supervisor"),
  )
  expect(children).toEqual([])
  expect(process.getActiveResourcesInfo().filter((name) => /Process|Pipe/.test(name)).length).toBeLessThan(6)
})

test("a hundred programs that crash, hang or do not start leave a study that goes on", async () => {
  const nap = unique()
  const commands = [sh("exit 1"), ["no-such-program"], sh("kill -9 $$"), ["echo", "1"]]
  const study = await createStudy()
  const objective = commandObjective({
    command: (_params, { number }) => (number < 8 ? ["sleep", nap] : (commands[number % 4] ?? [])),
    space: () => ({}),
    timeoutMs: 1500,
  })
  await study.optimize(objective, { nTrials: 100, concurrency: 10, catch: [CommandError] })
  const complete = study.trials.filter(({ state }) => state === "complete").map(({ number }) => number)
  expect(complete).toEqual(Array.from({ length: 23 }, (_, i) => 11 + 4 * i))
  expect(living(nap)).toEqual([])
})
