const TURN_MS = 20

let lastBreath = performance.now()

/**
 * Lets timers and signals have their turn, at most every 20 ms: a loop that awaits nothing but resolved promises would else
 * keep them waiting for its end.
 */
export function breathe(): Promise<void> | undefined {
  const now = performance.now()
  if (now - lastBreath < TURN_MS) return undefined
  lastBreath = now
  return new Promise((resolve) => {
    // setTimeout waits a millisecond or more where there is setImmediate.
    if (typeof setImmediate === "function") setImmediate(resolve)
    else setTimeout(resolve, 0)
  })
}
