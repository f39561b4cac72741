import type { ArtifactStore } from "./artifact-store.ts"
import { checkStore } from "./upload-artifact.ts"

/** Options of {@link removeArtifact}. */
export interface RemoveArtifactOptions {
  readonly artifactStore: ArtifactStore
  readonly artifactId: string
}

/**
 * Removes what is stored. That it was there stays known to its study or trial, as in Optuna: a finished trial never changes.
 * @throws ARTIFACT_NOT_FOUND, where the store can tell, INVALID_ARGUMENT
 */
export async function removeArtifact({ artifactStore, artifactId }: RemoveArtifactOptions): Promise<void> {
  checkStore(artifactStore)
  await artifactStore.remove(artifactId)
}
