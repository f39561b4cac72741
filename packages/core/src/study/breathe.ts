const TURN_MS = 20

// setTimeout waits a millisecond or more; browsers have nothing else.
const schedule: (turn: () => void) => unknown =
  (globalThis as { setImmediate?: (turn: () => void) => unknown }).setImmediate ?? ((turn) => setTimeout(turn, 0))

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
    schedule(resolve)
  })
}
