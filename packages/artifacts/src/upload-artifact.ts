import { basename } from "node:path"
import type { FrozenTrial, Storage } from "@parzen/core"
import { describe, ParzenError, viewOf } from "@parzen/core"
import type { StudyOrTrial } from "./artifact-meta.ts"
import { checkStudyOrTrial, isFrozen, isStudy, metaAttr } from "./artifact-meta.ts"
import type { ArtifactStore } from "./artifact-store.ts"
import { fileContent } from "./file-content.ts"
import { guessType } from "./guess-type.ts"

/** Options of {@link uploadArtifact}. */
export interface UploadArtifactOptions {
  readonly artifactStore: ArtifactStore
  /** The file to be stored. */
  readonly filePath: string
  /** What the artifact belongs to: a study, a trial that runs here, or, with `storage`, one that another process runs. */
  readonly studyOrTrial: StudyOrTrial
  /** Of a trial that another process runs. */
  readonly storage?: Storage | undefined
  /** By default guessed by the file's name. */
  readonly mimetype?: string | undefined
  /** How the file is packed, such as `gzip`; by default guessed by its name. */
  readonly encoding?: string | undefined
}

/**
 * Stores a file and keeps with the study or trial, as Optuna does, that it is there. Of a trial that runs here this leaves with
 * its other writes, at the latest when it ends.
 * @returns the artifact's id
 * @throws INVALID_ARGUMENT, and before anything is stored TRIAL_FINISHED, TRIAL_NOT_FOUND
 */
export async function uploadArtifact(options: UploadArtifactOptions): Promise<string> {
  const { artifactStore, filePath, studyOrTrial, storage } = options
  checkStore(artifactStore)
  checkStudyOrTrial(studyOrTrial)
  const content = await fileContent(filePath)
  const keep = keeper(studyOrTrial, storage)
  const artifactId = crypto.randomUUID()
  const filename = basename(filePath)
  const guessed = guessType(filename)
  const { mimetype = guessed.mimetype, encoding = guessed.encoding } = options
  // First the file: what is listed can be had.
  await artifactStore.write(artifactId, content)
  try {
    await keep(metaAttr({ artifactId, filename, mimetype, encoding }))
  } catch (error) {
    await artifactStore.remove(artifactId).catch(() => {})
    throw error
  }
  return artifactId
}

/** @throws INVALID_ARGUMENT for what is no store */
export function checkStore(store: unknown): void {
  if (typeof (store as Partial<ArtifactStore> | null | undefined)?.openReader === "function") return
  const wanted = `a store such as new FileSystemArtifactStore("artifacts")`
  throw new ParzenError("INVALID_ARGUMENT", `artifactStore: takes ${wanted}, got ${describe(store)}`)
}

type Keep = (attrs: ReturnType<typeof metaAttr>) => Promise<void>

function keeper(studyOrTrial: StudyOrTrial, storage: Storage | undefined): Keep {
  if (isFrozen(studyOrTrial)) return frozenKeeper(studyOrTrial, storage)
  if (isStudy(studyOrTrial)) {
    return async (attrs) => {
      const view = viewOf(studyOrTrial)
      for (const [key, value] of Object.entries(attrs)) view.setSystemAttr(key, value)
      await studyOrTrial.sync()
    }
  }
  viewOf(studyOrTrial)
  return async (attrs) => {
    // Asked for again: the trial may have ended while the file was stored.
    const view = viewOf(studyOrTrial)
    for (const [key, value] of Object.entries(attrs)) view.setSystemAttr(key, value)
  }
}

function frozenKeeper(trial: FrozenTrial, storage: Storage | undefined): Keep {
  if (storage === undefined) {
    const message = `storage: must be given with trial ${trial.number}, which does not run here`
    throw new ParzenError("INVALID_ARGUMENT", message)
  }
  if (trial.state !== "running" && trial.state !== "waiting") {
    const message = `trial ${trial.number} has finished (${trial.state}): no storage takes more for it`
    throw new ParzenError("TRIAL_FINISHED", message)
  }
  return async (systemAttrs) => {
    // Ids are unique in a storage, but writes go by study.
    for (const { id } of await storage.listStudies()) {
      const writes = { trials: [{ trialId: trial.id, lease: undefined, systemAttrs }] }
      const { refused } = await storage.sync(id, writes, Number.MAX_SAFE_INTEGER)
      const refusal = refused?.get(trial.id)
      if (refusal === undefined) return
      if (refusal.code !== "TRIAL_NOT_FOUND") throw refusal
    }
    throw new ParzenError("TRIAL_NOT_FOUND", `there is no trial of id ${trial.id} in this storage`)
  }
}
