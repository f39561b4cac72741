import { closeSync, openSync } from "node:fs"
import { resolve } from "node:path"
import type { JournalFileLockOptions } from "./file-lock.ts"
import { LockFile } from "./file-lock.ts"

/**
 * Keeps processes apart by a file `<file>.lock`, opened so that it must be new (`O_EXCL`): for Windows, where links need a
 * privilege, and for NFS from version 3 on. Excludes {@link JournalFileSymlinkLock} too, here and in Python.
 */
export class JournalFileOpenLock extends LockFile {
  /** @throws INVALID_ARGUMENT */
  constructor(filePath: string, options?: JournalFileLockOptions) {
    super(resolve(filePath), (path) => closeSync(openSync(path, "wx")), options)
  }
}
