/** The longest pause between two tries, in ms. */
const MAX_PAUSE = 200

/**
 * Tries again, for at most `patienceMs`, what failed for a reason that passes; after pauses that grow and are not equal in two
 * workers.
 */
export async function repeated<T>(
  attempt: () => Promise<T>,
  passes: (error: unknown) => boolean,
  patienceMs: number,
): Promise<T> {
  const begin = performance.now()
  for (let pause = 2; ; pause = Math.min(2 * pause, MAX_PAUSE)) {
    try {
      return await attempt()
    } catch (error) {
      if (!passes(error) || performance.now() - begin > patienceMs) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())))
  }
}

/** How long to try what others undo, such as a deadlock, in ms. */
export const CONFLICT_PATIENCE_MS = 60_000
