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
  expectError(thrown, code, message)
}

/** Expects that `promise` rejects with a ParzenError of `code` whose message matches. */
export async function expectRejects(promise: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  expectError(thrown, code, message)
}

function expectError(thrown: unknown, code: string, message: RegExp): void {
  expect(isParzenError(thrown) ? thrown.code : thrown).toBe(code)
  expect((thrown as Error).message).toMatch(message)
}
