const TURN_MS = 20

let lastBreath = performance.now()

/** Lets timers and signals have their turn, at most every 20 ms: estimators that answer at once would keep them waiting. */
export function breathe(): Promise<void> | undefined {
  const now = performance.now()
  if (now - lastBreath < TURN_MS) return undefined
  lastBreath = now
  return new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
}
