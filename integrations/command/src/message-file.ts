import type { FileHandle } from "node:fs/promises"
import { open, rm, stat } from "node:fs/promises"
import { setTimeout as sleep } from "node:timers/promises"
import { CommandError } from "./command-error.ts"
import { LineSplitter } from "./line-splitter.ts"

const SHORTEST_POLL_MS = 10
const LONGEST_POLL_MS = 100
const CHUNK_BYTES = 65_536

/** The file to which a program appends its messages, read while it grows. */
export class MessageFile {
  readonly #path: string
  readonly #lines = new LineSplitter()
  readonly #take: (line: string) => Promise<void>
  #file: FileHandle | undefined

  /** The program makes the file at `path` by its first message. `take` must not throw. */
  constructor(path: string, take: (line: string) => Promise<void>) {
    this.#path = path
    this.#take = take
  }

  /** Hands on each message soon after it was written, until `ended` aborts; then all that are left. Removes the file. */
  async follow(ended: AbortSignal): Promise<void> {
    try {
      let pause = SHORTEST_POLL_MS
      while (!ended.aborted) {
        const hasRead = await this.#readOn()
        pause = hasRead ? SHORTEST_POLL_MS : Math.min(2 * pause, LONGEST_POLL_MS)
        await sleep(pause, undefined, { signal: ended }).catch(() => {})
      }
      await this.#readOn()
      await this.#takeAll(this.#lines.end())
    } finally {
      if (this.#file !== undefined) {
        await this.#file.close()
        await rm(this.#path, { force: true })
      }
    }
  }

  /** Whether there was something new. */
  async #readOn(): Promise<boolean> {
    this.#file ??= await openIfThere(this.#path)
    if (this.#file === undefined) return false
    const chunk = new Uint8Array(CHUNK_BYTES)
    for (let hasRead = false; ; hasRead = true) {
      const { bytesRead } = await this.#file.read(chunk)
      if (bytesRead === 0) return hasRead
      await this.#takeAll(this.#lines.push(chunk.subarray(0, bytesRead)))
    }
  }

  async #takeAll(lines: readonly string[]): Promise<void> {
    for (const line of lines) if (line.trim() !== "") await this.#take(line)
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    // To open a pipe would be to wait for whoever writes.
    if ((await stat(path)).isFile()) return await open(path, "r")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined
    throw error
  }
  throw new CommandError("COMMAND_BAD_MESSAGE", `${path}, to which messages are appended, is no file`)
}
