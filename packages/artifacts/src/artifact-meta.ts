import type { Attrs, FrozenTrial, Study, Trial } from "@parzen/core"
import { describe, ParzenError, viewOf } from "@parzen/core"

/** What is known of an artifact. */
export interface ArtifactMeta {
  readonly artifactId: string
  /** The name of the file that was uploaded, without its folder. */
  readonly filename: string
  readonly mimetype: string
  /** Such as `gzip`, for the header `Content-Encoding`. */
  readonly encoding: string | undefined
}

/** What artifacts can belong to. */
export type StudyOrTrial = Study | Trial | FrozenTrial

const PREFIX = "artifacts:"

/** The system attribute in which Optuna keeps that there is an artifact: JSON in JSON. */
export function metaAttr({ artifactId, filename, mimetype, encoding = null }: MetaFields): Attrs {
  const json = JSON.stringify({ artifact_id: artifactId, filename, mimetype, encoding })
  return { [`${PREFIX}${artifactId}`]: json }
}

type MetaFields = Omit<ArtifactMeta, "encoding"> & { readonly encoding?: string | null | undefined }

/**
 * The artifacts of a study, or of a trial, that this process knows of, in the order of their upload; a study's own only, not
 * those of its trials.
 * @throws INVALID_ARGUMENT
 */
export function getAllArtifactMeta(studyOrTrial: StudyOrTrial): ArtifactMeta[] {
  return Object.entries(systemAttrsOf(studyOrTrial)).flatMap(([key, value]) => {
    if (!key.startsWith(PREFIX) || typeof value !== "string") return []
    const meta = parse(value)
    // What the dashboard has deleted is null.
    if (meta === null) return []
    const { artifact_id: artifactId, filename, mimetype, encoding } = meta
    return [{ artifactId, filename, mimetype, encoding: encoding ?? undefined }]
  })
}

/** Whether it is a trial as it is recorded, not a live one. */
export function isFrozen(studyOrTrial: StudyOrTrial): studyOrTrial is FrozenTrial {
  return "state" in studyOrTrial
}

/** Whether it is a study. */
export function isStudy(studyOrTrial: StudyOrTrial): studyOrTrial is Study {
  return "studyName" in studyOrTrial
}

/** @throws INVALID_ARGUMENT for what is neither a study nor a trial */
export function checkStudyOrTrial(studyOrTrial: unknown): void {
  if (
    typeof studyOrTrial === "object" &&
    studyOrTrial !== null &&
    ("studyName" in studyOrTrial || "number" in studyOrTrial)
  )
    return
  throw new ParzenError("INVALID_ARGUMENT", `studyOrTrial: takes a study or a trial, got ${describe(studyOrTrial)}`)
}

function systemAttrsOf(studyOrTrial: StudyOrTrial): Attrs {
  checkStudyOrTrial(studyOrTrial)
  if (isFrozen(studyOrTrial) || isStudy(studyOrTrial)) return studyOrTrial.systemAttrs
  return viewOf(studyOrTrial).systemAttrs
}

interface OptunaMeta {
  readonly artifact_id: string
  readonly filename: string
  readonly mimetype: string
  readonly encoding: string | null
}

function parse(json: string): OptunaMeta | null {
  try {
    return JSON.parse(json) as OptunaMeta | null
  } catch {
    return null
  }
}
