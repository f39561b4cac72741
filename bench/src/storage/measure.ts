import { median } from "../median.ts"
import type { Candidate, Ready, Setting } from "./candidate.ts"
import { prepare } from "./candidate.ts"
import type { PlaceKind } from "./places.ts"
import { placeUrl } from "./places.ts"

/** For how long trials are counted, in ms, after a quarter of it to warm up: with eight processes each has a fourth of a core. */
const COUNT_MS = 8000

/** What a candidate was measured at, in one storage. */
export interface Measured {
  /** Told trials a second, of one process and of eight together. */
  readonly rate1: number
  readonly rate8: number
  /** The median time of an `ask` beside no and 500 running trials, in ms. */
  readonly ask0: number
  readonly ask500: number
}

/** Measures a candidate; `folder` is on the disk in question. */
export async function measure(
  setting: Setting,
  candidate: Candidate,
  kind: PlaceKind,
  folder: string,
): Promise<Measured> {
  const place = (task: string): readonly [url: string, studyName: string] => {
    const name = `${candidate}-${task}`
    return [placeUrl(kind, folder, name), name]
  }
  const rate = async (nProcesses: number): Promise<number> => {
    const at = place(`rate-${nProcesses}`)
    const ready: Ready<{ told: number; ms: number }>[] = []
    // One after the other: the first makes the tables and the study.
    for (let i = 0; i < nProcesses; i++) ready.push(await prepare(setting, candidate, ["rate", ...at, COUNT_MS]))
    const counts = await Promise.all(ready.map((process) => process.begin()))
    return counts.reduce((sum, { told, ms }) => sum + (1000 * told) / ms, 0)
  }
  const ask = async (nRunning: number): Promise<number> => {
    const at = place(`ask-${nRunning}`)
    // Ours adds them for both: Optuna would take long.
    await (await prepare(setting, "parzen", ["begin", ...at, nRunning])).begin()
    const process = await prepare<{ ms: number[] }>(setting, candidate, ["ask", ...at, 0])
    return median((await process.begin()).ms)
  }
  return { rate1: await rate(1), rate8: await rate(8), ask0: await ask(0), ask500: await ask(500) }
}

/** How long it takes to open studies, in ms. */
export interface Openings {
  /** One of 10,000 trials: both open the same one. */
  readonly both: Readonly<Record<Candidate, number>>
  /** One of 100,000. */
  readonly large: number
}

/** Fills studies and opens them. */
export async function measureOpenings(setting: Setting, kind: PlaceKind, folder: string): Promise<Openings> {
  const fill = async (nTrials: number): Promise<(candidate: Candidate) => Promise<number>> => {
    const name = `filled-${nTrials}`
    const at = [placeUrl(kind, folder, name), name] as const
    await (await prepare(setting, "parzen", ["fill", ...at, nTrials])).begin()
    return async (candidate) => {
      const process = await prepare<{ ms: number; nTrials: number }>(setting, candidate, ["open", ...at, 0])
      const opened = await process.begin()
      if (opened.nTrials !== nTrials) throw new Error(`${candidate} has found ${opened.nTrials} trials`)
      return opened.ms
    }
  }
  const open = await fill(10_000)
  const openLarge = await fill(100_000)
  return { both: { parzen: await open("parzen"), optuna: await open("optuna") }, large: await openLarge("parzen") }
}
