import { describe, ParzenError } from "../errors.ts"
import { log } from "../logging.ts"
import { MedianPruner } from "../pruners/median.ts"
import type { Pruner } from "../pruners/pruner.ts"
import type { Sampler } from "../samplers/sampler.ts"
import { TPESampler } from "../samplers/tpe/tpe-sampler.ts"
import { InMemoryStorage } from "../storage/in-memory.ts"
import type { StaleTrialCallback, Storage, StudyHeader } from "../storage/storage.ts"
import type { Attrs } from "../trial/attrs.ts"
import { BestTrial } from "../trial/best-trial.ts"
import type { Direction } from "../trial/direction.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { Link } from "./link.ts"
import { Study } from "./study.ts"

/** Options of {@link createStudy}. */
export interface CreateStudyOptions {
  /** By default `no-name-` and a random UUID. */
  readonly studyName?: string | undefined
  /** Where the study is kept; by default in this process. */
  readonly storage?: Storage | undefined
  /** The direction of the only objective; by default `minimize`. */
  readonly direction?: Direction | undefined
  /** The directions of several objectives. */
  readonly directions?: readonly Direction[] | undefined
  /** By default `new TPESampler()`. */
  readonly sampler?: Sampler | undefined
  /** By default `new MedianPruner()`. */
  readonly pruner?: Pruner | undefined
  /** Whether to load a study of this name if there is one; its own directions then hold. */
  readonly loadIfExists?: boolean | undefined
  /** What is run instead of a trial whose worker has died, where the storage notices; by default nothing. */
  readonly heartbeatStaleTrialCallback?: StaleTrialCallback | undefined
}

/** Options of {@link loadStudy}. */
export interface LoadStudyOptions {
  /** May be left out if the storage holds one study. */
  readonly studyName?: string | undefined
  readonly storage: Storage
  readonly sampler?: Sampler | undefined
  readonly pruner?: Pruner | undefined
  /** What is run instead of a trial whose worker has died, where the storage notices; by default nothing. */
  readonly heartbeatStaleTrialCallback?: StaleTrialCallback | undefined
}

/** Options of {@link deleteStudy}. */
export interface DeleteStudyOptions {
  readonly studyName: string
  readonly storage: Storage
}

/** Options of {@link copyStudy}. */
export interface CopyStudyOptions {
  readonly fromStudyName: string
  readonly fromStorage: Storage
  readonly toStorage: Storage
  /** By default the same name. */
  readonly toStudyName?: string | undefined
}

/** Options of {@link getAllStudySummaries}. */
export interface StudySummariesOptions {
  /** Whether to find the best trials, for which all trials are read. By default so. */
  readonly includeBestTrial?: boolean | undefined
}

/** What a list of studies shows of each. */
export interface StudySummary {
  readonly studyName: string
  readonly directions: readonly Direction[]
  /** `undefined` with several objectives, without a complete trial, and if not asked for. */
  readonly bestTrial: FrozenTrial | undefined
  readonly userAttrs: Attrs
  readonly nTrials: number
  readonly datetimeStart: Date | undefined
}

/** Creates a study. @throws STUDY_EXISTS, INVALID_DIRECTION, INVALID_ARGUMENT, NOT_A_STORAGE */
export async function createStudy(options: CreateStudyOptions = {}): Promise<Study> {
  const {
    studyName = `no-name-${crypto.randomUUID()}`,
    storage = new InMemoryStorage(),
    loadIfExists = false,
  } = options
  checkName(studyName)
  checkStorage(storage)
  checkAlgorithms(options)
  const directions = checkDirections(options.direction, options.directions)
  const existing = loadIfExists ? await storage.findStudy(studyName) : undefined
  if (existing !== undefined) return reuse(storage, existing, options)
  let id: number
  try {
    id = await storage.createStudy(studyName, directions)
  } catch (error) {
    // Another worker may have created it since we looked.
    const theirs = loadIfExists ? await storage.findStudy(studyName) : undefined
    if (theirs === undefined) throw error
    return reuse(storage, theirs, options)
  }
  const place = storage instanceof InMemoryStorage ? "in memory " : ""
  log("info", `A new study created ${place}with name: ${studyName}`)
  return open(storage, { id, studyName, directions, userAttrs: {}, systemAttrs: {} }, options)
}

/** Loads a study with all its trials. @throws STUDY_NOT_FOUND, STUDY_AMBIGUOUS if no name is given and there are several */
export async function loadStudy(options: LoadStudyOptions): Promise<Study> {
  const { studyName, storage } = options ?? {}
  checkStorage(storage)
  checkAlgorithms(options)
  return resume(
    storage,
    studyName === undefined ? await onlyStudy(storage) : await findStudy(storage, studyName),
    options,
  )
}

/** Deletes a study and its trials. @throws STUDY_NOT_FOUND */
export async function deleteStudy(options: DeleteStudyOptions): Promise<void> {
  const { studyName, storage } = options ?? {}
  checkStorage(storage)
  await storage.deleteStudy((await findStudy(storage, studyName)).id)
}

/**
 * Copies a study between any two storages, or under another name: its attributes and its trials of every state with their
 * times, numbers included. Running trials are copied as running, without a lease. @throws STUDY_NOT_FOUND, STUDY_EXISTS
 */
export async function copyStudy(options: CopyStudyOptions): Promise<void> {
  const { fromStudyName, fromStorage, toStorage, toStudyName = fromStudyName } = options ?? {}
  checkStorage(fromStorage)
  checkStorage(toStorage)
  checkName(toStudyName)
  const { id, directions, userAttrs, systemAttrs } = await findStudy(fromStorage, fromStudyName)
  const { trials } = await fromStorage.sync(id, { trials: [] }, 0)
  const copyId = await toStorage.createStudy(toStudyName, directions)
  try {
    await toStorage.sync(copyId, { study: { userAttrs, systemAttrs }, trials: [] }, 0)
    await toStorage.addTrials(
      copyId,
      [...trials].sort((a, b) => a.number - b.number),
    )
  } catch (error) {
    // Half a copy is none.
    await toStorage.deleteStudy(copyId).catch(() => {})
    throw error
  }
}

/** The names of all studies, in the order of their creation. */
export async function getAllStudyNames(storage: Storage): Promise<string[]> {
  checkStorage(storage)
  return (await storage.listStudies()).map(({ studyName }) => studyName)
}

/** What there is of each study, in the order of their creation. */
export async function getAllStudySummaries(
  storage: Storage,
  { includeBestTrial = true }: StudySummariesOptions = {},
): Promise<StudySummary[]> {
  checkStorage(storage)
  const summaries: StudySummary[] = []
  for (const header of await storage.listStudies()) {
    const { studyName, directions, userAttrs, nTrials, datetimeStart } = header
    const bestTrial = includeBestTrial && directions.length === 1 ? await findBest(storage, header) : undefined
    summaries.push({ studyName, directions, bestTrial, userAttrs, nTrials, datetimeStart })
  }
  return summaries
}

async function findBest(storage: Storage, header: StudyHeader): Promise<FrozenTrial | undefined> {
  const link = new Link(storage, header)
  await link.sync()
  return new BestTrial(link.view).peek()
}

async function findStudy(storage: Storage, studyName: string): Promise<StudyHeader> {
  checkName(studyName)
  const header = await storage.findStudy(studyName)
  if (header === undefined) throw new ParzenError("STUDY_NOT_FOUND", `there is no study named '${studyName}'`)
  return header
}

async function onlyStudy(storage: Storage): Promise<StudyHeader> {
  const headers = await storage.listStudies()
  const [header] = headers
  if (header !== undefined && headers.length === 1) return header
  if (header === undefined) throw new ParzenError("STUDY_NOT_FOUND", "the storage holds no study")
  const names = headers.map(({ studyName }) => `'${studyName}'`).join(", ")
  throw new ParzenError("STUDY_AMBIGUOUS", `studyName must say which of the storage's studies to load: ${names}`)
}

function reuse(storage: Storage, header: StudyHeader, algorithms: Algorithms): Promise<Study> {
  log("info", `Using an existing study with name '${header.studyName}' instead of creating a new one.`)
  return resume(storage, header, algorithms)
}

async function resume(storage: Storage, header: StudyHeader, algorithms: Algorithms): Promise<Study> {
  const study = open(storage, header, algorithms)
  await study.sync()
  return study
}

type Algorithms = Pick<CreateStudyOptions, "sampler" | "pruner" | "heartbeatStaleTrialCallback">

function open(storage: Storage, header: StudyHeader, algorithms: Algorithms): Study {
  const { sampler = new TPESampler(), pruner = new MedianPruner(), heartbeatStaleTrialCallback } = algorithms
  return new Study(new Link(storage, header), sampler, pruner, heartbeatStaleTrialCallback)
}

function checkAlgorithms({ sampler, pruner, heartbeatStaleTrialCallback }: Algorithms): void {
  const retry = "new RetryHeartbeatStaleTrialCallback()"
  checkMethod("heartbeatStaleTrialCallback", heartbeatStaleTrialCallback, "retryOf", retry)
  checkMethod("sampler", sampler, "sampleIndependent", "new TPESampler()")
  checkMethod("pruner", pruner, "prune", "new MedianPruner()")
}

function checkMethod(name: string, value: unknown, method: string, example: string): void {
  if (value === undefined || typeof (value as Record<string, unknown> | null)?.[method] === "function") return
  throw new ParzenError("INVALID_ARGUMENT", `${name}: takes a ${name} such as ${example}, got ${describe(value)}`)
}

function checkDirections(direction: unknown, directions: unknown): readonly Direction[] {
  if (direction !== undefined && directions !== undefined) {
    throw new ParzenError("INVALID_DIRECTION", "createStudy takes direction or directions, not both")
  }
  const list = directions ?? [direction ?? "minimize"]
  if (!Array.isArray(list) || list.length === 0) {
    throw new ParzenError("INVALID_DIRECTION", `directions: takes an array of one or more, got ${describe(directions)}`)
  }
  for (const one of list as unknown[]) {
    if (one !== "minimize" && one !== "maximize") {
      throw new ParzenError("INVALID_DIRECTION", `a direction is 'minimize' or 'maximize', not ${describe(one)}`)
    }
  }
  return [...list] as Direction[]
}

function checkName(studyName: unknown): void {
  if (typeof studyName !== "string")
    throw new ParzenError("INVALID_ARGUMENT", `studyName: takes a string, got ${describe(studyName)}`)
}

function checkStorage(storage: unknown): void {
  if (typeof storage === "string") {
    throw new ParzenError(
      "NOT_A_STORAGE",
      "storage: a URL must be opened first, by openSqlStorage of @parzen/storage-sql",
    )
  }
  if (typeof storage === "object" && storage !== null && "startTrial" in storage) return
  throw new ParzenError(
    "NOT_A_STORAGE",
    `storage: takes a storage such as new InMemoryStorage(), got ${describe(storage)}`,
  )
}
