import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll } from "vitest"

const root = mkdtempSync(join(tmpdir(), "parzen-artifacts-"))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A path that is not there yet; it is removed after the file's tests. */
export function tempPath(): string {
  return join(root, crypto.randomUUID())
}
