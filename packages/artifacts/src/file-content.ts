import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import { Readable } from "node:stream"
import { describe, ParzenError } from "@parzen/core"
import type { ArtifactContent } from "./artifact-store.ts"

/** The content of a file. @throws INVALID_ARGUMENT if there is no file at this path */
export async function fileContent(filePath: string): Promise<ArtifactContent> {
  if (typeof filePath !== "string" || filePath === "")
    throw new ParzenError("INVALID_ARGUMENT", `filePath: takes the path of a file, got ${describe(filePath)}`)
  const found = await stat(filePath).catch((cause: unknown) => {
    throw new ParzenError("INVALID_ARGUMENT", `filePath: ${filePath} cannot be read: ${String(cause)}`, { cause })
  })
  if (!found.isFile()) throw new ParzenError("INVALID_ARGUMENT", `filePath: ${filePath} is not a file`)
  return {
    size: found.size,
    stream: () => Readable.toWeb(createReadStream(filePath)) as ReadableStream<Uint8Array>,
  }
}
