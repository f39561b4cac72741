import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  writeSync,
} from "node:fs"
import { open } from "node:fs/promises"
import { setImmediate } from "node:timers/promises"
import { promisify } from "node:util"
import { log, ParzenError } from "@parzen/core"
import type { JournalConnection, JournalReader } from "./backend.ts"
import type { JournalFileLock } from "./file-lock.ts"
import { LineReader } from "./line-reader.ts"

const CHUNK_BYTES = 1 << 20
/** As many bytes of the beginning tell a file from another: they hold the first writer's random id. */
const HEAD_BYTES = 128
/** What stays within one needs no more room on the disk. */
const BLOCK_BYTES = 4096
/** What a disk does in less, in ms, is waited for in place: to hand it to another thread and back takes as long. */
const SHORT_FLUSH_MS = 1
const LINES_AT_ONCE = 5000

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
  /** How long the disk took last time. */
  #flushMs = SHORT_FLUSH_MS
  /** Whether there was more to read than others should wait for. */
  #isFarBehind = true

  constructor(path: string, lock: JournalFileLock, reader: JournalReader) {
    this.#path = path
    this.#lock = lock
    this.#reader = reader
    this.#lines = new LineReader(path, (line) => reader.take(line))
  }

  async read(): Promise<void> {
    while (this.#withFile("r", (fd) => this.#readOn(fd, fstatSync(fd).size))) await setImmediate()
  }

  async append(write: () => readonly string[]): Promise<void> {
    let entries: readonly string[] | undefined
    do {
      // What takes long to read is read before others have to wait.
      if (this.#isFarBehind) await this.read()
      await this.#guard("locked", () => this.#lock.acquire())
      try {
        entries = this.#withFile("a+", (fd) => this.#writeBehind(fd, write))
      } finally {
        // Where another has taken the lock away, what holds is the order in the file.
        if (!this.#lock.release()) this.#restart()
      }
    } while (entries === undefined)
    if (this.#lines.offset === 0) await this.read()
  }

  async flush(): Promise<void> {
    // Not under the lock: while one waits for the disk, others append. The bytes are on their way since the file was closed.
    await this.#guard("written to the disk", async () => {
      const begin = performance.now()
      const fd = openSync(this.#path, "r+")
      try {
        if (this.#flushMs < SHORT_FLUSH_MS) fsyncSync(fd)
        else await promisify(fsync)(fd)
      } finally {
        closeSync(fd)
      }
      this.#flushMs = performance.now() - begin
    })
  }

  async replace(entries: readonly string[]): Promise<boolean> {
    // Beside the file itself, where a link leads to it: only there it can take its place in one step.
    const path = existsSync(this.#path) ? realpathSync(this.#path) : this.#path
    const temporary = `${path}.${crypto.randomUUID()}.compact`
    return this.#guard("replaced", async () => {
      try {
        await writeLines(temporary, entries)
        await this.#lock.acquire()
        try {
          return this.#putInPlace(temporary, path)
        } finally {
          if (!this.#lock.release()) this.#restart()
        }
      } finally {
        rmSync(temporary, { force: true })
      }
    })
  }

  async close(): Promise<void> {}

  /** Takes what others have written meanwhile along, then renames. */
  #putInPlace(temporary: string, path: string): boolean {
    const fd = openSync(path, "a+")
    try {
      const { size, mode } = fstatSync(fd)
      const { offset } = this.#lines
      if (size < offset || !this.#isSameFile(fd)) return false
      const tail = readAt(fd, offset, size - offset)
      appendFileSync(temporary, tail.subarray(0, tail.lastIndexOf("\n") + 1), { flush: true })
      chmodSync(temporary, mode)
      if (!this.#lock.isHeld()) return false
      renameSync(temporary, path)
      this.#restart()
      return true
    } finally {
      closeSync(fd)
    }
  }

  /** Appends what `write` decides when all is read, and takes it; `undefined` if there is too much to read. */
  #writeBehind(fd: number, write: () => readonly string[]): readonly string[] | undefined {
    const { size } = fstatSync(fd)
    this.#isFarBehind = size - this.#lines.offset > CHUNK_BYTES
    if (this.#isFarBehind) return undefined
    while (this.#readOn(fd, size));
    if (size > this.#lines.offset) this.#mendTail(fd, size)
    const entries = write()
    if (entries.length === 0) return entries
    const bytes = Buffer.from(`${entries.join("\n")}\n`)
    this.#write(fd, bytes)
    this.#lines.takeOwn(entries, bytes.length)
    if (this.#head.length < HEAD_BYTES) this.#keepHead(fd)
    return entries
  }

  /** Reads one chunk; whether there may be more. */
  #readOn(fd: number, size: number): boolean {
    if (size < this.#lines.offset || !this.#isSameFile(fd)) this.#restart()
    const { offset } = this.#lines
    if (size === offset) return false
    const chunk = readAt(fd, offset, Math.min(size - offset, this.#lines.wanted ?? CHUNK_BYTES))
    this.#lines.take(chunk, offset + chunk.length >= size)
    if (this.#head.length < HEAD_BYTES) this.#keepHead(fd)
    return offset + chunk.length < size
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
  #mendTail(fd: number, size: number): void {
    const { offset } = this.#lines
    const tail = readAt(fd, offset, size - offset).toString()
    ftruncateSync(fd, offset)
    // Optuna may have appended to it already: then its entry is what the line ends with.
    const entry = entryAtEnd(tail)
    const lost = `${this.#path} ended with a line that was never finished`
    log("warning", `${lost}: ${entry === undefined ? "it was removed" : "the entry behind it was kept"}`)
    if (entry === undefined) return
    const bytes = Buffer.from(`${entry}\n`)
    this.#write(fd, bytes)
    this.#lines.takeOwn([entry], bytes.length)
  }

  /** Appends all of `bytes`, or nothing. @throws STORAGE_FULL */
  #write(fd: number, bytes: Buffer): void {
    const { offset } = this.#lines
    if ((offset % BLOCK_BYTES) + bytes.length > BLOCK_BYTES) {
      const { bavail, blocks, bsize } = statfsSync(this.#path)
      // Some network file systems do not say how much there is.
      if (blocks > 0 && bavail * bsize < bytes.length) throw full(this.#path)
    }
    let written = 0
    try {
      while (written < bytes.length) written += writeSync(fd, bytes, written)
    } catch (error) {
      // Others read without the lock: whole lines they may have taken, the rest of a line nobody has.
      const whole = written === 0 ? 0 : bytes.lastIndexOf("\n", written - 1) + 1
      if (this.#lock.isHeld()) ftruncateSync(fd, offset + whole)
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

  async #guard<T>(what: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run()
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

/** Writes a new file, to the disk. */
async function writeLines(path: string, lines: readonly string[]): Promise<void> {
  const file = await open(path, "wx")
  try {
    for (let i = 0; i < lines.length; i += LINES_AT_ONCE)
      await file.appendFile(`${lines.slice(i, i + LINES_AT_ONCE).join("\n")}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
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
