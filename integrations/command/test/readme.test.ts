import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setVerbosity, ThresholdPruner } from "@parzen/core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { runTrial } from "./run-trials.ts"

beforeAll(() => setVerbosity("silent"))
afterAll(() => setVerbosity("info"))

test("the README's Python client reports, and is pruned", async () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")
  const [, script = ""] = /```python\n([^]*?)```/.exec(readme) ?? []
  expect(script.trim().split("\n").length).toBeLessThan(12)
  const folder = mkdtempSync(join(tmpdir(), "readme-"))
  writeFileSync(join(folder, "train.py"), script)
  const command = ["python3", "train.py"]
  const trial = await runTrial({ command, cwd: folder })
  expect(trial).toMatchObject({ state: "complete", value: 0.1, userAttrs: { epochs: 10 } })
  expect(Object.keys(trial.intermediateValues)).toHaveLength(10)
  const pruned = await runTrial({ command, cwd: folder }, { pruner: new ThresholdPruner({ lower: 0.3 }) })
  expect([pruned.state, pruned.lastStep]).toEqual(["pruned", 3])
  rmSync(folder, { recursive: true })
})
