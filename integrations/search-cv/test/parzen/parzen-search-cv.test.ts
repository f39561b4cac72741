import {
  BruteForceSampler,
  categorical,
  CmaEsSampler,
  createStudy,
  float,
  InMemoryStorage,
  int,
  MedianPruner,
  NSGAIISampler,
  QMCSampler,
  RandomSampler,
  setLogSink,
  setProgressSink,
  setVerbosity,
  TPESampler,
  WilcoxonPruner,
} from "@parzen/core"
import type { Sampler } from "@parzen/core"
import { assertRejects, assertThrows, warningsOf } from "@parzen/core/testing"
import { KFold, loguniform, randint, uniform } from "@parzen/model-selection"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { GridSearchCV, ParzenSearchCV } from "../../src/index.ts"
import { GaussianNB } from "../gaussian-nb.ts"
import { golden } from "../golden.ts"
import { Shelf } from "../shelf.ts"

const { X, y } = golden
const bayes = new GaussianNB()
const grid = { priors: [null, [0.2, 0.3, 0.5], [0.6, 0.2, 0.2]], var_smoothing: [1e-9, 0.01, 0.1, 1, 10] }

beforeEach(() => setVerbosity("warning"))
afterEach(() => setVerbosity("info"))

describe("a grid", () => {
  test("is searched whole if there are trials enough, each candidate once, and found out about as GridSearchCV finds out", async () => {
    const whole = await new GridSearchCV(bayes, grid, { returnTrainScore: true }).fit(X, y)
    const search = new ParzenSearchCV(bayes, grid, { nTrials: 20, randomState: 0, returnTrainScore: true })
    const said = await warningsOf(() => search.fit(X, y))
    expect(said).toEqual(["nTrials: 20 candidates are asked for, there are 15; all of them are tried"])
    expect(Object.keys(search.cvResults)).toEqual(Object.keys(whole.cvResults))
    const places = whole.cvResults.params.map((params) =>
      search.cvResults.params.findIndex((other) => JSON.stringify(other) === JSON.stringify(params)),
    )
    expect([...places].sort((a, b) => a - b)).toEqual(places.map((_, i) => i))
    for (const [name, column] of Object.entries(whole.cvResults) as [string, readonly unknown[]][]) {
      if (name.includes("_time")) continue
      expect(places.map((place) => (search.cvResults as unknown as Record<string, unknown[]>)[name]?.[place])).toEqual(
        column,
      )
    }
    expect(search.bestScore).toBe(whole.bestScore)
  })

  test("of lists of lists gives candidates only the parameters of their list", async () => {
    const spaces = [{ var_smoothing: [1, 2] }, { var_smoothing: [3], priors: [null] }, {}]
    const search = await new ParzenSearchCV(bayes, spaces, { nTrials: 4, randomState: 1 }).fit(X, y)
    const found = search.cvResults.params.map((params) => JSON.stringify(params)).sort()
    expect(found).toEqual(['{"priors":null,"var_smoothing":3}', '{"var_smoothing":1}', '{"var_smoothing":2}', "{}"])
  })

  test("of values that no database can store goes by labels", async () => {
    const search = await new ParzenSearchCV(bayes, { priors: grid.priors }, { nTrials: 3, randomState: 0 }).fit(X, y)
    expect(new Set(search.cvResults["param_priors"])).toEqual(new Set(grid.priors))
    const kept = search.study.trials.map(({ params }) => params["priors"])
    expect(new Set(kept)).toEqual(new Set(["null", "[0.2,0.3,0.5]", "[0.6,0.2,0.2]"]))
  })

  test("is drawn from as the sampler alone would, until a candidate repeats itself", async () => {
    const space = { a: ["p", "q", "r", "s"], b: [1, 2, 3, 4, 5], c: [true, false] }
    const estimator = {
      ...plain(),
      withParams: (params: object) => ({ ...plain(), params, score: () => scoreOf({ ...params }) }),
    }
    const search = await new ParzenSearchCV(estimator, space, {
      nTrials: 25,
      sampler: new TPESampler({ seed: 3 }),
    }).fit(X, y)
    const study = await createStudy({ direction: "maximize", sampler: new TPESampler({ seed: 3 }) })
    await study.optimize(
      (trial) =>
        scoreOf({
          a: trial.suggestCategorical("a", space.a),
          b: trial.suggestCategorical("b", space.b),
          c: trial.suggestCategorical("c", space.c),
        }),
      { nTrials: 25 },
    )
    const keys = study.trials.map(({ params }) => JSON.stringify(params))
    const repeated = keys.findIndex((key, i) => keys.indexOf(key) < i)
    expect(repeated).toBeGreaterThan(3)
    const found = search.cvResults.params.map((params) => JSON.stringify(params))
    expect(found.slice(0, repeated)).toEqual(keys.slice(0, repeated))
    expect(new Set(found).size).toBe(25)
  })

  test.for<[string, () => Sampler]>([
    ["QMCSampler", () => new QMCSampler({ scramble: true, seed: 3 })],
    ["CmaEsSampler", () => new CmaEsSampler({ seed: 3, popsize: 4 })],
    ["NSGAIISampler", () => new NSGAIISampler({ seed: 3, populationSize: 4 })],
  ])("is drawn from as %s alone would, until a candidate repeats itself", async ([, newSampler]) => {
    const space = { a: int(-20, 20), b: int(1, 1000, { log: true }), c: float(0, 1, { step: 0.25 }) }
    const estimator = {
      ...plain(),
      withParams: (params: object) => ({ ...plain(), params, score: () => scoreOf({ ...params }) }),
    }
    const search = await new ParzenSearchCV(estimator, space, { nTrials: 20, sampler: newSampler() }).fit(X, y)
    const study = await createStudy({ direction: "maximize", sampler: newSampler() })
    await study.optimize((trial) => scoreOf(trial.suggest(space)), { nTrials: 20 })
    const keys = study.trials.map(({ params }) => JSON.stringify(params))
    const repeated = keys.findIndex((key, i) => keys.indexOf(key) < i)
    const found = search.cvResults.params.map((params) => JSON.stringify(params))
    const length = repeated < 0 ? keys.length : repeated
    expect(length).toBeGreaterThan(3)
    expect(found.slice(0, length)).toEqual(keys.slice(0, length))
    expect(new Set(found).size).toBe(20)
  })

  test("gives the searches of one study one sequence of QMCSampler", async () => {
    const storage = new InMemoryStorage()
    const searches = [0, 1].map(
      (seed) =>
        new ParzenSearchCV(
          plain(),
          { a: int(0, 1023), b: int(0, 1023) },
          { nTrials: 20, sampler: new QMCSampler({ seed }), storage, studyName: "shared" },
        ),
    )
    await Promise.all(searches.map((search) => search.fit(X, y)))
    const header = await storage.findStudy("shared")
    const key = Object.keys(header?.systemAttrs ?? {}).find((name) => name.startsWith("qmc:"))
    const nTaken = await storage.increment(header?.id ?? -1, `parzen:${key}`)
    // The first trial of each search has no space yet.
    const nTrials = searches[0]?.study.trials.length ?? 0
    expect(nTrials).toBeGreaterThanOrEqual(20)
    expect(nTrials - nTaken).toBeLessThanOrEqual(2)
  })

  test("with half the fits finds the best of 240 candidates for 4 seeds of 4", async () => {
    const space = { a: [1, 2, 3, 4, 5, 6], b: [1, 2, 3, 4], c: [0.1, 0.2, 0.3, 0.4, 0.5], d: ["x", "y"] }
    for (let seed = 0; seed < 4; seed++) {
      const estimator = {
        ...plain(),
        withParams: (params: object) => ({ ...plain(), params, score: () => bumpy(params) }),
      }
      const search = await new ParzenSearchCV(estimator, space, { nTrials: 120, randomState: seed, cv: 2 }).fit(X, y)
      expect(search.bestParams).toEqual({ a: 4, b: 2, c: 0.3, d: "y" })
    }
  })
})

describe("a space", () => {
  test("of distributions, Parzen's and scipy's, is that of the study", async () => {
    const space = {
      a: float(1e-3, 1, { log: true }),
      b: int(1, 9, { step: 2 }),
      c: categorical(["x", null]),
      d: uniform(2, 3),
      e: loguniform(1e-3, 10),
      f: randint(2, 5),
    }
    const estimator = { ...plain(), withParams: (params: object) => ({ ...plain(), params }) }
    const search = await new ParzenSearchCV(estimator, space, { nTrials: 2 }).fit(X, y)
    const { distributions } = search.study.trials[0] ?? { distributions: {} }
    expect(distributions).toEqual({
      a: space.a,
      b: space.b,
      c: space.c,
      d: float(2, 5),
      e: float(1e-3, 10, { log: true }),
      f: int(2, 4),
    })
    expect(Object.keys(search.bestParams)).toEqual(["a", "b", "c", "d", "e", "f"])
  })

  test("is drawn as the sampler draws in a study of its own", async () => {
    const space = { x: float(-5, 5), k: int(1, 7) }
    const estimator = {
      ...plain(),
      withParams: (params: object) => ({ ...plain(), params, score: () => scoreOf({ ...params }) }),
    }
    const search = await new ParzenSearchCV(estimator, space, { nTrials: 30, randomState: 5, cv: 2 }).fit(X, y)
    const study = await createStudy({ direction: "maximize", sampler: new TPESampler({ seed: 5 }) })
    await study.optimize((trial) => scoreOf({ k: trial.suggestInt("k", 1, 7), x: trial.suggestFloat("x", -5, 5) }), {
      nTrials: 30,
    })
    expect(search.cvResults.params).toEqual(study.trials.map(({ params }) => params))
    expect(search.bestScore).toBe(study.bestValue)
  })

  test("that cannot be searched is refused", () => {
    assertThrows(
      () => new ParzenSearchCV(bayes, { x: { rvs: () => 1 } }),
      "INVALID_ARGUMENT",
      /'x': takes a list of values, float\(\)/,
    )
    assertThrows(() => new ParzenSearchCV(bayes, { x: 3 } as never), "INVALID_ARGUMENT", /'x': takes a list/)
    assertThrows(() => new ParzenSearchCV(bayes, {}, { nTrials: 0 }), "INVALID_ARGUMENT", /nTrials: takes/)
    assertThrows(() => new ParzenSearchCV(bayes, {}, { timeoutMs: -1 }), "INVALID_ARGUMENT", /timeoutMs: takes/)
    assertThrows(() => new ParzenSearchCV(bayes, {}, { randomState: 0.5 }), "INVALID_SEED", /0.5/)
    assertThrows(() => new ParzenSearchCV(bayes, {}, { report: "both" as never }), "INVALID_ARGUMENT", /report: takes/)
  })
})

describe("pruning", () => {
  /** Scores of five folds: the value, and a little more in later folds. */
  function foldScores(): {
    readonly estimator: Shelf
    readonly scoring: (shelf: { readonly params: object }, X: number[][]) => number
  } {
    const scoring = ({ params }: { readonly params: object }, rows: number[][]): number =>
      (params as { value: number }).value + X.indexOf(rows[0] as number[]) / 1e6
    return { estimator: new Shelf({ value: 0 }), scoring }
  }

  test("leaves NaN in the folds that were not run, and ranks last", async () => {
    const { estimator, scoring } = foldScores()
    const search = new ParzenSearchCV(
      estimator,
      { value: float(0, 1) },
      {
        scoring,
        nTrials: 30,
        sampler: new RandomSampler({ seed: 1 }),
        pruner: new MedianPruner(),
        returnTrainScore: true,
      },
    )
    expect(await warningsOf(() => search.fit(X, y))).toEqual([])
    const { study, cvResults } = search
    const pruned = study.trials.filter(({ state }) => state === "pruned").map(({ number }) => number)
    expect(pruned.length).toBeGreaterThan(5)
    const ranks = cvResults["rank_test_score"] ?? []
    for (const i of pruned) {
      expect(cvResults["split0_test_score"]?.[i]).toBeGreaterThanOrEqual(0)
      expect(cvResults["split4_test_score"]?.[i]).toBeNaN()
      expect(cvResults["split4_train_score"]?.[i]).toBeNaN()
      expect(cvResults["mean_test_score"]?.[i]).toBeNaN()
      expect(cvResults.mean_fit_time[i]).toBeGreaterThanOrEqual(0)
      expect(ranks[i]).toBe(31 - pruned.length)
    }
    expect(search.bestIndex).toBe(study.bestTrial.number)
    expect(search.bestScore).toBeCloseTo(study.bestValue, 12)
  })

  test("hears the mean so far, or with a Wilcoxon pruner each fold's own score", async () => {
    const { estimator, scoring } = foldScores()
    const own = X.filter((_, row) => row % 30 === 0).map((_, fold) => (fold * 30) / 1e6)
    const reports = async (pruner: MedianPruner, report?: "fold"): Promise<unknown> => {
      const options = { scoring, nTrials: 1, pruner, cv: 5, ...(report !== undefined && { report }) }
      const search = await new ParzenSearchCV(estimator, { value: [0] }, options).fit(X, y)
      return Object.values(search.study.trials[0]?.intermediateValues ?? {}).map((value) => Number(value.toFixed(9)))
    }
    const means = own.map((_, fold) => own.slice(0, fold + 1).reduce((sum, score) => sum + score, 0) / (fold + 1))
    expect(await reports(new MedianPruner())).toEqual(means.map((value) => Number(value.toFixed(9))))
    expect(await reports(new WilcoxonPruner() as never)).toEqual(own)
    expect(await reports(new MedianPruner(), "fold")).toEqual(own)
  })

  test("by Wilcoxon's test on paired folds saves fits of what is worse in each fold", async () => {
    const { estimator, scoring } = foldScores()
    const search = await new ParzenSearchCV(
      estimator,
      { value: float(0, 1) },
      {
        scoring,
        nTrials: 20,
        cv: 10,
        sampler: new RandomSampler({ seed: 4 }),
        pruner: new WilcoxonPruner(),
      },
    ).fit(X, y)
    expect(search.study.trials.filter(({ state }) => state === "pruned").length).toBeGreaterThan(8)
    expect(search.bestParams["value"]).toBe(Math.max(...(search.cvResults["param_value"] as number[])))
  })
})

describe("a search that is gone on with", () => {
  const options = { nTrials: 12, randomState: 0, cv: 3, studyName: "bayes" } as const
  const space = { var_smoothing: loguniform(1e-9, 10) }

  test("counts what was tried, and has it in its table", async () => {
    const storage = new InMemoryStorage()
    const controller = new AbortController()
    const first = new ParzenSearchCV(bayes, space, {
      ...options,
      storage,
      signal: controller.signal,
      callbacks: [(_study, { number }) => (number === 4 ? controller.abort("stop") : undefined)],
    })
    await expect(first.fit(X, y)).rejects.toBe("stop")
    assertThrows(() => first.cvResults, "NOT_FITTED", /call fit/)
    const second = await new ParzenSearchCV(bayes, space, { ...options, storage }).fit(X, y)
    expect(second.study.trials).toHaveLength(12)
    expect(second.cvResults.params).toEqual(second.study.trials.map(({ params }) => params))
    const alone = await new GridSearchCV(
      bayes,
      second.cvResults.params.map(({ var_smoothing: value }) => ({ var_smoothing: [value] })),
      { cv: 3 },
    ).fit(X, y)
    expect(second.cvResults["split2_test_score"]).toEqual(alone.cvResults["split2_test_score"])
    expect(second.bestScore).toBe(alone.bestScore)
    expect(new Set(second.cvResults["param_var_smoothing"]).size).toBe(12)
    const third = await new ParzenSearchCV(bayes, space, { ...options, storage }).fit(X, y)
    expect(third.cvResults).toEqual(second.cvResults)
  })

  test("may be shared by two at once, which try as many as one would", async () => {
    const storage = new InMemoryStorage()
    const slow = {
      ...plain(),
      withParams: (params: object) => ({
        ...plain(),
        params,
        fit: () => new Promise((resolve) => setTimeout(resolve, 1)),
      }),
    }
    const search = (randomState: number): ParzenSearchCV<number[][], number> =>
      new ParzenSearchCV(slow, { x: float(0, 1) }, { ...options, storage, randomState })
    const [one] = await Promise.all([search(1).fit(X, y), search(2).fit(X, y)])
    expect(one.study.trials.length).toBeGreaterThanOrEqual(12)
    expect(one.study.trials.length).toBeLessThanOrEqual(13)
  })

  test("runs a trial anew that an error broke off", async () => {
    const storage = new InMemoryStorage()
    let fits = 0
    const flaky = (): number => {
      if (++fits === 8) throw new Error("power cut")
      return 1
    }
    const given = { ...options, storage, scoring: flaky, errorScore: "raise" } as const
    await expect(new ParzenSearchCV(bayes, space, given).fit(X, y)).rejects.toThrow("power cut")
    const search = await new ParzenSearchCV(bayes, space, given).fit(X, y)
    expect(search.cvResults.params).toHaveLength(12)
    expect(search.study.trials).toHaveLength(13)
    expect(fits).toBe(8 + 10 * 3)
  })

  test("remembers scores that are NaN or infinite, and fits that failed", async () => {
    const storage = new InMemoryStorage()
    const values = { value: [-1, Infinity, 2] }
    const given = { nTrials: 3, studyName: "odd", storage, cv: 2, randomState: 0 } as const
    const first = await new ParzenSearchCV(new Shelf({ value: 0 }), values, given).fit(X, y)
    const second = await new ParzenSearchCV(new Shelf({ value: 0 }), values, given).fit(X, y)
    expect(second.cvResults).toEqual(first.cvResults)
    const failed = { ...given, studyName: "failed" }
    await assertRejects(
      new ParzenSearchCV(new Shelf({ value: 0 }), { value: [-1] }, failed).fit(X, y),
      "ALL_FITS_FAILED",
      /2 fits/,
    )
    await assertRejects(
      new ParzenSearchCV(new Shelf({ value: 0 }), { value: [-1] }, failed).fit(X, y),
      "ALL_FITS_FAILED",
      /RangeError/,
    )
  })

  test("of which nothing is left to try has the metrics of a function in its table", async () => {
    const storage = new InMemoryStorage()
    const scoring = (): { one: number; two: number } => ({ one: 1, two: 2 })
    const several = { ...options, storage, nTrials: 2, refit: false, scoring }
    const first = await new ParzenSearchCV(bayes, space, several).fit(X, y)
    const { cvResults } = await new ParzenSearchCV(bayes, space, several).fit(X, y)
    expect(Object.keys(cvResults)).toEqual(Object.keys(first.cvResults))
    expect(cvResults["mean_test_two"]).toEqual([2, 2])
  })

  test("must be judged alike", async () => {
    const storage = new InMemoryStorage()
    const run = (other: object, rows = 150): Promise<unknown> =>
      new ParzenSearchCV(bayes, space, { ...options, storage, ...other }).fit(X.slice(0, rows), y.slice(0, rows))
    await run({ nTrials: 2 })
    await assertRejects(run({ cv: 4 }), "STUDY_MISMATCH", /n_splits 3, this search has 4/)
    await assertRejects(run({}, 140), "STUDY_MISMATCH", /n_rows 150, this search has 140/)
    await assertRejects(run({ scoring: ["f1_macro"], refit: "f1_macro" }), "STUDY_MISMATCH", /metric score/)
    await assertRejects(run({ scoring: "f1_macro" }), "STUDY_MISMATCH", /metric score, this search has f1_macro/)
    const several = { studyName: "several", scoring: ["accuracy", "f1_macro"], refit: "accuracy" }
    await run({ ...several, nTrials: 1 })
    const text = /metric accuracy of accuracy, f1_macro, this search has f1_macro of accuracy, f1_macro/
    await assertRejects(run({ ...several, refit: "f1_macro" }), "STUDY_MISMATCH", text)
    await assertRejects(run({ ...several, scoring: "accuracy" }), "STUDY_MISMATCH", /this search has accuracy:/)
    const cv = new KFold({ nSplits: 3, shuffle: true })
    expect(await warningsOf(() => run({ cv, nTrials: 3 }))).toEqual([expect.stringMatching(/scored on other splits/)])
    await createStudy({ storage, studyName: "down", direction: "minimize" })
    await assertRejects(run({ studyName: "down" }), "STUDY_MISMATCH", /a search maximises/)
  })
})

test("samplers see the parameters that were drawn before, and finite spaces are exhausted", async () => {
  const grid = { var_smoothing: [1, 2, 3], priors: [null, [0.2, 0.3, 0.5]] }
  for (const nJobs of [1, 3]) {
    const sampler = new BruteForceSampler({ seed: 1 })
    const search = await new ParzenSearchCV(bayes, grid, { nTrials: 6, sampler, nJobs }).fit(X, y)
    const candidates = search.cvResults.params.map((params) => JSON.stringify(params))
    expect(new Set(candidates).size).toBe(6)
    expect(search.study.trials.every(({ state }) => state === "complete")).toBe(true)
  }
})

describe("options", () => {
  test("several metrics: the one that refit names is maximised, all are in the table", async () => {
    const scoring = {
      up: ({ params }: { readonly params: object }) => valueIn(params),
      down: ({ params }: { readonly params: object }) => -valueIn(params),
    }
    for (const [refit, best] of [
      ["up", 9],
      ["down", 1],
    ] as const) {
      const search = await new ParzenSearchCV(
        new Shelf({ value: 0 }),
        { value: int(1, 9) },
        { scoring, refit, nTrials: 9, randomState: 0 },
      ).fit(X, y)
      expect(search.bestParams).toEqual({ value: best })
      expect(search.study.bestParams).toEqual({ value: best })
      expect(search.cvResults["mean_test_up"]).toEqual(search.cvResults["mean_test_down"]?.map((score) => -score))
    }
    const none = await new ParzenSearchCV(
      new Shelf({ value: 0 }),
      { value: [1, 2] },
      { scoring, refit: false, randomState: 0 },
    ).fit(X, y)
    expect(none.study.bestParams).toEqual({ value: 2 })
  })

  test("timeoutMs begins no further candidate", async () => {
    const slow = {
      ...plain(),
      withParams: (params: object) => ({
        ...plain(),
        params,
        fit: () => new Promise((resolve) => setTimeout(resolve, 5)),
      }),
    }
    const search = await new ParzenSearchCV(slow, { x: float(0, 1) }, { nTrials: 1000, timeoutMs: 60, cv: 2 }).fit(X, y)
    expect(search.cvResults.params.length).toBeGreaterThan(0)
    expect(search.cvResults.params.length).toBeLessThan(20)
    const none = new ParzenSearchCV(slow, { x: float(0, 1) }, { timeoutMs: 0 })
    await assertRejects(none.fit(X, y), "INVALID_ARGUMENT", /no candidate was tried/)
  })

  test("nJobs candidates are under way at once, and none of a grid twice", async () => {
    let running = 0
    let most = 0
    const fit = async (): Promise<void> => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 2))
      running--
    }
    const slow = { ...plain(), withParams: (params: object) => ({ ...plain(), params, fit }) }
    const space = { x: [1, 2, 3, 4], y: [1, 2, 3] }
    const search = await new ParzenSearchCV(slow, space, { nTrials: 12, nJobs: 4, randomState: 0, cv: 2 }).fit(X, y)
    expect(most).toBe(4)
    expect(new Set(search.cvResults.params.map((params) => JSON.stringify(params))).size).toBe(12)
  })

  test("showProgressBar draws on the progress sink", async () => {
    let drawn = ""
    setProgressSink({ write: (text) => void (drawn += text), isTerminal: true })
    try {
      await new ParzenSearchCV(bayes, grid, { nTrials: 3, showProgressBar: true }).fit(X, y)
    } finally {
      setProgressSink(undefined)
    }
    expect(drawn).toMatch(/3\/3 trials/)
  })

  test("verbose says how many fits there are at most", async () => {
    setVerbosity("info")
    const said: string[] = []
    const before = setLogSink(({ message }) => void said.push(message))
    await new ParzenSearchCV(bayes, grid, { nTrials: 2, cv: 2, verbose: 2 }).fit(X, y).finally(() => setLogSink(before))
    expect(said).toContain("Fitting 2 folds for each of 2 candidates, totalling 4 fits")
    expect(said.filter((line) => line.startsWith("[CV] END"))).toHaveLength(4)
  })

  test("a signal ends fits that never end", async () => {
    const endless = {
      ...plain(),
      withParams: (params: object) => ({ ...plain(), params, fit: () => new Promise(() => undefined) }),
    }
    const signal = AbortSignal.timeout(20)
    const reason: unknown = await new ParzenSearchCV(endless, { x: [1] }, { signal })
      .fit(X, y)
      .catch((error: unknown) => error)
    expect(reason).toBe(signal.reason)
  })
})

function plain() {
  return {
    estimatorType: "regressor" as const,
    params: {},
    withParams: (params: object) => ({ ...plain(), params }),
    fit: (): unknown => undefined,
    predict: (X: number[][]) => X.map(() => 0),
    score: (): number => 1,
  }
}

function scoreOf(params: Readonly<Record<string, unknown>>): number {
  return Object.values(params).reduce<number>((sum, value) => sum - (Number(value) || 0) ** 2, 0)
}

function bumpy(params: object): number {
  const { a, b, c, d } = params as { a: number; b: number; c: number; d: string }
  return -((a - 4) ** 2) - 2 * (b - 2) ** 2 - 50 * (c - 0.3) ** 2 + (d === "y" ? 1 : 0) - ((a * 7 + b * 3) % 5) * 0.1
}

function valueIn(params: object): number {
  return (params as { value: number }).value
}
