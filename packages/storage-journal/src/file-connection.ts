import { closeSync, fstatSync, ftruncateSync, openSync, readSync, statfsSync, statSync, writeSync } from "node:fs"
import { open } from "node:fs/promises"
import { setImmediate } from "node:timers/promises"
import { log, ParzenError } from "@parzen/core"
import type { JournalConnection, JournalReader } from "./backend.ts"
import type { JournalFileLock } from "./file-lock.ts"
import { LineReader } from "./line-reader.ts"

const CHUNK_BYTES = 1 << 20
/** As many bytes of the beginning tell a file from another: they hold the first writer's random id. */
const HEAD_BYTES = 128

/**
 * One reader's way through a file. What is done under the lock is done without a pause, so that no other work of this thread
 * can keep the lock; the file is opened each time, without which NFS does not show what others wrote.
 */
export class FileConnection implements JournalConnection {
  readonly #path: string
  readonly #lock: JournalFileLock
  readonly #reader: JournalReader
  readonly #lines: LineReader
  #head: Buffer = Buffer.alloc(0)

  constructor(path: string, lock: JournalFileLock, reader: JournalReader) {
    this.#path = path
    this.#lock = lock
    this.#reader = reader
    this.#lines = new LineReader(path, (line) => reader.take(line))
  }

  async read(): Promise<void> {
    while (this.#withFile("r", (fd) => this.#readOn(fd))) await setImmediate()
  }

  async append(write: () => readonly string[]): Promise<void> {
    // What takes long to read is read before others have to wait.
    if (this.#isFarBehind()) await this.read()
    await this.#guard("locked", () => this.#lock.acquire())
    let overtaken = false
    try {
      this.#withFile("a+", (fd) => {
        while (this.#readOn(fd));
        this.#mendTail(fd)
        const entries = write()
        if (entries.length === 0) return
        const bytes = Buffer.from(`${entries.join("\n")}\n`)
        this.#write(fd, bytes)
        // Where somebody has taken the lock away and written, what holds is the order in the file.
        overtaken = fstatSync(fd).size !== this.#lines.offset + bytes.length
        if (!overtaken) this.#lines.takeOwn(entries, bytes.length)
        if (this.#head.length < HEAD_BYTES) this.#keepHead(fd)
      })
    } finally {
      this.#lock.release()
    }
    if (overtaken) await this.read()
  }

  async flush(): Promise<void> {
    // Not under the lock: while one waits for the disk, others append. A file that is closed is on its way already, also on NFS.
    await this.#guard("written to the disk", async () => {
      const file = await open(this.#path, "r+")
      try {
        await file.sync()
      } finally {
        await file.close()
      }
    })
  }

  async close(): Promise<void> {}

  /** Reads one chunk; whether there may be more. */
  #readOn(fd: number): boolean {
    const { size } = fstatSync(fd)
    if (size < this.#lines.offset || !this.#isSameFile(fd)) this.#restart()
    const { offset } = this.#lines
    if (size === offset) return false
    const chunk = readAt(fd, offset, Math.min(size - offset, this.#lines.wanted ?? CHUNK_BYTES))
    this.#lines.take(chunk, offset + chunk.length >= size)
    if (this.#head.length < HEAD_BYTES) this.#keepHead(fd)
    return offset + chunk.length < size
  }

  #isFarBehind(): boolean {
    const size = statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0
    return Math.abs(size - this.#lines.offset) > CHUNK_BYTES
  }

  #isSameFile(fd: number): boolean {
    return this.#head.length === 0 || readAt(fd, 0, this.#head.length).equals(this.#head)
  }

  #keepHead(fd: number): void {
    this.#head = readAt(fd, 0, Math.min(HEAD_BYTES, this.#lines.offset))
  }

  #restart(): void {
    this.#reader.restart()
    this.#lines.restart()
    this.#head = Buffer.alloc(0)
  }

  /** Takes away what a writer that died has left of a line: whoever appended to it would make a line that nobody can read. */
  #mendTail(fd: number): void {
    const { size } = fstatSync(fd)
    const { offset } = this.#lines
    if (size === offset) return
    const tail = readAt(fd, offset, size - offset).toString()
    ftruncateSync(fd, offset)
    // Optuna may have appended to it already: then its entry is what the line ends with.
    const entry = entryAtEnd(tail)
    const lost = `${this.#path} ended with a line that was never finished`
    log("warning", `${lost}: ${entry === undefined ? "it was removed" : "the entry behind it was kept"}`)
    if (entry === undefined) return
    this.#write(fd, Buffer.from(`${entry}\n`))
    while (this.#readOn(fd));
  }

  /** Appends all of `bytes`, or nothing. @throws STORAGE_FULL */
  #write(fd: number, bytes: Buffer): void {
    const { bavail, blocks, bsize } = statfsSync(this.#path)
    // Some network file systems do not say how much there is.
    if (blocks > 0 && bavail * bsize < bytes.length) throw full(this.#path)
    const { size } = fstatSync(fd)
    let written = 0
    try {
      while (written < bytes.length) written += writeSync(fd, bytes, written)
    } catch (error) {
      // Others read without the lock: whole lines they may have taken, the rest of a line nobody has.
      const whole = bytes.lastIndexOf("\n", written - 1) + 1
      if (this.#lock.isHeld()) ftruncateSync(fd, size + (written === 0 ? 0 : whole))
      throw error
    }
  }

  #withFile<T>(flags: "r" | "a+", use: (fd: number) => T): T | undefined {
    let fd: number | undefined
    try {
      fd = openSync(this.#path, flags)
      return use(fd)
    } catch (error) {
      if (fd === undefined && flags === "r" && codeOf(error) === "ENOENT") {
        if (this.#lines.offset > 0) this.#restart()
        return undefined
      }
      throw explained(error, this.#path, flags === "r" ? "read" : "written")
    } finally {
      if (fd !== undefined) closeSync(fd)
    }
  }

  async #guard(what: string, run: () => Promise<void>): Promise<void> {
    try {
      await run()
    } catch (error) {
      throw explained(error, this.#path, what)
    }
  }
}

/** Fewer bytes than asked for, if the file ends. */
function readAt(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let done = 0
  while (done < length) {
    const n = readSync(fd, bytes, done, length - done, position + done)
    if (n === 0) break
    done += n
  }
  return bytes.subarray(0, done)
}

function entryAtEnd(tail: string): string | undefined {
  if (!tail.endsWith("\n")) return undefined
  const start = tail.lastIndexOf('{"op_code":')
  try {
    const entry = tail.slice(start).trimEnd()
    JSON.parse(entry)
    return start >= 0 ? entry : undefined
  } catch {
    return undefined
  }
}

function explained(error: unknown, path: string, what: string): unknown {
  const code = codeOf(error)
  if (code === undefined) return error
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG") return full(path, error)
  return new ParzenError("STORAGE_UNAVAILABLE", `the journal ${path} cannot be ${what}: ${(error as Error).message}`, {
    cause: error,
  })
}

function full(path: string, cause?: unknown): ParzenError {
  return new ParzenError("STORAGE_FULL", `the disk is full: nothing can be added to the journal ${path}`, { cause })
}

/** Of an error of the system. */
function codeOf(error: unknown): string | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException
  return syscall === undefined ? undefined : code
}
