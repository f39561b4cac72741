import { lstatSync, renameSync, statSync, unlinkSync } from "node:fs"
import { log, ParzenError } from "@parzen/core"

/** Keeps the processes that append to one file apart. */
export interface JournalFileLock {
  /** Resolves when the lock is taken. */
  acquire(): Promise<void>
  /** Whether it is still this one's: another may have taken it away from a process that stood still. */
  isHeld(): boolean
  /** Gives it back, if it is still this one's; whether it was. */
  release(): boolean
}

/** Options of the locks. */
export interface JournalFileLockOptions {
  /** A lock file that has not changed for so many ms was left by a dead process and is taken away; by default 30,000. */
  readonly gracePeriodMs?: number | undefined
}

/** The lock is mostly held for less than a timer's least delay: so long, in all, it is waited for in place. */
const [N_NAPS, NAP_MS] = [8, 0.1]
const LONGEST_SLEEP_MS = 16
const WARN_EVERY_MS = 10_000

const napping = new Int32Array(new SharedArrayBuffer(4))

/** A file `<path>.lock` that one process at a time can create. */
export class LockFile implements JournalFileLock {
  readonly #path: string
  readonly #create: (path: string) => void
  readonly #gracePeriodMs: number
  #mine: string | undefined

  /**
   * @param create creates the file at a path, and throws EEXIST if there is one
   * @throws INVALID_ARGUMENT
   */
  constructor(
    filePath: string,
    create: (path: string) => void,
    { gracePeriodMs = 30_000 }: JournalFileLockOptions = {},
  ) {
    if (!(gracePeriodMs > 0))
      throw new ParzenError("INVALID_ARGUMENT", `gracePeriodMs: takes a number above 0, got ${gracePeriodMs}`)
    this.#path = `${filePath}.lock`
    this.#create = create
    this.#gracePeriodMs = gracePeriodMs
  }

  async acquire(): Promise<void> {
    if (this.#tryCreate()) return
    for (let i = 0; i < N_NAPS; i++) {
      Atomics.wait(napping, 0, 0, NAP_MS * (0.5 + Math.random()))
      if (this.#tryCreate()) return
    }
    const begin = performance.now()
    let [sleepMs, warnAt] = [1, begin + WARN_EVERY_MS]
    let [seen, seenSince] = [this.#state(), begin]
    do {
      // Jitter, so that those who wait do not wake together.
      await new Promise((resolve) => setTimeout(resolve, sleepMs * (0.5 + Math.random())))
      sleepMs = Math.min(sleepMs * 2, LONGEST_SLEEP_MS)
      const [now, state] = [performance.now(), this.#state()]
      if (state !== seen) [seen, seenSince] = [state, now]
      else if (state !== undefined && now - seenSince > this.#gracePeriodMs) this.#takeAway(state)
      if (now > warnAt) {
        log("warning", `${this.#path} has been held by others for ${Math.round((now - begin) / 1000)} s: still waiting`)
        warnAt = now + WARN_EVERY_MS
      }
    } while (!this.#tryCreate())
  }

  isHeld(): boolean {
    return this.#mine !== undefined && identity(this.#path) === this.#mine
  }

  release(): boolean {
    const isHeld = this.isHeld()
    if (isHeld) ifThere(() => unlinkSync(this.#path))
    this.#mine = undefined
    return isHeld
  }

  #tryCreate(): boolean {
    try {
      this.#create(this.#path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false
      throw error
    }
    this.#mine = identity(this.#path)
    return true
  }

  /** What changes while the one who holds the lock lives: the lock itself, or what it leads to. */
  #state(): string | undefined {
    const own = identity(this.#path)
    if (own === undefined) return undefined
    const target = statSync(this.#path, { throwIfNoEntry: false, bigint: true })
    return `${own} ${target?.mtimeNs}`
  }

  #takeAway(state: string): void {
    if (this.#state() !== state) return
    log("warning", `${this.#path} has not changed for ${this.#gracePeriodMs} ms: its process is taken for dead`)
    // By way of another name, as Optuna does it: of two who try at once, one finds nothing.
    const renamed = `${this.#path}${crypto.randomUUID()}.rename`
    ifThere(() => {
      renameSync(this.#path, renamed)
      unlinkSync(renamed)
    })
  }
}

function identity(path: string): string | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false, bigint: true })
  return stat && `${stat.ino} ${stat.mtimeNs}`
}

/** Does what somebody else may have done. */
function ifThere(remove: () => void): void {
  try {
    remove()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error
  }
}
