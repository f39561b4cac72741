import { ParzenError } from "@parzen/core"

/** @param where the store */
export function artifactNotFound(artifactId: string, where: string, cause?: unknown): ParzenError {
  return new ParzenError("ARTIFACT_NOT_FOUND", `there is no artifact '${artifactId}' in ${where}`, { cause })
}
