import { symlinkSync } from "node:fs"
import { resolve } from "node:path"
import type { JournalFileLockOptions } from "./file-lock.ts"
import { LockFile } from "./file-lock.ts"

/**
 * Keeps processes apart by a symbolic link `<file>.lock`, which only one can create: Optuna's default, safe on every NFS.
 * Excludes {@link JournalFileOpenLock} too, here and in Python.
 */
export class JournalFileSymlinkLock extends LockFile {
  /** @throws INVALID_ARGUMENT */
  constructor(filePath: string, options?: JournalFileLockOptions) {
    // Absolute: Optuna follows the link to see whether its owner lives, and a relative one would lead from the link's folder.
    const target = resolve(filePath)
    super(target, (path) => symlinkSync(target, path), options)
  }
}
