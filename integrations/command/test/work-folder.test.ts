import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { FixedTrial, setVerbosity } from "@parzen/core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { commandObjective } from "../src/index.ts"
import { runTrial, runTrials, sh } from "./run-trials.ts"

let folder: string
let template: string

beforeAll(() => {
  setVerbosity("silent")
  folder = mkdtempSync(join(tmpdir(), "work-folder-"))
  template = join(folder, "template")
  mkdirSync(join(template, "sub"), { recursive: true })
  writeFileSync(join(template, "sub", "value"), "5\n")
  writeFileSync(join(template, "run.sh"), "#!/bin/sh\ncat link; echo changed > sub/value\n", { mode: 0o755 })
  symlinkSync(join("sub", "value"), join(template, "link"))
})

afterAll(() => {
  setVerbosity("info")
  rmSync(folder, { recursive: true })
})

test("each trial runs in a copy of the template, which goes when the trial is over", async () => {
  const root = join(folder, "gone")
  const study = await runTrials({ command: ["./run.sh"], workdir: { root, template } }, 2)
  expect(study.trials.map(({ value }) => value)).toEqual([5, 5])
  expect(readdirSync(root)).toEqual([])
})

test("folders are kept if asked for: all, or those of failed trials", async () => {
  const command = sh("[ $PARZEN_TRIAL = 1 ] && exit 1; echo 1 | tee file")
  const all = join(folder, "all")
  await runTrials({ command, workdir: { root: all, keep: true } }, 2)
  expect(
    readdirSync(all)
      .map((name) => name.slice(0, 8))
      .sort(),
  ).toEqual(["trial-0-", "trial-1-"])
  const failed = join(folder, "failed")
  await runTrials({ command, workdir: { root: failed, keep: "failed" } }, 2)
  expect(readdirSync(failed).map((name) => name.slice(0, 8))).toEqual(["trial-1-"])
})

test("the folder is known to the command and the function", async () => {
  expect(
    (await runTrial({ command: ["sh", "-c", '[ "$PWD" = "$1" ] && echo 1', "-", "{trial.folder}"], workdir: true }))
      .value,
  ).toBe(1)
  let seen = ""
  const objective = commandObjective({
    command: (_params, _trial, context) => {
      seen = context.folder
      return ["pwd"]
    },
    space: () => ({}),
    workdir: true,
    result: "duration",
  })
  await objective(new FixedTrial({}))
  expect(seen).toMatch(/trial-0-/)
  expect(existsSync(seen)).toBe(false)
})

test("a template that is not there is said, and leaves no folder", async () => {
  const root = join(folder, "empty")
  await expect(runTrial({ command: ["true"], workdir: { root, template: join(folder, "no") } })).rejects.toThrow(
    /ENOENT/,
  )
  expect(readdirSync(root)).toEqual([])
})

test.each([
  ["workdir.root", () => ({ workdir: { root: join(template, "run.sh") } })],
  ["workdir.template", () => ({ workdir: { template: join(folder, "none") } })],
  ["keepOutput", () => ({ keepOutput: join(template, "run.sh") })],
])("a folder that cannot be used ends the study, and the error names %s", async (option, options) => {
  await expect(runTrial({ command: sh("echo 1"), ...options() })).rejects.toMatchObject({
    code: "INVALID_ARGUMENT",
    message: expect.stringContaining(option) as string,
  })
})
