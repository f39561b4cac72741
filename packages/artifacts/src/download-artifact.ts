import { createWriteStream, existsSync } from "node:fs"
import { rm } from "node:fs/promises"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ReadableStream as NodeReadableStream } from "node:stream/web"
import { describe, ParzenError } from "@parzen/core"
import type { ArtifactStore } from "./artifact-store.ts"
import { checkStore } from "./upload-artifact.ts"

/** Options of {@link downloadArtifact}. */
export interface DownloadArtifactOptions {
  readonly artifactStore: ArtifactStore
  /** Where to put the file; there must be none. */
  readonly filePath: string
  readonly artifactId: string
}

/** Copies an artifact into a new file. @throws FILE_EXISTS, ARTIFACT_NOT_FOUND, INVALID_ARGUMENT */
export async function downloadArtifact({
  artifactStore,
  filePath,
  artifactId,
}: DownloadArtifactOptions): Promise<void> {
  checkStore(artifactStore)
  if (typeof filePath !== "string" || filePath === "")
    throw new ParzenError("INVALID_ARGUMENT", `filePath: takes the path of a new file, got ${describe(filePath)}`)
  if (existsSync(filePath)) throw exists(filePath)
  const source = Readable.fromWeb((await artifactStore.openReader(artifactId)) as NodeReadableStream)
  try {
    await pipeline(source, createWriteStream(filePath, { flags: "wx" }))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw exists(filePath)
    await rm(filePath, { force: true })
    throw error
  }
}

function exists(filePath: string): ParzenError {
  return new ParzenError("FILE_EXISTS", `filePath: there is a file at ${filePath} already`)
}
