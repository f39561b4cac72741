import { afterAll, afterEach, beforeAll, beforeEach } from "vitest"
import type { LogSink, Verbosity } from "../src/index.ts"
import { getVerbosity, setLogSink, setVerbosity } from "../src/index.ts"

/** Says nothing while the tests of a file run. */
export function silence(): void {
  let before: Verbosity
  beforeAll(() => {
    before = getVerbosity()
    setVerbosity("silent")
  })
  afterAll(() => setVerbosity(before))
}

/** The warnings of the test that runs, of a file or a block of it. */
export function listen(): readonly string[] {
  const said: string[] = []
  let before: LogSink
  let verbosity: Verbosity
  beforeEach(() => {
    said.length = 0
    verbosity = getVerbosity()
    setVerbosity("warning")
    before = setLogSink(({ message }) => said.push(message))
  })
  afterEach(() => {
    setVerbosity(verbosity)
    setLogSink(before)
  })
  return said
}
