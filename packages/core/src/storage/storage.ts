import type { Distribution, ParamValue } from "../distributions/distribution.ts"
import type { ParzenError } from "../errors.ts"
import type { Attrs } from "../trial/attrs.ts"
import type { Direction } from "../trial/direction.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import type { FinishedState } from "../trial/state.ts"

/**
 * Where studies are kept. A study talks to it in few and large steps, each at most one round trip: `startTrial` when a trial
 * is asked for, `sync` when a trial ends or a pruner is asked. Whatever is called answers what has changed since the caller
 * last looked, so that reading costs what has changed and not what there is.
 *
 * Calls may overlap. Each is atomic: it is done wholly or not at all. An error of the storage itself (a lost connection, a
 * full disk) rejects, and the same call may then be made again.
 */
export interface Storage {
  /** @throws STUDY_EXISTS if there is a study of this name. */
  createStudy(studyName: string, directions: readonly Direction[]): Promise<number>

  /** Deletes the study and its trials. @throws STUDY_NOT_FOUND */
  deleteStudy(studyId: number): Promise<void>

  /** The study of this name, or `undefined`. */
  findStudy(studyName: string): Promise<StudyHeader | undefined>

  /** All studies, in the order of their creation. */
  listStudies(): Promise<readonly StudySummaryHeader[]>

  /**
   * Adds trials that were made elsewhere, in any state, numbered on from the last; `number` and `id` of a template are not
   * looked at. @throws STUDY_NOT_FOUND
   */
  addTrials(studyId: number, templates: readonly FrozenTrial[]): Promise<void>

  /**
   * Hands out one trial to run: the waiting one of the lowest number, which nobody else then gets, else a new one, numbered on
   * from the last without a gap. A new one is made only while the study has fewer than `limit` trials, whatever their states;
   * by default there is no limit. The changes need not name the trial. @throws STUDY_NOT_FOUND, TRIAL_LIMIT_REACHED
   */
  startTrial(studyId: number, since: Revision, limit?: number): Promise<StartedTrial>

  /**
   * Writes, then answers all that changed after `since`. A trial that these writes finish is among the changes; one that
   * they leave running need not be: the writer knows it. The part of `writes` that belongs to one trial
   * is refused as a whole, without harm to the others, if the trial has finished, its lease is lost, or a parameter is not
   * compatible with the first that the study has had under its name. Writing the same end again, under the same lease, is no
   * error: an answer may have been lost on its way, and the whole batch comes again. @throws STUDY_NOT_FOUND; a code that begins with
   * INVALID_ for an attribute of the study that can never be kept: nothing is written then, and the caller writes it no more
   */
  sync(studyId: number, writes: Writes, since: Revision): Promise<Changes>

  /**
   * Adds 1 to the study's counter `key` and answers what it was before; the first answer is 0. For an index that workers share.
   * Numbers below `atLeast`, by default 0, are skipped.
   */
  increment(studyId: number, key: string, atLeast?: number): Promise<number>

  /** How long queued writes may wait before they leave by themselves, in ms. By default they wait for the next call. */
  readonly flushAfterMs?: number

  /** Present if a trial's worker may die: a trial that is not renewed in time is given up. */
  readonly leases?: Leases

  /** Gives back what is held: connections, files, timers. */
  close(): Promise<void>
}

/** Grows with every change of a study; 0 is before the first. Only its order matters. */
export type Revision = number

/** What is known of a study without its trials. */
export interface StudyHeader {
  readonly id: number
  readonly studyName: string
  readonly directions: readonly Direction[]
  readonly userAttrs: Attrs
  readonly systemAttrs: Attrs
}

/** A header with what a list of studies shows. */
export interface StudySummaryHeader extends StudyHeader {
  readonly nTrials: number
  /** The start of the first trial. */
  readonly datetimeStart: Date | undefined
}

/** A trial to run, and what else changed. */
export interface StartedTrial {
  /** As it is now: to be copied, not kept. */
  readonly trial: FrozenTrial
  /** Must come with every write to the trial; `undefined` where the storage has no leases. */
  readonly lease: string | undefined
  readonly changes: Changes
}

/** What changed in a study. */
export interface Changes {
  /** To be given as the next `since`. */
  readonly revision: Revision
  /** Each changed trial once, as it is now. A finished one is never changed again and may be shared. */
  readonly trials: readonly FrozenTrial[]
  /** The study's attributes, if any of them changed. */
  readonly study?: Pick<StudyHeader, "userAttrs" | "systemAttrs">
  /** The trials whose writes were refused: TRIAL_FINISHED, LEASE_LOST, TRIAL_NOT_FOUND or INCOMPATIBLE_DISTRIBUTION. */
  readonly refused?: ReadonlyMap<number, ParzenError>
}

/** One batch of writes to a study. */
export interface Writes {
  readonly study?: { readonly userAttrs?: Attrs; readonly systemAttrs?: Attrs }
  /** At most one entry for each trial. */
  readonly trials: readonly TrialWrites[]
}

/** One batch of writes to one trial, in the order of the members. */
export interface TrialWrites {
  readonly trialId: number
  readonly lease: string | undefined
  readonly params?: readonly ParamWrite[]
  /** `[step, value]`; a value may be NaN or infinite. A step that is there already keeps its value. */
  readonly reports?: readonly (readonly [step: number, value: number])[]
  readonly userAttrs?: Attrs
  readonly systemAttrs?: Attrs
  readonly finish?: Finish
}

/** A suggested parameter. */
export interface ParamWrite {
  readonly name: string
  readonly value: ParamValue
  readonly distribution: Distribution
}

/** How a trial ended. */
export interface Finish {
  readonly state: FinishedState
  /** One for each objective, finite or infinite; `undefined` for a failed trial, and a pruned one that reported nothing. */
  readonly values: readonly number[] | undefined
  /** In ms since 1970. */
  readonly completedAt: number
}

/** Keeps the trials of living workers apart from those of dead ones. */
export interface Leases {
  /** How often a worker has to renew the trials it runs, in ms. */
  readonly renewEveryMs: number
  /** Renews what is held; answers the ids of the trials whose lease is lost. */
  renew(held: readonly { readonly trialId: number; readonly lease: string }[]): Promise<readonly number[]>

  /** How many of the study's running trials have a lease, of whichever worker. @throws STUDY_NOT_FOUND */
  countHeld(studyId: number): Promise<number>

  /**
   * Fails the study's running trials that were not renewed in time and answers them as they now are; each is answered to one
   * caller only. `retry` may make a waiting trial of one, which is added in the same step: it is there if and only if the trial
   * was given up. It may be called again for the same trial if the step has to be repeated. Trials that never had a lease, such
   * as added ones, are left alone. @throws STUDY_NOT_FOUND
   */
  giveUpStale(studyId: number, retry?: (stale: FrozenTrial) => FrozenTrial | undefined): Promise<readonly FrozenTrial[]>
}

/** What becomes of a trial that was given up. */
export interface StaleTrialCallback {
  /** A waiting trial to be run instead of `stale`, which has failed, or `undefined`. Quick, and without side effects. */
  retryOf(stale: FrozenTrial): FrozenTrial | undefined
}
