import { afterAll, beforeAll } from "vitest"
import type { Verbosity } from "../../src/index.ts"
import { getVerbosity, setVerbosity } from "../../src/index.ts"

/** Says nothing while the tests of a file run. */
export function silence(): void {
  let before: Verbosity
  beforeAll(() => {
    before = getVerbosity()
    setVerbosity("silent")
  })
  afterAll(() => setVerbosity(before))
}
