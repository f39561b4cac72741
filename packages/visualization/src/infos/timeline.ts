import type { FrozenTrial, TrialState } from "@parzen/core"
import { describe, ParzenError, warn } from "@parzen/core"
import type { StudyLike } from "../study-like.ts"
import { checkStudy } from "../study-like.ts"
import { describeTrial } from "../text/describe-trial.ts"
import { isFeasible } from "./feasible.ts"

/** A trial that has not ended is drawn so much longer, in ms. */
const SHORT = 1000
/** A running trial older than this many times the longest finished one is taken for dead. */
const DEAD_AFTER = 5

/** Options of the timeline. */
export interface TimelineOptions {
  /** How many of the last trials to show, from 1; by default all. */
  readonly nRecentTrials?: number | undefined
  /** The present, in which running trials end. By default that of the clock. */
  readonly now?: Date | undefined
}

/** One trial as a bar from its start to its end. */
export interface TimelineBar {
  readonly trialNumber: number
  readonly state: TrialState
  readonly isFeasible: boolean
  /** In ms since 1970. */
  readonly start: number
  /** In ms since 1970; before `start` where a clock went back. */
  readonly end: number
  /** Indented JSON of the trial. */
  readonly description: string
}

/** When each trial ran. */
export interface TimelineInfo {
  readonly bars: readonly TimelineBar[]
}

/** What the timeline shows. @throws INVALID_ARGUMENT */
export function timelineInfo(
  study: StudyLike,
  { nRecentTrials, now = new Date() }: TimelineOptions = {},
): TimelineInfo {
  checkStudy(study)
  if (nRecentTrials !== undefined && !(Number.isInteger(nRecentTrials) && nRecentTrials > 0)) {
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `nRecentTrials: takes a whole number from 1, got ${describe(nRecentTrials)}`,
    )
  }
  const { trials } = study
  const latest = latestEnd(trials, now.getTime())
  const shown = nRecentTrials === undefined ? trials : trials.slice(-nRecentTrials)
  if (shown.length === 0) warn("the study has no trials to show")
  return { bars: shown.map((trial) => barOf(trial, latest)) }
}

function latestEnd(trials: readonly FrozenTrial[], now: number): number {
  let longest: number | undefined
  let latest: number | undefined
  for (const { datetimeStart, datetimeComplete } of trials) {
    if (datetimeComplete === undefined) continue
    latest = Math.max(latest ?? -Infinity, datetimeComplete.getTime())
    if (datetimeStart === undefined) continue
    longest = Math.max(longest ?? -Infinity, datetimeComplete.getTime() - datetimeStart.getTime())
  }
  const isAlive = trials.some(({ state, datetimeStart }) => {
    if (state !== "running") return false
    if (longest === undefined) return true
    return datetimeStart !== undefined && now - datetimeStart.getTime() < DEAD_AFTER * longest
  })
  return isAlive ? now : (latest ?? now)
}

function barOf(trial: FrozenTrial, latest: number): TimelineBar {
  const { number, state, datetimeStart, datetimeComplete } = trial
  const start = datetimeStart?.getTime() ?? latest
  const end = state === "running" ? latest + SHORT : (datetimeComplete?.getTime() ?? start + SHORT)
  if (end < start) {
    const [from, to] = [new Date(start).toISOString(), new Date(end).toISOString()]
    warn(`trial ${number} ends before it starts: from ${from} to ${to}`)
  }
  return { trialNumber: number, state, isFeasible: isFeasible(trial), start, end, description: describeTrial(trial) }
}
