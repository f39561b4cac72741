import { execFile } from "node:child_process"
import { readFileSync } from "node:fs"
import { promisify } from "node:util"
import { createStudy, loadStudy, setVerbosity } from "@parzen/core"
import { beforeAll, expect, test } from "vitest"
import { JournalFileBackend, JournalStorage } from "@parzen/storage-journal"
import { tempPath } from "./temp-folder.ts"

beforeAll(() => setVerbosity("silent"))

test("processes with either lock share a file: numbers without a gap, each trial told once, each waiting one run once", async () => {
  const path = tempPath("study.log")
  const study = await createStudy({ studyName: "s", storage: new JournalStorage(new JournalFileBackend(path)) })
  for (let i = 0; i < 12; i++) await study.enqueueTrial({ x: i / 16 })
  const worker = new URL("worker.ts", import.meta.url).pathname
  const run = (kind: string): Promise<unknown> =>
    promisify(execFile)(process.execPath, [
      "--conditions=@parzen/source",
      "--import",
      import.meta.resolve("tsx"),
      worker,
      path,
      kind,
      "40",
    ])
  await Promise.all([run("symlink"), run("open"), run("symlink")])
  const { trials } = await loadStudy({ studyName: "s", storage: new JournalStorage(new JournalFileBackend(path)) })
  expect(trials.map(({ number }) => number)).toEqual(Array.from({ length: 120 }, (_, i) => i))
  expect(trials.every(({ state }) => state === "complete")).toBe(true)
  expect(trials.slice(0, 12).map(({ params }) => params["x"])).toEqual(Array.from({ length: 12 }, (_, i) => i / 16))
  expect(new Set(trials.map(({ userAttrs }) => userAttrs["pid"])).size).toBe(3)
  const entries = readFileSync(path, "utf8").trimEnd().split("\n")
  // One for each trial's end, one for each claim: nothing was written in vain.
  expect(entries.filter((entry) => entry.includes('"op_code":6')).length).toBe(132)
}, 60_000)
