import type { Distribution } from "../distributions/distribution.ts"
import { checkCompatible } from "../distributions/distribution.ts"
import { isParzenError, ParzenError } from "../errors.ts"
import type { Attrs } from "../trial/attrs.ts"
import { NO_ATTRS } from "../trial/attrs.ts"
import type { Direction } from "../trial/direction.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { copyRecord, TrialRecord } from "../trial/frozen-trial.ts"
import { GivenDistributions } from "../trial/given-distributions.ts"
import { isFinished } from "../trial/state.ts"
import type {
  Changes,
  Finish,
  ParamWrite,
  Revision,
  StartedTrial,
  Storage,
  StudyHeader,
  StudySummaryHeader,
  TrialWrites,
  Writes,
} from "./storage.ts"

interface StoredStudy {
  readonly id: number
  readonly studyName: string
  readonly directions: readonly Direction[]
  userAttrs: Attrs
  systemAttrs: Attrs
  readonly trials: TrialRecord[]
  /** The numbers of waiting trials, in the order of their creation. */
  readonly waiting: number[]
  /** What changed: a trial's number, or {@link STUDY_ATTRS}. A revision is a length of this list. */
  readonly log: number[]
  readonly counters: Map<string, number>
  /** The first distribution of each parameter. */
  readonly distributions: Map<string, Distribution>
  /** What trials were given begins here. */
  readonly given: GivenDistributions
  /** What the last trial was given at once, which goes with {@link distributions}. */
  lastGiven: GivenDistributions | undefined
}

const STUDY_ATTRS = -1

/** What a new trial has of anything, until something is written: shared, and replaced then. */
const NOTHING: Record<string, never> = Object.freeze({})

/** Keeps studies in this process, for as long as it lives. A finished trial takes one object, shared with all who read it. */
export class InMemoryStorage implements Storage {
  readonly #studies = new Map<number, StoredStudy>()
  readonly #idByName = new Map<string, number>()
  /** Of all trials of all studies: a trial's id is its place. */
  #nextTrialId = 0
  #nextStudyId = 0

  async createStudy(studyName: string, directions: readonly Direction[]): Promise<number> {
    if (this.#idByName.has(studyName))
      throw new ParzenError("STUDY_EXISTS", `there is a study named '${studyName}' already`)
    const id = this.#nextStudyId++
    this.#idByName.set(studyName, id)
    this.#studies.set(id, {
      id,
      studyName,
      directions: Object.freeze([...directions]),
      userAttrs: NO_ATTRS,
      systemAttrs: NO_ATTRS,
      trials: [],
      waiting: [],
      log: [],
      counters: new Map(),
      distributions: new Map(),
      given: new GivenDistributions(),
      lastGiven: undefined,
    })
    return id
  }

  async deleteStudy(studyId: number): Promise<void> {
    this.#idByName.delete(this.#study(studyId).studyName)
    this.#studies.delete(studyId)
  }

  async findStudy(studyName: string): Promise<StudyHeader | undefined> {
    const id = this.#idByName.get(studyName)
    return id === undefined ? undefined : header(this.#study(id))
  }

  async listStudies(): Promise<readonly StudySummaryHeader[]> {
    return [...this.#studies.values()].map((study) => {
      const start = study.trials.reduce((first, trial) => Math.min(first, trial.startedAt ?? Infinity), Infinity)
      const datetimeStart = start === Infinity ? undefined : new Date(start)
      return { ...header(study), nTrials: study.trials.length, datetimeStart }
    })
  }

  async addTrials(studyId: number, templates: readonly FrozenTrial[]): Promise<void> {
    const study = this.#study(studyId)
    for (const template of templates) {
      this.#append(study, copyRecord(template, study.trials.length, this.#nextTrialId++))
    }
  }

  async startTrial(studyId: number, since: Revision, limit: number = Infinity): Promise<StartedTrial> {
    const study = this.#study(studyId)
    if (study.waiting.length === 0 && study.trials.length >= limit) {
      throw new ParzenError("TRIAL_LIMIT_REACHED", `study '${study.studyName}' has ${limit} trials`)
    }
    const before = changesSince(study, since)
    const number = study.waiting.shift()
    const trial = number === undefined ? this.#create(study) : (study.trials[number] as TrialRecord)
    trial.state = "running"
    trial.startedAt = Date.now()
    study.log.push(trial.number)
    const revision = study.log.length
    const { trials } = before
    const changes = before.study === undefined ? { revision, trials } : { ...before, revision }
    return { trial, lease: undefined, changes }
  }

  async sync(studyId: number, writes: Writes, since: Revision): Promise<Changes> {
    return this.#sync(this.#study(studyId), writes, since)
  }

  async increment(studyId: number, key: string, atLeast = 0): Promise<number> {
    const { counters } = this.#study(studyId)
    const before = Math.max(counters.get(key) ?? 0, atLeast)
    counters.set(key, before + 1)
    return before
  }

  async close(): Promise<void> {}

  #study(studyId: number): StoredStudy {
    const study = this.#studies.get(studyId)
    if (study === undefined)
      throw new ParzenError("STUDY_NOT_FOUND", `there is no study of id ${studyId}: was it deleted?`)
    return study
  }

  #sync(study: StoredStudy, writes: Writes, since: Revision): Changes {
    if (writes.study !== undefined) {
      study.userAttrs = { ...study.userAttrs, ...writes.study.userAttrs }
      study.systemAttrs = { ...study.systemAttrs, ...writes.study.systemAttrs }
      study.log.push(STUDY_ATTRS)
    }
    let refused: Map<number, ParzenError> | undefined
    let stillRunning: Set<number> | undefined
    const { trials } = writes
    for (let i = 0; i < trials.length; i++) {
      const trialWrites = trials[i] as TrialWrites
      const written = this.#writeTrial(study, trialWrites)
      if (written instanceof ParzenError) (refused ??= new Map()).set(trialWrites.trialId, written)
      else if (!isFinished(written.state)) (stillRunning ??= new Set()).add(written.number)
    }
    // The writer knows what it writes: a copy of each running trial at each report would be quadratic in the reports.
    const changes = changesSince(study, since, stillRunning)
    return refused === undefined ? changes : { ...changes, refused }
  }

  #create(study: StoredStudy): TrialRecord {
    const trial = new TrialRecord({
      number: study.trials.length,
      id: this.#nextTrialId++,
      state: "running",
      params: NOTHING,
      distributions: NOTHING,
      intermediateValues: NOTHING,
    })
    study.trials.push(trial)
    return trial
  }

  #append(study: StoredStudy, trial: TrialRecord): void {
    study.trials.push(trial)
    study.log.push(trial.number)
    if (trial.state === "waiting") study.waiting.push(trial.number)
    for (const name in trial.distributions) learn(study, name, trial.distributions[name] as Distribution)
  }

  #writeTrial(study: StoredStudy, writes: TrialWrites): TrialRecord | ParzenError {
    const trial = findTrial(study.trials, writes.trialId)
    if (trial === undefined) return new ParzenError("TRIAL_NOT_FOUND", `there is no trial of id ${writes.trialId}`)
    if (isFinished(trial.state)) {
      if (writes.finish !== undefined && sameEnd(trial, writes.finish)) return trial
      return new ParzenError(
        "TRIAL_FINISHED",
        `trial ${trial.number} has finished (${trial.state}) and takes no more writes`,
      )
    }
    const misfit = writes.params && setParams(study, trial, writes.params)
    if (misfit !== undefined) return misfit
    apply(trial, writes)
    study.log.push(trial.number)
    return trial
  }
}

function header({ id, studyName, directions, userAttrs, systemAttrs }: StoredStudy): StudyHeader {
  return { id, studyName, directions, userAttrs, systemAttrs }
}

function changesSince(study: StoredStudy, since: Revision, except?: ReadonlySet<number>): Changes {
  const { log } = study
  const trials: FrozenTrial[] = []
  let attrsChanged = false
  // Mostly there is one entry: then no set is made to find repetitions.
  const seen = log.length - since > 1 ? new Set<number>() : undefined
  for (let i = since; i < log.length; i++) {
    const number = log[i] as number
    if (seen?.has(number)) continue
    seen?.add(number)
    const trial = study.trials[number]
    if (trial === undefined) attrsChanged = true
    else if (!except?.has(number)) trials.push(isFinished(trial.state) ? trial : copyRecord(trial))
  }
  const revision = log.length
  return attrsChanged ? { revision, trials, study: attrsOf(study) } : { revision, trials }
}

function attrsOf({ userAttrs, systemAttrs }: StoredStudy): Pick<StudyHeader, "userAttrs" | "systemAttrs"> {
  return { userAttrs, systemAttrs }
}

/** Ids grow with numbers, so that the one is found by the other; without a gap if there is one study. */
function findTrial(trials: readonly TrialRecord[], id: number): TrialRecord | undefined {
  const likely = trials[id - (trials[0]?.id ?? 0)]
  if (likely?.id === id) return likely
  let low = 0
  let high = trials.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((trials[middle] as TrialRecord).id < id) low = middle + 1
    else high = middle
  }
  const trial = trials[low]
  return trial?.id === id ? trial : undefined
}

function learn({ distributions }: StoredStudy, name: string, distribution: Distribution): void {
  if (!distributions.has(name)) distributions.set(name, distribution)
}

/** Adds the parameters to those that the trial has, or answers why they do not go with those of the study. */
function setParams(study: StoredStudy, trial: TrialRecord, params: readonly ParamWrite[]): ParzenError | undefined {
  let given = study.given
  for (let i = 0; i < params.length; i++) {
    const { name, distribution } = params[i] as ParamWrite
    given = given.and(name, distribution)
  }
  if (given !== study.lastGiven) {
    const misfit = findMisfit(study, params)
    if (misfit !== undefined) return misfit
    study.lastGiven = given
  }
  const isFirst = trial.params === NOTHING
  trial.distributions = isFirst ? given.record : { ...trial.distributions, ...given.record }
  if (isFirst) trial.params = {}
  for (let i = 0; i < params.length; i++) {
    const { name, value } = params[i] as ParamWrite
    trial.params[name] = value
  }
  return undefined
}

/** Why the parameters do not go with those of the study; learns their distributions where they do. */
function findMisfit(study: StoredStudy, params: readonly ParamWrite[]): ParzenError | undefined {
  try {
    for (const { name, distribution } of params) {
      const first = study.distributions.get(name)
      if (first !== undefined) checkCompatible(name, first, distribution)
    }
  } catch (error) {
    if (isParzenError(error)) return error
    throw error
  }
  for (const { name, distribution } of params) learn(study, name, distribution)
  return undefined
}

function apply(trial: TrialRecord, { reports, userAttrs, systemAttrs, finish }: TrialWrites): void {
  if (reports !== undefined) {
    if (trial.intermediateValues === NOTHING) trial.intermediateValues = {}
    for (const [step, value] of reports) trial.intermediateValues[step] ??= value
  }
  if (userAttrs !== undefined) trial.userAttrs = joined(trial.userAttrs, userAttrs)
  if (systemAttrs !== undefined) trial.systemAttrs = joined(trial.systemAttrs, systemAttrs)
  if (finish === undefined) return
  trial.state = finish.state
  trial.values = finish.values
  trial.completedAt = finish.completedAt
}

function joined(before: Attrs, written: Attrs): Attrs {
  return before === NO_ATTRS ? written : { ...before, ...written }
}

function sameEnd(trial: TrialRecord, { state, values }: Finish): boolean {
  return (
    trial.state === state &&
    trial.values?.length === values?.length &&
    (trial.values ?? []).every((value, i) => Object.is(value, values?.[i]))
  )
}
