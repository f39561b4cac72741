import { warn } from "@parzen/core"
import type { StudyLike } from "../study-like.ts"
import { checkStudy } from "../study-like.ts"
import type { ParamAxis } from "./axis.ts"
import { paramAxis } from "./axis.ts"
import type { GridAxis } from "./contour-grid.ts"
import { gridAxes, sparseGrid } from "./contour-grid.ts"
import { isFeasible } from "./feasible.ts"
import { checkParamNames, paramsOf, sortedParams } from "./params.ts"
import type { ParamOptions } from "./target.ts"
import { checkTarget, finiteTrials, isReversed, OBJECTIVE_VALUE } from "./target.ts"

/** One parameter as an axis of the contour figure, with the grid's positions on it. */
export interface ContourAxis extends ParamAxis {
  readonly nodes: GridAxis["nodes"]
}

/** Two parameters, as positions in {@link ContourInfo.axes}, and the grid between them. */
export interface ContourPanel {
  readonly x: number
  readonly y: number
  /**
   * The value at each node, a row for each node of `y`, NaN where no trial is: of several trials the best, with a target the
   * last. `undefined` on the diagonal, where an axis has fewer than two values, and where no trial has both parameters.
   */
  readonly z: readonly (readonly number[])[] | undefined
}

/** Pairs of parameters, and the target over them. */
export interface ContourInfo {
  readonly targetName: string
  /** Whether the colours run from the highest to the lowest value: with a target, and if it is minimised. */
  readonly isReversed: boolean
  /** Whether the values come from a target of the caller's. */
  readonly hasTarget: boolean
  /** By parameter name. */
  readonly axes: readonly ContourAxis[]
  /** Rows by `y`, columns by `x`; of two parameters the one panel of the first against the second; none of fewer. */
  readonly panels: readonly (readonly ContourPanel[])[]
  readonly trialNumbers: readonly number[]
  /** The target of each trial. */
  readonly values: readonly number[]
  readonly isFeasible: readonly boolean[]
}

/**
 * What the contour figure shows.
 * @throws SINGLE_OBJECTIVE_ONLY for several objectives without a target, PARAM_NOT_FOUND, INVALID_ARGUMENT
 */
export function contourInfo(study: StudyLike, options: ParamOptions = {}): ContourInfo {
  const { target, targetName = OBJECTIVE_VALUE, params } = options
  checkStudy(study)
  checkTarget([study], options)
  checkParamNames(params)
  const valued = finiteTrials(study, target)
  const trials = valued.map(({ trial }) => trial)
  if (valued.length === 0) warn("the study has no complete trials to show")
  else if (params !== undefined && params.length <= 1) warn("a contour needs two parameters or more")
  const chosen = valued.length === 0 ? [] : sortedParams(paramsOf(trials), params)
  const reversed = isReversed(study, target)
  const plain = chosen.length < 2 ? [] : chosen.map((param) => paramAxis(trials, param))
  for (const { param, values } of plain) {
    if (isSingle(values)) warn(`'${param.name}' has one value only: no contour is drawn over it`)
  }
  const grids = gridAxes(plain)
  const values = valued.map(({ value }) => value)
  const isBetter = target !== undefined ? () => true : reversed ? isLess : isGreater
  const panelOf = (x: number, y: number): ContourPanel => {
    const z = x === y ? undefined : sparseGrid(grids[x] as GridAxis, grids[y] as GridAxis, values, isBetter)
    return { x, y, z }
  }
  const panels = plain.length === 2 ? [[panelOf(0, 1)]] : square(grids.length, panelOf)
  warnOfStrangers(panels, plain)
  return {
    targetName,
    isReversed: reversed,
    hasTarget: target !== undefined,
    axes: plain.map((axis, i) => ({ ...axis, nodes: (grids[i] as GridAxis).nodes })),
    panels,
    trialNumbers: trials.map(({ number }) => number),
    values,
    isFeasible: trials.map(isFeasible),
  }
}

/** All panels; those above the diagonal are those below it, turned over. */
function square(n: number, panelOf: (x: number, y: number) => ContourPanel): ContourPanel[][] {
  const rows = Array.from({ length: n }, (_, y) => Array.from({ length: y + 1 }, (_, x) => panelOf(x, y)))
  return rows.map((row, y) => Array.from({ length: n }, (_, x) => row[x] ?? { x, y, z: transposed(rows[x]?.[y]?.z) }))
}

function transposed(z: ContourPanel["z"]): ContourPanel["z"] {
  return z?.[0]?.map((_, column) => z.map((row) => row[column] as number))
}

function warnOfStrangers(panels: ContourInfo["panels"], axes: readonly ParamAxis[]): void {
  for (const { x, y, z } of panels.flat()) {
    const [left, right] = [axes[x] as ParamAxis, axes[y] as ParamAxis]
    if (x >= y || z !== undefined || isSingle(left.values) || isSingle(right.values)) continue
    warn(`no trial has both '${left.param.name}' and '${right.param.name}': no contour is drawn over them`)
  }
}

function isSingle(values: ParamAxis["values"]): boolean {
  const first = values.find((value) => value !== undefined)
  return values.every((value) => value === undefined || value === first)
}

function isLess(a: number, b: number): boolean {
  return a < b
}

function isGreater(a: number, b: number): boolean {
  return a > b
}
