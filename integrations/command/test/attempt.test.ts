import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setVerbosity } from "@parzen/core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { causeOf, runTrial, runTrials, sh } from "./run-trials.ts"

let folder: string

beforeAll(() => {
  setVerbosity("silent")
  folder = mkdtempSync(join(tmpdir(), "attempt-"))
  writeFileSync(join(folder, "no-interpreter"), "#!/no/such/interpreter\n")
  chmodSync(join(folder, "no-interpreter"), 0o755)
  writeFileSync(join(folder, "not-executable"), "#!/bin/sh\n")
  writeFileSync(join(folder, "no-program"), "\u007fELF nothing\n")
  chmodSync(join(folder, "no-program"), 0o755)
})

afterAll(() => {
  setVerbosity("info")
  rmSync(folder, { recursive: true })
})

describe("a program that fails makes its trial fail, with the cause", () => {
  test.each<[string, string[], RegExp]>([
    ["prints nothing", ["true"], /COMMAND_NO_VALUE: 'true' gave no value: nothing was printed/],
    [
      "exits with a code",
      sh("echo oops >&2; exit 3"),
      /COMMAND_FAILED: .* exited with code 3; the end of its stderr:\n {2}oops/,
    ],
    ["dies of a signal", sh("kill -SEGV $$"), /COMMAND_FAILED: .* was ended by SIGSEGV; it printed nothing/],
    ["is not there", ["no-such-program-1"], /COMMAND_NOT_STARTED: 'no-such-program-1' was not found in the PATH/],
    ["is not there by its path", ["./no-such"], /COMMAND_NOT_STARTED: '.\/no-such' was not found, looked for from \//],
    [
      "prints a word",
      ["echo", "loss: 1"],
      /COMMAND_NO_VALUE: .* 'loss:' in 'loss: 1' is not a number; the end of its output/,
    ],
    [
      "prints bytes",
      ["head", "-c", "3000", "/dev/urandom"],
      /COMMAND_NO_VALUE: 'head .*last line of standard output: '.*' .*no/s,
    ],
    ["prints NaN", ["echo", "nan"], /the value NaN is not a number/],
    ["prints two values where one is asked", ["echo", "1 2"], /has 1 objective, the number of values is 2/],
    [
      "sends what is no message",
      sh('echo hello >> "$PARZEN_MESSAGES"; sleep 9'),
      /COMMAND_BAD_MESSAGE: .*the message 'hello' is no JSON/,
    ],
  ])("that %s", async (_what, command, cause) => {
    const study = await runTrials({ command }, 2)
    expect(study.trials.map(({ state }) => state)).toEqual(["fail", "fail"])
    expect(causeOf(study.trials[0] as never)).toMatch(cause)
  })

  test.each([
    ["no-interpreter", /is there, but not the interpreter that its first line names/],
    ["not-executable", /is not executable/],
    ["no-program", /COMMAND_NOT_STARTED|COMMAND_FAILED/],
  ])("that is a file with %s", async (file, cause) => {
    expect(causeOf(await runTrial({ command: [join(folder, file)] }))).toMatch(cause)
  })

  test("whose folder is none", async () => {
    const trial = await runTrial({ command: ["true"], cwd: join(folder, "no-such") })
    expect(causeOf(trial)).toMatch(/'true' cannot be run in .*no-such, which is no folder/)
  })

  test("whose arguments are longer than the system allows", async () => {
    const trial = await runTrial({ command: ["true", "x".repeat(2 ** 23)] })
    expect(causeOf(trial)).toMatch(/COMMAND_NOT_STARTED: .*longer than the system allows/)
  })
})

test("what a program prints does not grow in memory, and the last line is found after 20 MB", async () => {
  const before = process.memoryUsage().rss
  const trial = await runTrial({
    command: sh("yes 123456789 | head -c 10000000; head -c 10000000 /dev/zero; echo; echo 7"),
  })
  expect(trial.value).toBe(7)
  expect(process.memoryUsage().rss - before).toBeLessThan(100e6)
})

test("the message shows the last lines of stderr only, without colours, and the command cut short", async () => {
  const script = `for i in $(seq 30); do printf '\\033[31mline %s\\033[0m\\n' $i >&2; done; exit 1 # ${"x".repeat(1000)}`
  const cause = causeOf(await runTrial({ command: sh(script) }))
  expect(cause).toMatch(/line 21\n(.*\n)*.*line 30$/)
  expect(cause).not.toMatch(/line 20\n/)
  expect(cause.length).toBeLessThan(1000)
  expect(cause.includes("\u001b")).toBe(false)
})

test("exit codes mean what exitCodes says", async () => {
  const exitCodes = { 3: "complete", 4: "pruned", 5: "fail" } as const
  const trials = await Promise.all(
    [3, 4, 5, 6].map((code) => runTrial({ command: sh(`echo 1; exit ${code}`), exitCodes })),
  )
  expect(trials.map(({ state }) => state)).toEqual(["complete", "pruned", "fail", "fail"])
})

test("a crash is tried again, in the same folder and with its number; a final failure is not", async () => {
  const script = 'echo x >> tries; [ "$PARZEN_ATTEMPT" = 3 ] && wc -l < tries || kill -ABRT $$'
  expect((await runTrial({ command: sh(script), retries: 2, workdir: true })).value).toBe(3)
  const twice = await runTrial({ command: sh(script), retries: 1, workdir: true })
  expect(causeOf(twice)).toMatch(/was ended by SIGABRT/)
  const final = await runTrial({
    command: sh(`echo x >> ${join(folder, "final")}; exit 5`),
    retries: 3,
    exitCodes: { 5: "fail" },
  })
  expect(causeOf(final)).toMatch(/code 5/)
  expect((await runTrial({ command: sh(`wc -l < ${join(folder, "final")}`) })).value).toBe(1)
})

test("what a program does not read of its input, or closes, is no error", async () => {
  expect((await runTrial({ command: sh("exec 0<&-; echo 2"), stdin: "x".repeat(1e6) })).value).toBe(2)
})
