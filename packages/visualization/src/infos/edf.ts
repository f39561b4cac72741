import type { Direction } from "@parzen/core"
import { warn } from "@parzen/core"
import type { StudyLike } from "../study-like.ts"
import { studiesOf } from "../study-like.ts"
import { linspace } from "./linspace.ts"
import type { TargetOptions } from "./target.ts"
import { checkTarget, finiteTrials, OBJECTIVE_VALUE, shownDirection } from "./target.ts"

/** At how many numbers the shares are counted. */
const N_SAMPLES = 100

/** The empirical distribution of one study's values. */
export interface EdfLine {
  readonly studyName: string
  /** The share of values that are at most each of `x`; NaN of a study without complete trials. */
  readonly y: readonly number[]
}

/** How the values of studies are distributed. */
export interface EdfInfo {
  readonly targetName: string
  /** Of the (first) study; `undefined` with a target, whose direction is unknown. */
  readonly direction: Direction | undefined
  /** 100 numbers from the lowest to the highest value of all studies. */
  readonly x: readonly number[]
  /** One for each study; none without complete trials. */
  readonly lines: readonly EdfLine[]
}

/**
 * What the empirical distribution function shows.
 * @throws SINGLE_OBJECTIVE_ONLY for several objectives without a target, INVALID_ARGUMENT
 */
export function edfInfo(studies: StudyLike | readonly StudyLike[], options: TargetOptions = {}): EdfInfo {
  const { target, targetName = OBJECTIVE_VALUE } = options
  const list = studiesOf(studies)
  checkTarget(list, options)
  const direction = list[0] && shownDirection(list[0], target)
  if (list.length === 0) warn("there are no studies to show")
  const sorted = list.map((study) => Float64Array.from(finiteTrials(study, target), ({ value }) => value).sort())
  const filled = sorted.filter(({ length }) => length > 0)
  if (filled.length === 0) {
    if (list.length > 0) warn("there are no complete trials to show")
    return { targetName, direction, x: [], lines: [] }
  }
  const low = Math.min(...filled.map((values) => values[0] as number))
  const high = Math.max(...filled.map((values) => values[values.length - 1] as number))
  const x = linspace(low, high, N_SAMPLES)
  const lines = list.map(({ studyName = "" }, i) => {
    const values = sorted[i] as Float64Array
    if (values.length === 0) warn(`study '${studyName}' has no complete trials to show`)
    return { studyName, y: shares(values, x) }
  })
  return { targetName, direction, x, lines }
}

function shares(ascending: Float64Array, x: readonly number[]): number[] {
  let count = 0
  return x.map((limit) => {
    while (count < ascending.length && (ascending[count] as number) <= limit) count++
    return count / ascending.length
  })
}
