import type { FileHandle } from "node:fs/promises"
import { mkdir, open, rm } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { Trial, TrialLike } from "@parzen/core"
import { ParzenError, warn } from "@parzen/core"
import type { uploadArtifact } from "@parzen/artifacts"
import { naming } from "./naming.ts"
import type { OutputStream } from "./run-program.ts"

/** A store of `@parzen/artifacts`, such as its `FileSystemArtifactStore`. */
export interface ArtifactStoreLike {
  openReader(artifactId: string): Promise<ReadableStream<Uint8Array>>
  write(artifactId: string, content: { readonly size: number; stream(): ReadableStream<Uint8Array> }): Promise<void>
  remove(artifactId: string): Promise<void>
}

/** Keeps what a trial's program prints, each stream in a file that is made when something is printed. */
export class OutputFiles {
  readonly #paths: Readonly<Record<OutputStream, string>>
  readonly #mostBytes: number
  readonly #written = new Map<OutputStream, { readonly file: FileHandle; nBytes: number }>()

  /** `pathOf` says where the file of a stream is to be; of each stream at most `mostBytes` are kept, the first ones. */
  constructor(pathOf: (stream: OutputStream) => string, mostBytes: number) {
    this.#paths = { stdout: pathOf("stdout"), stderr: pathOf("stderr") }
    this.#mostBytes = mostBytes
  }

  async write(stream: OutputStream, chunk: Uint8Array): Promise<void> {
    const written = this.#written.get(stream) ?? (await this.#open(stream))
    const room = this.#mostBytes - written.nBytes
    if (room < 0) return
    written.nBytes += chunk.length
    await writeAll(written.file, chunk.length <= room ? chunk : chunk.subarray(0, room))
    if (chunk.length > room) await writeAll(written.file, Buffer.from(`\n[cut after ${this.#mostBytes} bytes]\n`))
  }

  /** Ends the files; their paths. */
  async close(): Promise<string[]> {
    const streams = STREAMS.filter((stream) => this.#written.has(stream))
    await Promise.all([...this.#written.values()].map(({ file }) => file.close()))
    return streams.map((stream) => this.#paths[stream])
  }

  async #open(stream: OutputStream): Promise<{ readonly file: FileHandle; nBytes: number }> {
    const path = this.#paths[stream]
    const file = await naming("keepOutput", path, async () => {
      await mkdir(dirname(path), { recursive: true })
      return open(path, "w")
    })
    const written = { file, nBytes: 0 }
    this.#written.set(stream, written)
    return written
  }
}

const STREAMS: readonly OutputStream[] = ["stdout", "stderr"]

/** Where a trial's output is kept. */
export interface OutputKeeper {
  readonly files: OutputFiles
  /** Ends the files, and brings them where they belong. With `isFailed` what goes wrong with that is only a warning. */
  close(isFailed: boolean): Promise<void>
}

/** Keeps output in a folder, as `trial-3.stdout.log`, or in an artifact store, as `stdout.log` of its trial. */
export function outputKeeper(
  keepOutput: string | ArtifactStoreLike,
  trial: TrialLike,
  scratch: string,
  mostBytes: number,
): OutputKeeper {
  const isFolder = typeof keepOutput === "string"
  const pathOf = (stream: OutputStream): string =>
    isFolder ? join(keepOutput, `trial-${trial.number}.${stream}.log`) : join(scratch, `${stream}.log`)
  const files = new OutputFiles(pathOf, mostBytes)
  return {
    files,
    async close(isFailed) {
      try {
        const paths = await files.close()
        if (!isFolder) await upload(keepOutput, paths, trial)
      } catch (error) {
        if (!isFailed) throw error
        warn(`Trial ${trial.number}: its output could not be kept: ${String(error)}`)
      } finally {
        if (!isFolder) await rm(scratch, { recursive: true, force: true })
      }
    },
  }
}

async function upload(artifactStore: ArtifactStoreLike, paths: readonly string[], trial: TrialLike): Promise<void> {
  if (paths.length === 0) return
  const artifacts = await artifactsPackage()
  // A trial outside a study is refused by the upload itself.
  const studyOrTrial = trial as Trial
  for (const filePath of paths)
    await artifacts.uploadArtifact({ artifactStore, filePath, studyOrTrial, mimetype: "text/plain" })
}

async function artifactsPackage(): Promise<{ readonly uploadArtifact: typeof uploadArtifact }> {
  try {
    return await import("@parzen/artifacts")
  } catch (error) {
    const message = "keepOutput needs the package '@parzen/artifacts' for a store: npm install @parzen/artifacts"
    throw new ParzenError("PACKAGE_MISSING", message, { cause: error })
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done)
    done += bytesWritten
  }
}
