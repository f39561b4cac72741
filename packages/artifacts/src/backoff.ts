import { describe, isParzenError, log, ParzenError } from "@parzen/core"
import type { ArtifactContent, ArtifactStore } from "./artifact-store.ts"

/** Options of {@link Backoff}. */
export interface BackoffOptions {
  /** How often a call is made at most; by default 10. */
  readonly maxRetries?: number | undefined
  /** By how much each pause is longer than the one before; by default 2. */
  readonly multiplier?: number | undefined
  /** The first pause in ms; by default 100. */
  readonly minDelayMs?: number | undefined
  /** The longest pause in ms; by default 30,000. */
  readonly maxDelayMs?: number | undefined
}

/** Makes the calls of another store again when they fail, after pauses that grow. What is not there is not asked for again. */
export class Backoff implements ArtifactStore {
  readonly #backend: ArtifactStore
  readonly #maxRetries: number
  readonly #multiplier: number
  readonly #minDelayMs: number
  readonly #maxDelayMs: number

  /** @throws INVALID_ARGUMENT */
  constructor(backend: ArtifactStore, options: BackoffOptions = {}) {
    const { maxRetries = 10, multiplier = 2, minDelayMs = 100, maxDelayMs = 30_000 } = options
    if (typeof backend?.openReader !== "function")
      throw new ParzenError("INVALID_ARGUMENT", `backend: takes an artifact store, got ${describe(backend)}`)
    for (const [name, value] of Object.entries({ maxRetries, multiplier, minDelayMs, maxDelayMs })) {
      if (!(value > 0))
        throw new ParzenError("INVALID_ARGUMENT", `${name}: takes a number above 0, got ${describe(value)}`)
    }
    if (minDelayMs > maxDelayMs)
      throw new ParzenError("INVALID_ARGUMENT", `minDelayMs ${minDelayMs} is above maxDelayMs ${maxDelayMs}`)
    this.#backend = backend
    this.#maxRetries = maxRetries
    this.#multiplier = multiplier
    this.#minDelayMs = minDelayMs
    this.#maxDelayMs = maxDelayMs
  }

  openReader(artifactId: string): Promise<ReadableStream<Uint8Array>> {
    return this.#repeat(`open artifact '${artifactId}'`, () => this.#backend.openReader(artifactId))
  }

  write(artifactId: string, content: ArtifactContent): Promise<void> {
    return this.#repeat(`write artifact '${artifactId}'`, () => this.#backend.write(artifactId, content))
  }

  remove(artifactId: string): Promise<void> {
    return this.#repeat(`remove artifact '${artifactId}'`, () => this.#backend.remove(artifactId))
  }

  async #repeat<T>(what: string, call: () => Promise<T>): Promise<T> {
    for (let i = 1; ; i++) {
      try {
        return await call()
      } catch (error) {
        // Mistakes stay mistakes; what may pass is an error of the network or the disk.
        if (isParzenError(error) || i >= this.#maxRetries) throw error
        log("warning", `Failed to ${what} (${i} of ${this.#maxRetries}): ${String(error)}`)
      }
      const delayMs = Math.min(this.#minDelayMs * this.#multiplier ** (i - 1), this.#maxDelayMs)
      await new Promise((resolve) => setTimeout(resolve, delayMs))
    }
  }
}
