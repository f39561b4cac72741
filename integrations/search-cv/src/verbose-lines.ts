import type { Scores } from "@parzen/model-selection"
import type { Candidate } from "./candidate.ts"

/** Which fit of how many a line speaks of; candidates and splits count from 0. */
export interface FitPlace {
  readonly candidate: number
  readonly nCandidates: number
  readonly split: number
  readonly nSplits: number
}

/** What a line says of a fit that has ended. */
export interface FitReport {
  /** In seconds, fit and score together. */
  readonly seconds: number
  readonly test: Scores
  readonly train: Scores | undefined
}

const WIDTH = 80

/** Before a batch of fits. */
export function batchLine(nSplits: number, nCandidates: number): string {
  return `Fitting ${nSplits} folds for each of ${nCandidates} candidates, totalling ${nSplits * nCandidates} fits`
}

/** Before a fit. */
export function startLine(params: Candidate, place: FitPlace, verbose: number): string {
  return `[CV${placeText(place, verbose)}] START ${paramsText(params)}`.padEnd(WIDTH, ".")
}

/** After a fit, filled up to 80 columns with dots in the middle. */
export function endLine(params: Candidate, place: FitPlace, report: FitReport, verbose: number): string {
  const begin = `[CV${placeText(place, verbose)}] END `
  const shown = paramsText(params)
  const scores = verbose > 2 ? scoresText(report) : ""
  const end = `${shown === "" ? "" : `${shown};`}${scores} total time=${timeText(report.seconds)}`
  return `${begin}${".".repeat(Math.max(0, WIDTH - begin.length - end.length))}${end}`
}

function placeText({ candidate, nCandidates, split, nSplits }: FitPlace, verbose: number): string {
  if (verbose <= 2) return ""
  const ofCandidates = verbose > 9 ? `; ${candidate + 1}/${nCandidates}` : ""
  return ` ${split + 1}/${nSplits}${ofCandidates}`
}

function paramsText(params: Candidate): string {
  return Object.keys(params)
    .sort()
    .map((name) => `${name}=${valueText(params[name])}`)
    .join(", ")
}

/** `value` as lines and labels show it. */
export function valueText(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value)
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}

function scoresText({ test, train }: FitReport): string {
  const metrics = Object.keys(test).sort()
  if (metrics.length === 1 && metrics[0] === "score") {
    const score = (test["score"] as number).toFixed(3)
    return train === undefined
      ? `, score=${score}`
      : `, score=(train=${(train["score"] as number).toFixed(3)}, test=${score})`
  }
  return metrics
    .map((metric) => {
      const ofTrain = train === undefined ? "" : `train=${(train[metric] as number).toFixed(3)}, `
      return ` ${metric}: (${ofTrain}test=${(test[metric] as number).toFixed(3)})`
    })
    .join("")
}

function timeText(seconds: number): string {
  return seconds > 60 ? `${(seconds / 60).toFixed(1).padStart(4)}min` : ` ${seconds.toFixed(1).padStart(5)}s`
}
