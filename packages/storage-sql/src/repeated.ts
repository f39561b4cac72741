/** How often something is tried that others undo. */
const MAX_ATTEMPTS = 50

/** The longest pause between two tries, in ms. */
const MAX_PAUSE = 200

/** Tries again what failed for a reason that passes, after pauses that grow and are not equal in two workers. */
export async function repeated<T>(attempt: () => Promise<T>, mayPass: (error: unknown) => boolean): Promise<T> {
  for (let i = 1; ; i++) {
    try {
      return await attempt()
    } catch (error) {
      if (i === MAX_ATTEMPTS || !mayPass(error)) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(2 ** i, MAX_PAUSE) * Math.random()))
  }
}
