import { isParzenError } from "@parzen/core"
import { expect } from "vitest"

/** Expects a ParzenError of `code` whose message matches. */
export function expectThrows(run: () => unknown, code: string, message: RegExp): void {
  let thrown: unknown
  try {
    run()
  } catch (error) {
    thrown = error
  }
  expect(isParzenError(thrown) ? thrown.code : thrown).toBe(code)
  expect((thrown as Error).message).toMatch(message)
}
