import { ParzenError } from "@parzen/core"
import { isBusy } from "./libsql-database.ts"

/** The longest pause between two tries, in ms. */
const MAX_PAUSE = 16

/**
 * Tries until no other connection is in the way. The pauses grow, are not equal in two processes, and let the event loop go on,
 * which the busy handler of SQLite does not. @throws STORAGE_BUSY after `timeoutMs`
 */
export async function untilFree<T>(attempt: () => T | Promise<T>, timeoutMs: number): Promise<T> {
  const begin = Date.now()
  for (let pause = 0.5; ; pause = Math.min(2 * pause, MAX_PAUSE)) {
    try {
      return await attempt()
    } catch (error) {
      if (!isBusy(error)) throw error
      if (Date.now() - begin > timeoutMs) {
        const message = `another program has held the SQLite database for ${timeoutMs} ms; busyTimeoutMs is how long to wait`
        throw new ParzenError("STORAGE_BUSY", message, { cause: error })
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())))
  }
}
