import { constants, createWriteStream } from "node:fs"
import { mkdir, open, realpath, rename, rm, unlink } from "node:fs/promises"
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ReadableStream as NodeReadableStream } from "node:stream/web"
import { describe, ParzenError } from "@parzen/core"
import { artifactNotFound } from "./artifact-not-found.ts"
import type { ArtifactContent, ArtifactStore } from "./artifact-store.ts"

/** Keeps artifacts as files in a folder, under their ids: Optuna and its dashboard find them there. */
export class FileSystemArtifactStore implements ArtifactStore {
  readonly #basePath: string

  /** @param basePath is created when the first artifact is written. @throws INVALID_ARGUMENT */
  constructor(basePath: string) {
    if (typeof basePath !== "string" || basePath === "")
      throw new ParzenError("INVALID_ARGUMENT", `basePath: takes the path of a folder, got ${describe(basePath)}`)
    this.#basePath = resolve(basePath)
  }

  async openReader(artifactId: string): Promise<ReadableStream<Uint8Array>> {
    const path = await this.#existing(artifactId)
    try {
      // A link would lead out of the folder.
      const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
      return Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>
    } catch (error) {
      throw this.#explained(error, artifactId)
    }
  }

  async write(artifactId: string, content: ArtifactContent): Promise<void> {
    const path = this.#path(artifactId)
    await mkdir(this.#basePath, { recursive: true })
    await this.#checkFolder(artifactId, path)
    const temporary = `${path}.${crypto.randomUUID()}.part`
    try {
      const source = Readable.fromWeb(content.stream() as NodeReadableStream)
      await pipeline(source, createWriteStream(temporary, { flags: "wx", flush: true }))
      await rename(temporary, path)
    } finally {
      await rm(temporary, { force: true })
    }
  }

  async remove(artifactId: string): Promise<void> {
    try {
      await unlink(await this.#existing(artifactId))
    } catch (error) {
      throw this.#explained(error, artifactId)
    }
  }

  async #existing(artifactId: string): Promise<string> {
    const path = this.#path(artifactId)
    try {
      await this.#checkFolder(artifactId, path)
    } catch (error) {
      throw this.#explained(error, artifactId)
    }
    return path
  }

  #path(artifactId: string): string {
    if (typeof artifactId !== "string" || artifactId === "" || artifactId.includes("\0") || isAbsolute(artifactId))
      throw outside(artifactId)
    const path = join(this.#basePath, artifactId)
    if (!isInside(this.#basePath, path) || path.endsWith(sep)) throw outside(artifactId)
    return path
  }

  /** The folder of an id such as `a/b` may be a link. */
  async #checkFolder(artifactId: string, path: string): Promise<void> {
    const [base, folder] = await Promise.all([realpath(this.#basePath), realpath(dirname(path))])
    if (folder !== base && !isInside(base, folder)) throw outside(artifactId)
  }

  #explained(error: unknown, artifactId: string): unknown {
    const { code } = error as NodeJS.ErrnoException
    if (code === "ENOENT") return artifactNotFound(artifactId, this.#basePath, error)
    return code === "ELOOP" ? outside(artifactId) : error
  }
}

/** Whether `path` lies below `base`. */
function isInside(base: string, path: string): boolean {
  const way = relative(base, path)
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function outside(artifactId: unknown): ParzenError {
  return new ParzenError(
    "INVALID_ARGUMENT",
    `artifactId: must lead to a file in the store's folder, got ${describe(artifactId)}`,
  )
}
