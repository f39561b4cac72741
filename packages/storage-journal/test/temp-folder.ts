import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll } from "vitest"

const root = mkdtempSync(join(tmpdir(), "parzen-journal-"))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A path in a new folder, which is removed after the file's tests. */
export function tempPath(name: string): string {
  const folder = join(root, crypto.randomUUID())
  mkdirSync(folder)
  return join(folder, name)
}
