import { describe, expect, test } from "vitest"
import type { Storage } from "../../src/index.ts"
import {
  copyStudy,
  createStudy,
  createTrial,
  deleteStudy,
  float,
  getAllStudyNames,
  getAllStudySummaries,
  InMemoryStorage,
  loadStudy,
} from "../../src/index.ts"
import { silence } from "../listen.ts"

silence()

const code = (name: string): object => ({ code: name })

describe("createStudy", () => {
  test("names a study that has no name", async () => {
    expect((await createStudy()).studyName).toMatch(/^no-name-[0-9a-f-]{36}$/)
  })

  test("minimizes by default", async () => {
    expect((await createStudy()).directions).toEqual(["minimize"])
    expect((await createStudy({ direction: "maximize" })).direction).toBe("maximize")
  })

  test("refuses directions that are none, empty, or given twice", async () => {
    const wrong = [
      { direction: "up" },
      { direction: ["minimize"] },
      { directions: [] },
      { directions: "minimize" },
      { directions: ["minimize", "max"] },
      { direction: "minimize", directions: ["minimize"] },
    ]
    for (const options of wrong)
      await expect(createStudy(options as object)).rejects.toMatchObject(code("INVALID_DIRECTION"))
  })

  test("refuses a name that is taken, unless the study may be loaded", async () => {
    const storage = new InMemoryStorage()
    const first = await createStudy({ studyName: "s", storage, direction: "maximize" })
    await first.optimize(() => 1, { nTrials: 2 })
    await expect(createStudy({ studyName: "s", storage })).rejects.toMatchObject(code("STUDY_EXISTS"))
    const again = await createStudy({ studyName: "s", storage, loadIfExists: true })
    expect([again.direction, again.trials.length]).toEqual(["maximize", 2])
  })

  test("creates one study when many workers come at once", async () => {
    const storage = new InMemoryStorage()
    const studies = await Promise.all(
      Array.from({ length: 5 }, () => createStudy({ studyName: "s", storage, loadIfExists: true })),
    )
    await Promise.all(studies.map((study) => study.optimize(() => 1, { nTrials: 4 })))
    await studies[0]?.sync()
    expect(studies[0]?.trials.map(({ number, state }) => [number, state])).toEqual(
      Array.from({ length: 20 }, (_, i) => [i, "complete"]),
    )
  })

  test("refuses a URL as a storage and names who opens it", async () => {
    const storage = "sqlite:///study.db" as unknown as Storage
    await expect(createStudy({ storage })).rejects.toMatchObject({
      code: "NOT_A_STORAGE",
      message: expect.stringContaining("openSqlStorage"),
    })
    await expect(loadStudy({ storage: null as unknown as Storage })).rejects.toMatchObject(code("NOT_A_STORAGE"))
    for (const call of [loadStudy, deleteStudy, copyStudy] as (() => Promise<unknown>)[]) {
      await expect(call()).rejects.toMatchObject(code("NOT_A_STORAGE"))
    }
  })
})

describe("loadStudy", () => {
  test("needs no name where there is one study", async () => {
    const storage = new InMemoryStorage()
    await expect(loadStudy({ storage })).rejects.toMatchObject(code("STUDY_NOT_FOUND"))
    await createStudy({ studyName: "only", storage })
    expect((await loadStudy({ storage })).studyName).toBe("only")
    await createStudy({ studyName: "second", storage })
    await expect(loadStudy({ storage })).rejects.toMatchObject({
      code: "STUDY_AMBIGUOUS",
      message: expect.stringContaining("'second'"),
    })
    await expect(loadStudy({ studyName: "third", storage })).rejects.toMatchObject(code("STUDY_NOT_FOUND"))
  })

  test("brings all trials and attributes", async () => {
    const storage = new InMemoryStorage()
    const study = await createStudy({ studyName: "s", storage })
    await study.setUserAttr("owner", "me")
    await study.setMetricNames(["loss"])
    await study.optimize((trial) => trial.suggestFloat("x", 0, 1), { nTrials: 3 })
    const loaded = await loadStudy({ studyName: "s", storage })
    expect(loaded.trials).toEqual(study.trials)
    expect([loaded.userAttrs, loaded.metricNames]).toEqual([{ owner: "me" }, ["loss"]])
  })
})

describe("two studies over one storage", () => {
  test("see each other's running trials after a sync, and share one queue", async () => {
    const storage = new InMemoryStorage()
    const a = await createStudy({ studyName: "s", storage })
    const b = await loadStudy({ studyName: "s", storage })
    await a.enqueueTrial({ x: 0.5 })
    const [ofB, ofA] = [await b.ask(), await a.ask()]
    expect([ofB.number, ofA.number]).toEqual([0, 1])
    expect(ofB.suggestFloat("x", 0, 1)).toBe(0.5)
    await b.sync()
    await a.sync()
    expect(a.trials[0]).toMatchObject({ state: "running", params: { x: 0.5 } })
  })

  test("a trial that another has ended refuses its own end, and the study goes on", async () => {
    const storage = new InMemoryStorage()
    const a = await createStudy({ studyName: "s", storage })
    const b = await loadStudy({ studyName: "s", storage })
    const trial = await a.ask()
    await b.tell(0, undefined, { state: "fail" })
    trial.report(1, 0)
    await expect(trial.shouldPrune()).rejects.toMatchObject(code("TRIAL_FINISHED"))
    expect(trial.signal.aborted).toBe(true)
    await expect(a.tell(trial, 1)).rejects.toMatchObject(code("TRIAL_FINISHED"))
    expect(a.trials[0]?.state).toBe("fail")
    await a.optimize(() => 1, { nTrials: 1 })
    expect(a.trials[1]?.state).toBe("complete")
  })
})

describe("deleteStudy, copyStudy and the lists", () => {
  test("delete", async () => {
    const storage = new InMemoryStorage()
    await createStudy({ studyName: "s", storage })
    await deleteStudy({ studyName: "s", storage })
    expect(await getAllStudyNames(storage)).toEqual([])
    await expect(deleteStudy({ studyName: "s", storage })).rejects.toMatchObject(code("STUDY_NOT_FOUND"))
  })

  test("copy keeps attributes, states, times and order", async () => {
    const [from, to] = [new InMemoryStorage(), new InMemoryStorage()]
    const study = await createStudy({ studyName: "s", storage: from, directions: ["minimize", "maximize"] })
    await study.setUserAttr("a", [1])
    await study.optimize((trial) => (trial.number === 1 ? NaN : [trial.suggestFloat("x", 0, 1), 2]), { nTrials: 3 })
    await study.enqueueTrial({ x: 1 })
    await copyStudy({ fromStudyName: "s", fromStorage: from, toStorage: to, toStudyName: "t" })
    const copy = await loadStudy({ studyName: "t", storage: to })
    expect(copy.trials).toEqual(study.trials)
    expect([copy.directions, copy.userAttrs]).toEqual([study.directions, study.userAttrs])
    await expect(copyStudy({ fromStudyName: "s", fromStorage: from, toStorage: from })).rejects.toMatchObject(
      code("STUDY_EXISTS"),
    )
  })

  test("summaries name the best trial, the number of trials and the first start", async () => {
    const storage = new InMemoryStorage()
    const study = await createStudy({ studyName: "s", storage, direction: "maximize" })
    await study.addTrials(
      [1, 3, 2].map((value) => createTrial({ value, params: { x: 0 }, distributions: { x: float(0, 1) } })),
    )
    await createStudy({ studyName: "two", storage, directions: ["minimize", "minimize"] })
    const [single, several] = await getAllStudySummaries(storage)
    expect(single).toMatchObject({
      studyName: "s",
      directions: ["maximize"],
      nTrials: 3,
      bestTrial: { number: 1, value: 3 },
    })
    expect(single?.datetimeStart).toBeInstanceOf(Date)
    expect(several).toMatchObject({ studyName: "two", nTrials: 0, bestTrial: undefined, datetimeStart: undefined })
    expect((await getAllStudySummaries(storage, { includeBestTrial: false }))[0]?.bestTrial).toBeUndefined()
  })
})

describe("the best trials", () => {
  test("bestTrial needs a complete trial, feasible if there are constraints, and one objective", async () => {
    const study = await createStudy()
    expect(() => study.bestTrial).toThrow(expect.objectContaining(code("NO_COMPLETE_TRIAL")))
    await study.addTrial(createTrial({ value: 0, constraints: { c: 1 } }))
    expect(() => study.bestTrial).toThrow(expect.objectContaining(code("NO_FEASIBLE_TRIAL")))
    await study.addTrials([
      createTrial({ value: 5 }),
      createTrial({ value: 5 }),
      createTrial({ value: 7, constraints: { c: 0 } }),
    ])
    expect(study.bestTrial.number).toBe(1)
    const several = await createStudy({ directions: ["minimize", "minimize"] })
    expect(() => several.bestTrial).toThrow(expect.objectContaining(code("SINGLE_OBJECTIVE_ONLY")))
    expect(() => several.direction).toThrow(expect.objectContaining(code("SINGLE_OBJECTIVE_ONLY")))
  })

  test("bestTrials is the front of feasible trials, with equals", async () => {
    const study = await createStudy({ directions: ["minimize", "maximize"] })
    const values = [
      [1, 1],
      [2, 2],
      [2, 2],
      [3, 1],
      [0, 9],
    ]
    const constraints = [0, 0, -1, 0, 1]
    await study.addTrials(
      values.map((pair, i) => createTrial({ values: pair, constraints: { c: constraints[i] as number } })),
    )
    expect(study.bestTrials.map(({ number }) => number)).toEqual([0, 1, 2])
  })

  test("values of a trial with several objectives are read as values", async () => {
    expect(() => createTrial({ values: [1, 2] }).value).toThrow(expect.objectContaining(code("SINGLE_OBJECTIVE_ONLY")))
  })
})
