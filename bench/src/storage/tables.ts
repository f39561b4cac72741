import { digits, table } from "../table.ts"
import type { Target } from "../target.ts"
import { atLeast, atMost, targetsTable } from "../target.ts"
import type { Candidate } from "./candidate.ts"
import type { Measured, Openings } from "./measure.ts"
import type { PlaceKind } from "./places.ts"
import { PLACE_TITLES } from "./places.ts"

/** What was measured in one storage. */
export interface PlaceResults {
  readonly kind: PlaceKind
  readonly measured: Readonly<Record<Candidate, Measured>>
  readonly openingMs: Openings
}

/** Times Optuna's trials a second that each storage is to reach. */
const LEAST_RATIOS: Readonly<Record<PlaceKind, number>> = { sqlite: 15, postgresql: 10, journal: 5 }

/** Judges the results. */
export function judgeStorages(results: readonly PlaceResults[]): Target[] {
  return results.flatMap(({ kind, measured: { parzen, optuna }, openingMs }) => {
    const title = PLACE_TITLES[kind]
    const least = LEAST_RATIOS[kind]
    return [
      atLeast(least, parzen.rate1 / optuna.rate1, `times Optuna's told trials a second, ${title}, one process`),
      atLeast(least, parzen.rate8 / optuna.rate8, `times Optuna's told trials a second, ${title}, 8 processes`),
      atMost(2, parzen.ask500 / parzen.ask0, `ask beside 500 running trials over ask beside none, ${title}`),
      atMost(3, openingMs.large / 1000, `seconds to open a study of 100,000 trials, ${title}`),
    ]
  })
}

/** The results as tables. */
export function storagesText(results: readonly PlaceResults[], floorMs: number, targets: readonly Target[]): string {
  const rows = results.flatMap(({ kind, measured, openingMs }) =>
    (["parzen", "optuna"] as const).map((candidate) => {
      const { rate1, rate8, ask0, ask500 } = measured[candidate]
      return [
        PLACE_TITLES[kind],
        candidate === "parzen" ? "Parzen" : "Optuna",
        digits(rate1),
        digits(rate8),
        digits(ask0),
        digits(ask500),
        digits(openingMs.both[candidate] / 1000),
        digits(candidate === "parzen" ? openingMs.large / 1000 : undefined),
      ]
    }),
  )
  const header = [
    "storage",
    "",
    "trials/s",
    "8 processes",
    "ask, ms",
    "ask beside 500 running",
    "open 10,000, s",
    "open 100,000, s",
  ]
  const floor = `The disk's floor: 4 kB appended and synced in ${digits(floorMs, " ms")}, ${digits(1000 / floorMs)} a second.`
  return [table(header, rows, 2), floor, targetsTable(targets)].join("\n\n")
}
