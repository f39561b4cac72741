// Checked by `tsc -p test`, never run: each line says what compiles, and `@ts-expect-error` what must not.
import type { Direction, FrozenTrial, Json, Params, ParamValue, Storage, Study, Trial, TrialState } from "@parzen/core"
import {
  copyStudy,
  createStudy,
  createTrial,
  deleteStudy,
  FixedTrial,
  float,
  getAllStudyNames,
  getAllStudySummaries,
  InMemoryStorage,
  loadStudy,
  MaxTrialsCallback,
  MedianPruner,
  NoImprovementCallback,
  setLogSink,
  setVerbosity,
  TargetCallback,
  toCsv,
  TPESampler,
  trialsToTable,
} from "@parzen/core"
import { same } from "./same.ts"

declare const study: Study
declare const trial: Trial
declare const storage: Storage
const objective = (one: Trial): number => one.suggestFloat("x", 0, 1)

// What compiles.
await createStudy()
await createStudy({ studyName: "a", storage: new InMemoryStorage(), direction: "maximize", loadIfExists: true })
await createStudy({
  directions: ["minimize", "maximize"],
  sampler: new TPESampler({ seed: 1 }),
  pruner: new MedianPruner(),
})
await study.optimize(objective)
await study.optimize(async () => [1, 2], {
  nTrials: 10,
  timeoutMs: 1000,
  concurrency: 2,
  catch: [RangeError, Error],
  callbacks: [
    (callbackStudy, frozen) => same<[typeof callbackStudy, typeof frozen], [Study, FrozenTrial]>(),
    async () => {},
    new MaxTrialsCallback({ nTrials: 10, states: ["complete", "pruned"] }),
    new NoImprovementCallback({ nTrials: 10, minDelta: 0.1 }),
    new TargetCallback({ value: 0.1 }),
  ],
  showProgressBar: true,
  signal: new AbortController().signal,
  trialTimeoutMs: 100,
})
await study.optimize((one) => one.suggestFloat("x", 0, 1), { nTrials: 1 })
same<typeof study.bestValue, number>()
same<typeof study.bestParams, Params>()
same<Params[string], ParamValue>()
same<ParamValue, null | boolean | number | string>()
same<typeof study.bestTrial, FrozenTrial>()
same<typeof study.bestTrials, FrozenTrial[]>()
same<typeof study.trials, readonly FrozenTrial[]>()
same<typeof study.direction, Direction>()
same<typeof study.metricNames, readonly string[] | undefined>()
same<FrozenTrial["state"], TrialState>()
same<TrialState, "running" | "complete" | "pruned" | "fail" | "waiting">()
same<FrozenTrial["value"], number | undefined>()
same<FrozenTrial["datetimeStart"], Date | undefined>()
same<FrozenTrial["userAttrs"], Readonly<Record<string, Json>>>()
const asked = await study.ask({ fixedDistributions: { x: float(0, 1) } })
same<typeof asked, Trial>()
const told = await study.tell(asked, 0.5)
same<typeof told, FrozenTrial>()
await study.tell(3, [0.5, 1], { state: "complete", skipIfFinished: true })
await study.tell(3, undefined, { state: "pruned" })
await study.enqueueTrial({ x: 1, act: "relu" }, { userAttrs: { from: "me" }, skipIfExists: true })
await study.addTrials([
  createTrial({ value: 1, params: { x: 0 }, distributions: { x: float(0, 1) }, constraints: { c: -1 } }),
])
await loadStudy({ storage })
await copyStudy({ fromStudyName: "a", fromStorage: storage, toStorage: storage, toStudyName: "b" })
await deleteStudy({ studyName: "a", storage })
const names = await getAllStudyNames(storage)
same<typeof names, string[]>()
await getAllStudySummaries(storage, { includeBestTrial: false })
toCsv(study, { attrs: ["number", "value", "params", "state"] })
trialsToTable(study)
setVerbosity("silent")
setLogSink(({ level, message, time }) =>
  same<[typeof level, typeof message, typeof time], ["debug" | "info" | "warning" | "error", string, Date]>(),
)
void new FixedTrial({ x: 1 }, { number: 3 })

// What must not.
// @ts-expect-error createStudy has no such option
await createStudy({ study_name: "a" })
// @ts-expect-error createStudy has no such option
await createStudy({ name: "a" })
// @ts-expect-error a direction is "minimize" or "maximize"
await createStudy({ direction: "min" })
// @ts-expect-error several directions are `directions`
await createStudy({ direction: ["minimize", "maximize"] })
// @ts-expect-error a storage is an object, not a URL
await createStudy({ storage: "sqlite:///study.db" })
// @ts-expect-error a sampler draws
await createStudy({ sampler: new MedianPruner() })
// @ts-expect-error a pruner prunes
await createStudy({ pruner: new TPESampler() })
// @ts-expect-error loadStudy needs its storage
await loadStudy({ studyName: "a" })
// @ts-expect-error deleteStudy needs a name
await deleteStudy({ storage })
// @ts-expect-error copyStudy has no such option
await copyStudy({ fromStudyName: "a", fromStorage: storage, toStorage: storage, toName: "b" })
// @ts-expect-error optimize has no such option
await study.optimize(objective, { n_trials: 10 })
// @ts-expect-error the number of trials is an option
await study.optimize(objective, 10)
// @ts-expect-error it is `concurrency`
await study.optimize(objective, { nJobs: 4 })
// @ts-expect-error it is `timeoutMs`
await study.optimize(objective, { timeout: 60 })
// @ts-expect-error `catch` takes an array
await study.optimize(objective, { catch: RangeError })
// @ts-expect-error a callback is a function or has `afterTrial`
await study.optimize(objective, { callbacks: [{ onTrial: () => {} }] })
// @ts-expect-error an objective returns a number, or one for each objective
await study.optimize(() => "0.5", { nTrials: 1 })
// @ts-expect-error an objective returns something
await study.optimize((one) => void one.suggestFloat("x", 0, 1), { nTrials: 1 })
// @ts-expect-error ask has no such option
await study.ask({ fixed: { x: float(0, 1) } })
// @ts-expect-error a trial is not told as running
await study.tell(trial, 1, { state: "running" })
// @ts-expect-error states are in lower case
await study.tell(trial, 1, { state: "COMPLETE" })
// @ts-expect-error tell has no such option
await study.tell(trial, 1, { skip: true })
// @ts-expect-error enqueueTrial has no such option
await study.enqueueTrial({ x: 1 }, { attrs: {} })
// @ts-expect-error a parameter's value is null, a boolean, a number or a string
await study.enqueueTrial({ x: [1] })
// @ts-expect-error createTrial has no such option
createTrial({ value: 1, parameters: {} })
// @ts-expect-error the parameters of a frozen trial cannot be set
study.bestTrial.params["x"] = 1
// @ts-expect-error the list of trials cannot be changed
study.trials.push(study.bestTrial)
// @ts-expect-error a table has no such attribute
toCsv(study, { attrs: ["values"] })
// @ts-expect-error there is no such verbosity
setVerbosity("verbose")
// @ts-expect-error MaxTrialsCallback has no such option
void new MaxTrialsCallback({ nTrials: 1, state: ["complete"] })
// @ts-expect-error MaxTrialsCallback needs a number
void new MaxTrialsCallback({})
// @ts-expect-error NoImprovementCallback has no such option
void new NoImprovementCallback({ nTrials: 1, patience: 2 })
// @ts-expect-error TargetCallback has no such option
void new TargetCallback({ target: 1 })
// @ts-expect-error FixedTrial takes its parameters first
void new FixedTrial({ x: [1] })
