import { digits, table } from "./table.ts"

/** What is to be reached, and whether it was: `undefined` if it was not measured. */
export interface Target {
  readonly text: string
  readonly value: number | undefined
  readonly met: boolean | undefined
}

/** A target of at least `limit`. */
export function atLeast(limit: number, value: number | undefined, what: string): Target {
  return { text: `at least ${limit}: ${what}`, value, met: value === undefined ? undefined : value >= limit }
}

/** A target of at most `limit`. */
export function atMost(limit: number, value: number | undefined, what: string): Target {
  return { text: `at most ${limit}: ${what}`, value, met: value === undefined ? undefined : value <= limit }
}

/** The targets as a table, each with its verdict. */
export function targetsTable(targets: readonly Target[]): string {
  return table(
    ["target", "measured", "verdict"],
    targets.map((target) => [target.text, digits(target.value), verdict(target)]),
  )
}

function verdict({ met }: Target): string {
  return met === undefined ? "not measured" : met ? "pass" : "MISS"
}
