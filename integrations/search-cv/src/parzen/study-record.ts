import type { Study } from "@parzen/core"
import { ParzenError, warn } from "@parzen/core"
import type { Split } from "@parzen/model-selection"

const RECORD = "search_cv"

/** What must be the same in all runs of a search that share a study. */
export interface StudyRecord {
  /** The metric that is maximised. */
  readonly metric: string
  readonly n_splits: number
  readonly n_rows: number
  /** A checksum of the splits' rows. */
  readonly splits: number
}

/** The record of a search with these splits. */
export function recordOf(metric: string, nRows: number, splits: readonly Split[]): StudyRecord {
  let hash = 0x811c9dc5
  for (const rows of splits.flat()) {
    for (const row of rows) hash = Math.imul(hash ^ row, 0x01000193)
    hash = Math.imul(hash ^ -1, 0x01000193)
  }
  return { metric, n_splits: splits.length, n_rows: nRows, splits: hash >>> 0 }
}

/**
 * Keeps `record` with a new study, or compares it with that of an older run. Other rows in the splits are said as a warning.
 * @throws STUDY_MISMATCH for a study that does not maximise, another metric, and another number of splits or rows
 */
export async function checkStudy(study: Study, record: StudyRecord): Promise<void> {
  const { directions, studyName } = study
  if (directions.length !== 1 || directions[0] !== "maximize") {
    throw new ParzenError(
      "STUDY_MISMATCH",
      `study '${studyName}': a search maximises, its directions are ${directions.join(", ")}`,
    )
  }
  const before = study.userAttrs[RECORD] as unknown as StudyRecord | undefined
  if (before === undefined) return study.setUserAttr(RECORD, record)
  for (const name of ["metric", "n_splits", "n_rows"] as const) {
    if (before[name] === record[name]) continue
    const text = `study '${studyName}' was made with ${name} ${before[name]}, this search has ${record[name]}`
    throw new ParzenError("STUDY_MISMATCH", `${text}: their scores cannot be compared`)
  }
  if (before.splits !== record.splits) {
    warn(
      `study '${studyName}': its earlier trials were scored on other splits; give cv a randomState to go on with the same`,
    )
  }
}
