import { describe, ParzenError } from "@parzen/core"

/** How long a session is measured. */
export interface MeasureOptions {
  /** Runs before the clock starts; 10 by default. */
  readonly warmup?: number | undefined
  /** Runs at least; 50 by default. */
  readonly minRuns?: number | undefined
  /** Time at least, in ms; 200 by default. Runs go on until both are reached. */
  readonly minTimeMs?: number | undefined
}

type Options = MeasureOptions & { readonly batchSize?: number | undefined; readonly repeats?: number | undefined }

const ENDS: Readonly<Record<keyof Options, readonly [allowed: string, least: number]>> = {
  warmup: ["an integer from 0", 0],
  minRuns: ["an integer from 1", 1],
  minTimeMs: ["a number of ms from 0", 0],
  batchSize: ["an integer from 1", 1],
  repeats: ["an integer from 1", 1],
}

/** The options with their defaults. @throws INVALID_ARGUMENT */
export function checkMeasureOptions(options: Options): Readonly<Record<keyof Options, number>> {
  const { warmup = 10, minRuns = 50, minTimeMs = 200, batchSize = 1, repeats = 5 } = options
  const checked = { warmup, minRuns, minTimeMs, batchSize, repeats }
  for (const [name, [allowed, least]] of Object.entries(ENDS) as [keyof Options, readonly [string, number]][]) {
    const value: unknown = checked[name]
    const isValid = name === "minTimeMs" ? Number.isFinite(value) : Number.isSafeInteger(value)
    if (isValid && (value as number) >= least) continue
    throw new ParzenError("INVALID_ARGUMENT", `${name}: takes ${allowed}, got ${describe(value)}`)
  }
  return checked
}

/** @throws INVALID_ARGUMENT for a name that is none of `known` */
export function checkOptionNames(options: unknown, known: readonly string[]): void {
  if (typeof options !== "object" || options === null)
    throw new ParzenError("INVALID_ARGUMENT", `options: takes an object, got ${describe(options)}`)
  const unknown = Object.keys(options).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new ParzenError("INVALID_ARGUMENT", `'${unknown}': is none of the options ${known.join(", ")}`)
}
