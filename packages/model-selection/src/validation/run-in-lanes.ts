import { breathe } from "@parzen/core"

/**
 * Runs tasks 0 to `nTasks - 1` in order, `lanes` of them at a time. The first error ends it once the tasks that run have
 * settled; `signal` ends it at once, while those that run settle unheard.
 */
export async function runInLanes(
  nTasks: number,
  lanes: number,
  run: (task: number) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  let next = 0
  let failed = false
  const lane = async (): Promise<void> => {
    while (next < nTasks && !failed) {
      signal?.throwIfAborted()
      try {
        await run(next++)
        await breathe()
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const all = Promise.allSettled(Array.from({ length: Math.min(lanes, nTasks) }, lane))
  const settled = await orAborted(all, signal)
  const broken = settled.find(({ status }) => status === "rejected") as PromiseRejectedResult | undefined
  if (broken !== undefined) throw broken.reason
}

/** What `promise` gives, unless `signal` aborts first: then its reason is thrown. */
export async function orAborted<T>(promise: PromiseLike<T> | T, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise
  signal.throwIfAborted()
  let abort = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason)
    signal.addEventListener("abort", abort, { once: true })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener("abort", abort)
  }
}
