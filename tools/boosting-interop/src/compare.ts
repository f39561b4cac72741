import type { Answer } from "./answer.ts"

type Distance = (ours: number, theirs: number) => number

/** The largest difference of a number, by what it tells of: of importances and means over folds relative, else absolute. */
export function compare(ours: Answer, theirs: Answer): Record<string, number> {
  const { predictions, margins, evaluations, importances, bestRound, cv } = theirs
  return {
    predictions: largest(ours.predictions, predictions),
    margins: largest(ours.margins, margins),
    evaluations: largest(ours.evaluations, evaluations),
    ...(bestRound !== undefined && { "best round": largest(ours.bestRound, bestRound) }),
    importances: largest(ours.importances, importances, relative),
    ...(cv !== undefined && { cv: largest(ours.cv, cv, relative) }),
  }
}

function relative(ours: number, theirs: number): number {
  return Math.abs(ours - theirs) / Math.max(Math.abs(theirs), 1e-12)
}

function absolute(ours: number, theirs: number): number {
  return Math.abs(ours - theirs)
}

/** The largest distance of two numbers at the same place; infinite where a place, or a number, is on one side only. */
export function largest(ours: unknown, theirs: unknown, distance: Distance = absolute): number {
  if (typeof theirs === "number") {
    if (typeof ours !== "number") return Infinity
    const found = Object.is(ours, theirs) ? 0 : distance(ours, theirs)
    return Number.isNaN(found) ? Infinity : found
  }
  if (typeof ours !== "object" || ours === null || typeof theirs !== "object" || theirs === null) return Infinity
  const keys = Object.keys(theirs)
  if (keys.length === 0 || Object.keys(ours).length !== keys.length) return Infinity
  return Math.max(...keys.map((key) => largest(Reflect.get(ours, key), Reflect.get(theirs, key), distance)))
}
