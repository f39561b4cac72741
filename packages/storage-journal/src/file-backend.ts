import { resolve } from "node:path"
import { describe, ParzenError } from "@parzen/core"
import type { JournalBackend, JournalConnection, JournalReader } from "./backend.ts"
import { FileConnection } from "./file-connection.ts"
import type { JournalFileLock } from "./file-lock.ts"
import { JournalFileSymlinkLock } from "./symlink-lock.ts"

/** Options of {@link JournalFileBackend}. */
export interface JournalFileBackendOptions {
  /** By default `new JournalFileSymlinkLock(filePath)`. */
  readonly lockObj?: JournalFileLock | undefined
}

/** Keeps a journal in a file, one entry in each line, as Optuna's `JournalFileBackend` does: both can use it at once. */
export class JournalFileBackend implements JournalBackend {
  /** Absolute. */
  readonly filePath: string
  readonly lock: JournalFileLock

  /** The file is created when it is first written. @throws INVALID_ARGUMENT */
  constructor(filePath: string, { lockObj }: JournalFileBackendOptions = {}) {
    if (typeof filePath !== "string" || filePath === "")
      throw new ParzenError("INVALID_ARGUMENT", `filePath: takes the path of a file, got ${describe(filePath)}`)
    if (lockObj !== undefined && typeof lockObj?.acquire !== "function")
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `lockObj: takes a lock such as new JournalFileOpenLock(filePath), got ${describe(lockObj)}`,
      )
    this.filePath = resolve(filePath)
    this.lock = lockObj ?? new JournalFileSymlinkLock(filePath)
  }

  connect(reader: JournalReader): JournalConnection {
    return new FileConnection(this.filePath, this.lock, reader)
  }
}
