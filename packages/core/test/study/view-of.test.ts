import { beforeAll, describe, expect, it } from "vitest"
import { createStudy, setVerbosity, viewOf } from "../../src/index.ts"

beforeAll(() => setVerbosity("silent"))

describe("viewOf", () => {
  it("lets adapters keep system attributes with a study and with a trial that runs", async () => {
    const study = await createStudy()
    const trial = await study.ask()
    viewOf(trial).setSystemAttr("mine", [1])
    viewOf(study).setSystemAttr("ours", "x")
    await study.tell(trial, 1)
    expect([study.trials[0]?.systemAttrs, study.systemAttrs]).toEqual([{ mine: [1] }, { ours: "x" }])
  })

  it("refuses a trial that has ended, and what is neither", async () => {
    const study = await createStudy()
    const trial = await study.ask()
    await study.tell(trial, 1)
    expect(() => viewOf(trial)).toThrow("trial 0 has finished")
    expect(() => viewOf({} as never)).toThrow("viewOf takes a live study or trial, got an Object")
  })
})
