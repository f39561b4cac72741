import { categorical } from "../distributions/categorical.ts"
import type { Distribution, ParamValue } from "../distributions/distribution.ts"
import { sameDistribution } from "../distributions/distribution.ts"
import { float } from "../distributions/float.ts"
import { int } from "../distributions/int.ts"
import type { Changes, TrialWrites } from "../storage/storage.ts"
import { createTrial } from "../trial/create-trial.ts"
import { assert, assertEqual, assertRejects } from "./contract.ts"
import type { StorageCase } from "./storage-case.ts"
import { content, end, END, finish, read, summary, withStorage, withStudy } from "./storage-case.ts"

/** What every {@link Storage} must do. */
export const storageContract: readonly StorageCase[] = [
  withStorage("finds a study by the name it was created under", async (storage) => {
    const id = await storage.createStudy("täst ✓", ["minimize", "maximize"])
    const header = await storage.findStudy("täst ✓")
    assertEqual(
      header,
      { id, studyName: "täst ✓", directions: ["minimize", "maximize"], userAttrs: {}, systemAttrs: {} },
      "header",
    )
    assertEqual(await storage.findStudy("another"), undefined, "unknown study")
  }),
  withStorage("refuses a second study of one name", async (storage) => {
    await storage.createStudy("one", ["minimize"])
    await assertRejects(() => storage.createStudy("one", ["minimize"]), "STUDY_EXISTS")
  }),
  withStorage("lists the studies in the order of their creation, with their numbers of trials", async (storage) => {
    const first = await storage.createStudy("b", ["minimize"])
    await storage.createStudy("a", ["maximize"])
    await storage.startTrial(first, 0)
    const listed = await storage.listStudies()
    assertEqual(
      listed.map(({ studyName, nTrials }) => [studyName, nTrials]),
      [
        ["b", 1],
        ["a", 0],
      ],
      "list",
    )
    assert(listed[0]?.datetimeStart instanceof Date, "a study with a started trial has a start")
    assertEqual(listed[1]?.datetimeStart, undefined, "start of an empty study")
  }),
  withStorage("deletes a study with its trials and lets its name be used again", async (storage) => {
    const id = await storage.createStudy("gone", ["minimize"])
    await storage.startTrial(id, 0)
    await storage.deleteStudy(id)
    assertEqual(await storage.findStudy("gone"), undefined, "deleted study")
    await assertRejects(() => storage.startTrial(id, 0), "STUDY_NOT_FOUND")
    await assertRejects(() => storage.sync(id, { trials: [] }, 0), "STUDY_NOT_FOUND")
    await assertRejects(() => storage.deleteStudy(id), "STUDY_NOT_FOUND")
    const again = await storage.createStudy("gone", ["minimize"])
    assertEqual((await storage.sync(again, { trials: [] }, 0)).trials, [], "trials of the new study")
  }),
  withStudy("numbers trials from 0 without a gap, also when they are started at once", async (storage, id) => {
    const started = await Promise.all(Array.from({ length: 20 }, () => storage.startTrial(id, 0)))
    const numbers = started.map(({ trial }) => trial.number).sort((a, b) => a - b)
    assertEqual(
      numbers,
      Array.from({ length: 20 }, (_, i) => i),
      "numbers",
    )
    assert(
      started.every(({ trial }) => trial.state === "running" && trial.datetimeStart instanceof Date),
      "started trials run",
    )
  }),
  withStudy("hands out waiting trials by number, each once, before new ones", async (storage, id) => {
    await storage.addTrials(
      id,
      ["a", "b", "c"].map((tag) => createTrial({ state: "waiting", userAttrs: { tag } })),
    )
    const started = await Promise.all(Array.from({ length: 5 }, () => storage.startTrial(id, 0)))
    const tags = started
      .map(({ trial }) => [trial.number, trial.userAttrs["tag"]])
      .sort((a, b) => Number(a[0]) - Number(b[0]))
    assertEqual(
      tags,
      [
        [0, "a"],
        [1, "b"],
        [2, "c"],
        [3, undefined],
        [4, undefined],
      ],
      "claims",
    )
    assert(
      started.every(({ trial }) => trial.datetimeStart instanceof Date),
      "a claimed trial has a start",
    )
  }),
  withStudy("keeps parameters of every kind, in their order, with their distributions", async (storage, id) => {
    const params: readonly (readonly [string, ParamValue, Distribution])[] = [
      ["z", 0.1 + 0.2, float(0, 1)],
      ["log", 1e-300, float(1e-300, 1, { log: true })],
      ["step", 0.30000000000000004, float(0, 0.5, { step: 0.1 })],
      ["int", 2 ** 40, int(0, 2 ** 41)],
      ["units", 96, int(16, 512, { log: true })],
      ["nothing", null, categorical([null, true, 1, 1.5, "x"])],
      ["text", "é✓'\"\\", categorical(["é✓'\"\\", ""])],
      ["flag", false, categorical([true, false])],
    ]
    const trial = await finish(storage, id, {
      params: params.map(([name, value, distribution]) => ({ name, value, distribution })),
    })
    assertEqual(
      Object.entries(trial.params),
      params.map(([name, value]) => [name, value]),
      "params",
    )
    for (const [name, , distribution] of params) {
      const kept = trial.distributions[name]
      assert(kept !== undefined && sameDistribution(kept, distribution), `'${name}' lost its distribution`)
    }
  }),
  withStudy("keeps reports, NaN and infinities included, and the first of two for one step", async (storage, id) => {
    const reports = [
      [0, 0.5],
      [1, NaN],
      [7, Infinity],
      [2 ** 31 - 1, -Infinity],
      [0, 99],
    ] as const
    const trial = await finish(storage, id, { reports })
    assertEqual(trial.intermediateValues, { 0: 0.5, 1: NaN, 7: Infinity, [2 ** 31 - 1]: -Infinity }, "reports")
  }),
  withStudy("keeps attributes of any JSON, the last of two for one key", async (storage, id) => {
    const attrs = { list: [1, [null, true]], nested: { "a b": "✓", empty: {} }, long: "x".repeat(5000) }
    const { trial, lease } = await storage.startTrial(id, 0)
    await storage.sync(
      id,
      { trials: [{ trialId: trial.id, lease, userAttrs: { ...attrs, twice: 1 }, systemAttrs: { mine: 1 } }] },
      0,
    )
    const finished = await end(storage, id, {
      trialId: trial.id,
      lease,
      userAttrs: { twice: 2 },
      systemAttrs: { mine2: "s" },
    })
    assertEqual(finished.userAttrs, { ...attrs, twice: 2 }, "user attributes")
    assertEqual(finished.systemAttrs, { mine: 1, mine2: "s" }, "system attributes")
  }),
  withStudy("keeps values, infinite ones too, and the time of the end", async (storage, id) => {
    const completedAt = 1_700_000_000_123
    const trial = await finish(storage, id, { finish: { state: "complete", values: [-Infinity], completedAt } })
    assertEqual(
      [trial.state, trial.values, trial.datetimeComplete],
      ["complete", [-Infinity], new Date(completedAt)],
      "end",
    )
  }),
  withStudy("keeps failed trials and pruned ones without a value", async (storage, id) => {
    const failed = await finish(storage, id, { finish: { state: "fail", values: undefined, completedAt: 1 } })
    const pruned = await finish(storage, id, { finish: { state: "pruned", values: undefined, completedAt: 1 } })
    assertEqual(
      [failed.state, failed.values, pruned.state, pruned.values],
      ["fail", undefined, "pruned", undefined],
      "ends",
    )
  }),
  withStudy("takes no more writes for a finished trial", async (storage, id) => {
    const trial = await finish(storage, id, {})
    const { refused } = await storage.sync(
      id,
      { trials: [{ trialId: trial.id, lease: undefined, reports: [[1, 1]] }] },
      0,
    )
    const code = refused?.get(trial.id)?.code
    assert(code === "TRIAL_FINISHED" || code === "LEASE_LOST", `expected a refusal, got ${code}`)
    assertEqual((await read(storage, id, trial.number)).intermediateValues, {}, "reports")
  }),
  withStudy("takes the same end twice, and refuses another", async (storage, id) => {
    const { trial, lease } = await storage.startTrial(id, 0)
    const ending = (value: number): TrialWrites => ({
      trialId: trial.id,
      lease,
      finish: { state: "complete", values: [value], completedAt: 5 },
    })
    await storage.sync(id, { trials: [ending(1)] }, 0)
    const same = await storage.sync(id, { trials: [ending(1)] }, 0)
    assertEqual(same.refused?.size ?? 0, 0, "refusals of the same end")
    const other = await storage.sync(id, { trials: [ending(2)] }, 0)
    assert(other.refused?.has(trial.id) === true, "another end must be refused")
    assertEqual((await read(storage, id, trial.number)).values, [1], "values")
  }),
  withStudy("refuses one trial's writes without harm to another's", async (storage, id) => {
    const done = await finish(storage, id, {})
    const { trial, lease } = await storage.startTrial(id, 0)
    const changes = await storage.sync(
      id,
      {
        trials: [
          { trialId: done.id, lease: undefined, userAttrs: { late: true } },
          { trialId: trial.id, lease, userAttrs: { kept: true } },
          { trialId: 123_456_789, lease: undefined, userAttrs: { lost: true } },
        ],
      },
      0,
    )
    assertEqual([changes.refused?.has(done.id), changes.refused?.has(trial.id)], [true, false], "refusals")
    assertEqual(changes.refused?.get(123_456_789)?.code, "TRIAL_NOT_FOUND", "code for an unknown trial")
    assertEqual((await read(storage, id, trial.number)).userAttrs, { kept: true }, "attributes")
  }),
  withStudy("answers what changed since, and only that", async (storage, id) => {
    await finish(storage, id, {})
    const { revision } = await storage.sync(id, { trials: [] }, 0)
    const nothing = await storage.sync(id, { trials: [] }, revision)
    assertEqual([nothing.trials.length, nothing.revision], [0, revision], "changes without a change")
    const { trial, lease } = await storage.startTrial(id, revision)
    const started = await storage.sync(id, { trials: [] }, revision)
    assert(started.revision > revision, "the revision must grow")
    assertEqual(summary(started), [[1, "running"]], "changes after a start")
    await end(storage, id, { trialId: trial.id, lease })
    assertEqual(
      summary(await storage.sync(id, { trials: [] }, started.revision)),
      [[1, "complete"]],
      "changes after the end",
    )
  }),
  withStudy("answers with the end that a call itself wrote", async (storage, id) => {
    const { trial, lease, changes } = await storage.startTrial(id, 0)
    const ended = await storage.sync(id, { trials: [{ trialId: trial.id, lease, finish: END }] }, changes.revision)
    assertEqual(summary(ended), [[0, "complete"]], "changes")
  }),
  withStudy("shows what runs to others: its parameters so far", async (storage, id) => {
    const { trial, lease } = await storage.startTrial(id, 0)
    const writes = { trialId: trial.id, lease, params: [{ name: "x", value: 0.5, distribution: float(0, 1) }] }
    await storage.sync(id, { trials: [writes] }, 0)
    const seen = await read(storage, id, trial.number)
    assertEqual([seen.state, seen.params], ["running", { x: 0.5 }], "a running trial")
  }),
  withStudy("loses no change that happens while another reads", async (storage, id) => {
    const known = new Map<number, string>()
    let revision = 0
    const take = (changes: Changes): void => {
      revision = Math.max(revision, changes.revision)
      for (const { number, state } of changes.trials) if (known.get(number) !== "complete") known.set(number, state)
    }
    const worker = async (): Promise<void> => {
      for (let i = 0; i < 10; i++) await finish(storage, id, {})
    }
    const working = Promise.all([worker(), worker(), worker()])
    for (let i = 0; i < 10; i++) take(await storage.sync(id, { trials: [] }, revision))
    await working
    take(await storage.sync(id, { trials: [] }, revision))
    assertEqual(
      [known.size, [...known.values()].every((state) => state === "complete")],
      [30, true],
      "what a reader has seen",
    )
  }),
  withStudy("adds trials of every state as they are, numbered on", async (storage, id) => {
    await storage.startTrial(id, 0)
    const distributions = { x: float(0, 1), c: categorical(["a", "b"]) }
    const templates = [
      createTrial({
        value: 1,
        params: { x: 0.25, c: "b" },
        distributions,
        intermediateValues: { 3: 0.5 },
        userAttrs: { u: 1 },
      }),
      createTrial({ state: "pruned", params: { x: 0 }, distributions: { x: float(0, 1) }, constraints: { size: 2 } }),
      createTrial({ state: "fail" }),
      createTrial({ state: "waiting", systemAttrs: { fixed_params: { x: 1 } } }),
    ]
    await storage.addTrials(id, templates)
    const { trials } = await storage.sync(id, { trials: [] }, 0)
    for (const [i, template] of templates.entries()) {
      const added = trials.find(({ number }) => number === i + 1)
      assertEqual(added === undefined ? added : content(added), content(template), `added trial ${i + 1}`)
    }
  }),
  withStudy("keeps the attributes of the study, for all who look", async (storage, id) => {
    const changes = await storage.sync(
      id,
      { study: { userAttrs: { a: [1, 2] }, systemAttrs: { s: "t" } }, trials: [] },
      0,
    )
    assertEqual(changes.study, { userAttrs: { a: [1, 2] }, systemAttrs: { s: "t" } }, "attributes in the answer")
    await storage.sync(id, { study: { userAttrs: { a: 3, b: null } }, trials: [] }, 0)
    const header = await storage.findStudy("contract")
    assertEqual([header?.userAttrs, header?.systemAttrs], [{ a: 3, b: null }, { s: "t" }], "attributes in the header")
    const seen = await storage.sync(id, { trials: [] }, 0)
    assertEqual(seen.study, { userAttrs: { a: 3, b: null }, systemAttrs: { s: "t" } }, "attributes for a reader")
  }),
  withStudy("counts for everybody, each number once", async (storage, id) => {
    const drawn = await Promise.all(Array.from({ length: 20 }, () => storage.increment(id, "index")))
    assertEqual(
      drawn.sort((a, b) => a - b),
      Array.from({ length: 20 }, (_, i) => i),
      "numbers",
    )
    assertEqual(await storage.increment(id, "other"), 0, "another counter")
    assertEqual(await storage.increment(id, "index", 30), 30, "a number of at least 30")
    assertEqual(await storage.increment(id, "index", 5), 31, "the next one")
  }),
  withStorage("keeps studies apart", async (storage) => {
    const a = await storage.createStudy("a", ["minimize"])
    const b = await storage.createStudy("b", ["minimize"])
    await finish(storage, a, { userAttrs: { of: "a" } })
    await finish(storage, b, { userAttrs: { of: "b" } })
    await storage.increment(a, "index")
    const { trials } = await storage.sync(b, { trials: [] }, 0)
    assertEqual(
      trials.map(({ number, userAttrs }) => [number, userAttrs]),
      [[0, { of: "b" }]],
      "trials of b",
    )
    assertEqual(await storage.increment(b, "index"), 0, "counter of b")
  }),
  withStudy(
    "makes no more trials than a limit allows, and hands out waiting ones all the same",
    async (storage, id) => {
      const started = await Promise.allSettled(Array.from({ length: 8 }, () => storage.startTrial(id, 0, 5)))
      const numbers = started.flatMap((one) => (one.status === "fulfilled" ? one.value.trial.number : []))
      assertEqual(
        numbers.sort((a, b) => a - b),
        [0, 1, 2, 3, 4],
        "trials under the limit",
      )
      await assertRejects(() => storage.startTrial(id, 0, 5), "TRIAL_LIMIT_REACHED")
      await storage.addTrials(id, [createTrial({ state: "waiting" })])
      assertEqual((await storage.startTrial(id, 0, 5)).trial.number, 5, "the waiting trial's number")
      await assertRejects(() => storage.startTrial(id, 0, 6), "TRIAL_LIMIT_REACHED")
      assertEqual((await storage.startTrial(id, 0, 7)).trial.number, 6, "a new trial's number")
      const { trials } = await storage.sync(id, { trials: [] }, 0)
      assertEqual(trials.length, 7, "trials in all")
    },
  ),
  withStudy("hands out a waiting trial with what it was given", async (storage, id) => {
    const given = createTrial({
      state: "waiting",
      params: { x: 0.25, c: null },
      distributions: { x: float(0, 1), c: categorical(["a", null]) },
      intermediateValues: { 2: NaN, 3: 0.5 },
      userAttrs: { checkpoint: "a/b" },
      systemAttrs: { failed_trial: 0, retry_history: [0] },
    })
    await storage.addTrials(id, [given])
    const { trial } = await storage.startTrial(id, 0)
    assertEqual([trial.number, trial.state], [0, "running"], "number and state")
    const { params, intermediateValues, userAttrs, systemAttrs } = given
    assertEqual(
      { ...trial.params, ...trial.intermediateValues, u: trial.userAttrs, s: trial.systemAttrs },
      { ...params, ...intermediateValues, u: userAttrs, s: systemAttrs },
      "what was given",
    )
    assertEqual(Object.keys(trial.distributions), ["x", "c"], "distributions")
  }),
  withStudy("takes a whole batch again whose answer was lost", async (storage, id) => {
    const { trial, lease } = await storage.startTrial(id, 0)
    const batch: TrialWrites = {
      trialId: trial.id,
      lease,
      params: [{ name: "x", value: 0.5, distribution: float(0, 1) }],
      reports: [[0, 1]],
      userAttrs: { u: 1 },
      systemAttrs: { s: 1 },
    }
    for (const writes of [batch, batch, { ...batch, finish: END }, { ...batch, finish: END }]) {
      const { refused } = await storage.sync(id, { trials: [writes] }, 0)
      assertEqual(refused?.size ?? 0, 0, "refusals of the same batch")
    }
    const kept = await read(storage, id, 0)
    assertEqual([kept.params, kept.intermediateValues, kept.values], [{ x: 0.5 }, { 0: 1 }, [0]], "the trial")
  }),
  withStudy(
    "refuses a parameter that is not compatible with the study's first, and all that came with it",
    async (storage, id) => {
      await finish(storage, id, { params: [{ name: "x", value: 0.5, distribution: float(0, 1) }] })
      const misfits: readonly (readonly [ParamValue, Distribution])[] = [
        [1, int(0, 4)],
        ["a", categorical(["a", "b"])],
        [0.5, float(0.1, 1, { log: true })],
      ]
      for (const [value, distribution] of misfits) {
        const { trial, lease } = await storage.startTrial(id, 0)
        const params = [
          { name: "new", value: 1, distribution: int(0, 1) },
          { name: "x", value, distribution },
        ]
        const writes = { trialId: trial.id, lease, params, reports: [[0, 1] as const], finish: END }
        const { refused } = await storage.sync(id, { trials: [writes] }, 0)
        assertEqual(refused?.get(trial.id)?.code, "INCOMPATIBLE_DISTRIBUTION", "code of the refusal")
        const kept = await read(storage, id, trial.number)
        assertEqual([kept.state, kept.params, kept.intermediateValues], ["running", {}, {}], "the refused trial")
        await end(storage, id, { trialId: trial.id, lease, finish: { ...END, state: "fail", values: undefined } })
      }
      await finish(storage, id, { params: [{ name: "x", value: 7, distribution: float(0, 10) }] })
      await finish(storage, id, { params: [{ name: "new", value: "n", distribution: categorical(["n"]) }] })
    },
  ),
  withStudy("keeps when trials started and ended, to the millisecond", async (storage, id) => {
    const before = Date.now()
    const { trial, lease } = await storage.startTrial(id, 0)
    const start = trial.datetimeStart?.getTime() ?? NaN
    assert(Math.abs(start - before) < 60_000, `the start must be now, got ${start - before} ms from it`)
    const ended = await end(storage, id, { trialId: trial.id, lease })
    assertEqual(ended.datetimeStart, trial.datetimeStart, "start")
    await storage.addTrials(id, [ended])
    const added = await read(storage, id, 1)
    assertEqual([added.datetimeStart, added.datetimeComplete], [ended.datetimeStart, ended.datetimeComplete], "copies")
  }),
]
