import { isParzenError, ParzenError } from "@parzen/core"
import type { FailureKind } from "./failure-kind.ts"
import { failureKind } from "./failure-kind.ts"
import type { StorageUrl } from "./storage-url.ts"

/** Keeps a URL's password out of whatever is said. */
export class Secrets {
  readonly #texts: readonly string[]

  constructor({ password }: StorageUrl) {
    const forms = password === undefined || password === "" ? [] : [password, encodeURIComponent(password)]
    this.#texts = forms.toSorted((a, b) => b.length - a.length)
  }

  /** `text` with `***` for the password. */
  mask(text: string): string {
    return this.#texts.reduce((masked, secret) => masked.replaceAll(secret, "***"), text)
  }

  /** What a driver threw, as an error that may be shown; a `ParzenError` as it is. */
  failure(error: unknown): ParzenError {
    if (isParzenError(error)) return error
    const code = (error as { code?: unknown } | null)?.code
    const text = this.mask(messageOf(error))
    const cause = new Error(text)
    if (error instanceof Error) {
      cause.name = error.name
      cause.stack = this.mask(error.stack ?? "")
    }
    if (typeof code === "string") Object.assign(cause, { code })
    return new ParzenError(...CODES[failureKind(error)](text), { cause })
  }
}

const CODES: Readonly<Record<FailureKind, (text: string) => [code: string, message: string]>> = {
  full: (text) => ["STORAGE_FULL", `the database has no room left: ${text}`],
  unreached: (text) => ["STORAGE_UNAVAILABLE", `the database cannot be reached: ${text}`],
  broken: (text) => ["STORAGE_UNAVAILABLE", `the connection to the database broke: ${text}`],
  other: (text) => ["STORAGE_FAILED", `the database said: ${text}`],
}

function messageOf(error: unknown): string {
  // A connection that is refused on several addresses has its reasons inside.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(", ")
  return error instanceof Error ? error.message : String(error)
}
