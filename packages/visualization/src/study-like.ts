import type { Direction, FrozenTrial } from "@parzen/core"
import { describe, ParzenError } from "@parzen/core"

/** What a figure is made of: a `Study` is one, and so is any list of trials with its directions. */
export interface StudyLike {
  /** In any state, by number. */
  readonly trials: readonly FrozenTrial[]
  /** One for each objective. */
  readonly directions: readonly Direction[]
  /** Names the study where a figure shows several. */
  readonly studyName?: string | undefined
  /** Names the objectives. */
  readonly metricNames?: readonly string[] | undefined
}

/** @throws INVALID_ARGUMENT for what has no trials or directions */
export function checkStudy(study: StudyLike): void {
  if (Array.isArray(study?.trials) && Array.isArray(study.directions) && study.directions.length > 0) return
  const message = `a figure takes a study, or its { trials, directions }, got ${describe(study)}`
  throw new ParzenError("INVALID_ARGUMENT", message)
}

/** One study or several, as a list. @throws INVALID_ARGUMENT as {@link checkStudy} does */
export function studiesOf(studies: StudyLike | readonly StudyLike[]): readonly StudyLike[] {
  const list: readonly StudyLike[] = Array.isArray(studies) ? studies : [studies as StudyLike]
  for (const study of list) checkStudy(study)
  return list
}
