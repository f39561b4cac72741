import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { downloadArtifact, FileSystemArtifactStore, getAllArtifactMeta } from "@parzen/artifacts"
import { setVerbosity } from "@parzen/core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { runTrial, runTrials, sh } from "./run-trials.ts"

let folder: string

beforeAll(() => {
  setVerbosity("silent")
  folder = mkdtempSync(join(tmpdir(), "output-files-"))
})

afterAll(() => {
  setVerbosity("info")
  rmSync(folder, { recursive: true })
})

test("a folder keeps both outputs of each trial, also of those that fail; no file where nothing was printed", async () => {
  const keepOutput = join(folder, "logs", "new")
  await runTrials(
    { command: sh("echo out $PARZEN_TRIAL; [ $PARZEN_TRIAL = 0 ] && { echo err >&2; exit 1; }; echo 1"), keepOutput },
    2,
  )
  expect(readdirSync(keepOutput).sort()).toEqual(["trial-0.stderr.log", "trial-0.stdout.log", "trial-1.stdout.log"])
  expect(readFileSync(join(keepOutput, "trial-0.stderr.log"), "utf8")).toBe("err\n")
  expect(readFileSync(join(keepOutput, "trial-1.stdout.log"), "utf8")).toBe("out 1\n1\n")
})

test("all attempts of a trial are in its file", async () => {
  const keepOutput = join(folder, "attempts")
  await runTrial({ command: sh("echo $PARZEN_ATTEMPT; [ $PARZEN_ATTEMPT = 2 ]"), retries: 1, keepOutput })
  expect(readFileSync(join(keepOutput, "trial-0.stdout.log"), "utf8")).toBe("1\n2\n")
})

test("bytes are kept as they are, the first of them up to maxOutputBytes", async () => {
  const keepOutput = join(folder, "cut")
  await runTrial({
    command: sh("printf '\\377\\000\\n'; yes | head -c 1000000; echo; echo 5"),
    keepOutput,
    maxOutputBytes: 1000,
  })
  const kept = readFileSync(join(keepOutput, "trial-0.stdout.log"))
  expect(kept.subarray(0, 5)).toEqual(Buffer.from([0xff, 0x00, 0x0a, 0x79, 0x0a]))
  expect(kept.subarray(1000).toString()).toBe("\n[cut after 1000 bytes]\n")
})

test("an artifact store gets them as the trial's artifacts", async () => {
  const store = new FileSystemArtifactStore(join(folder, "store"))
  const command = sh("echo out; echo err >&2; [ $PARZEN_TRIAL = 1 ] && exit 1; echo 2")
  const { trials } = await runTrials({ command, keepOutput: store }, 2)
  expect(trials.map(({ state }) => state)).toEqual(["complete", "fail"])
  for (const trial of trials) {
    const metas = getAllArtifactMeta(trial)
    expect(metas.map(({ filename, mimetype }) => [filename, mimetype])).toEqual([
      ["stdout.log", "text/plain"],
      ["stderr.log", "text/plain"],
    ])
    const filePath = join(folder, `stderr-${trial.number}`)
    await downloadArtifact({ artifactStore: store, artifactId: metas[1]?.artifactId ?? "", filePath })
    expect(readFileSync(filePath, "utf8")).toBe("err\n")
  }
})

test("a store that fails makes a trial fail that has a value, and hides no other failure", async () => {
  const broken = {
    openReader: () => Promise.reject(new Error("disk full")),
    write: () => Promise.reject(new Error("disk full")),
    remove: () => Promise.reject(new Error("disk full")),
  }
  await expect(runTrial({ command: ["echo", "1"], keepOutput: broken })).rejects.toThrow("disk full")
  const failed = await runTrial({ command: sh("echo 1; exit 3"), keepOutput: broken })
  expect(failed.systemAttrs["parzen:fail_cause"]).toMatch(/exited with code 3/)
})

test("an output that cannot be written ends the program", async () => {
  const running = runTrial({ command: sh("echo 1; sleep 9"), keepOutput: "/dev/null/logs" })
  await expect(running).rejects.toThrow(/ENOTDIR/)
  expect(existsSync("/dev/null/logs")).toBe(false)
})
