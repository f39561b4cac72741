/** A worker's promise to renew a trial that it runs, as this process knows it. */
export interface Lease {
  /** For how long the promise holds, in ms. */
  readonly ttlMs: number
  /** By the worker's clock, in ms since 1970. */
  readonly renewedAt: number
  /** When this process read of it, in ms of its own monotonic clock. */
  readonly seenAt: number
}

/**
 * Whether the promise is broken. A worker whose clock is off is not to blame: silence counts once this process itself has
 * listened for the time of the promise, or for half of it where the worker's clock says so too.
 */
export function isBroken({ ttlMs, renewedAt, seenAt }: Lease, now: number, monotonicNow: number): boolean {
  const silence = monotonicNow - seenAt
  return silence > ttlMs || (silence > ttlMs / 2 && now - renewedAt > ttlMs)
}
