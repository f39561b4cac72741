import { orAborted } from "@parzen/model-selection"

/** Under this the last turn is kept, so that two copies of this package share it. */
const LAST_TURN = Symbol.for("@parzen/onnxruntime/lastTurn")

/**
 * Runs `body` when all bodies before it have ended: of all that this thread measures one at a time. Whoever is aborted while it waits
 * gives up its turn. Other threads and processes are not seen.
 * @throws the signal's reason
 */
export async function inTurn<T>(signal: AbortSignal | undefined, body: () => Promise<T>): Promise<T> {
  const shared = globalThis as { [LAST_TURN]?: Promise<void> }
  const before = shared[LAST_TURN] ?? Promise.resolve()
  let end = (): void => {}
  const own = new Promise<void>((resolve) => (end = resolve))
  shared[LAST_TURN] = before.then(() => own)
  try {
    await orAborted(before, signal)
    return await body()
  } finally {
    end()
  }
}
