import { symlinkSync } from "node:fs"
import { basename, resolve } from "node:path"
import type { JournalFileLockOptions } from "./file-lock.ts"
import { LockFile } from "./file-lock.ts"

/**
 * Keeps processes apart by a symbolic link `<file>.lock`, which only one can create: Optuna's default, safe on every NFS.
 * Excludes {@link JournalFileOpenLock} too, here and in Python.
 */
export class JournalFileSymlinkLock extends LockFile {
  /** @throws INVALID_ARGUMENT */
  constructor(filePath: string, options?: JournalFileLockOptions) {
    // It leads to the file beside it, because Optuna follows it to see whether its owner lives.
    const target = basename(resolve(filePath))
    super(resolve(filePath), (path) => symlinkSync(target, path), options)
  }
}
