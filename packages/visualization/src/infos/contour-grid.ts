import { compareText } from "./params.ts"
import type { ParamAxis } from "./axis.ts"

/** An axis with more values than this is given nodes at equal distances instead. */
const MOST_VALUES = 500
/** How many nodes such an axis has. */
const FIXED_NODES = 100
/** All panels together never have more cells than this: beyond it, every axis of more than `FIXED_NODES` values is given those. */
const MOST_CELLS = 4_000_000

/** The grid's positions on an axis. */
export interface GridAxis {
  /** Ascending numbers or names; none if the axis has fewer than two values. */
  readonly nodes: readonly (number | string)[]
  /** The node of each trial, -1 where the trial has none. */
  readonly nodeOf: Int32Array
}

/**
 * The grid's positions on each of `axes`: the distinct values, with the ends of the range as a border around numbers. Where
 * these would be too many, {@link FIXED_NODES} positions from one end of the range to the other, each trial at the nearest.
 */
export function gridAxes(axes: readonly ParamAxis[]): GridAxis[] {
  const distinct = axes.map(({ values }) => [...new Set(values)].filter((value) => value !== undefined))
  const sizes = distinct.map(({ length }) => length + 2)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const squares = sizes.reduce((sum, size) => sum + size ** 2, 0)
  const cells = axes.length === 2 ? (total ** 2 - squares) / 2 : total ** 2 - squares
  const most = cells > MOST_CELLS ? FIXED_NODES : MOST_VALUES
  return axes.map((axis, i) => {
    const found = distinct[i] ?? []
    return axis.isCategory || found.length <= most ? exactAxis(axis, found) : fixedAxis(axis)
  })
}

/** The target on the grid, a row for each node of `y`; `undefined` if an axis has no nodes or no trial has both. */
export function sparseGrid(
  x: GridAxis,
  y: GridAxis,
  values: readonly number[],
  replaces: (next: number, there: number) => boolean,
): number[][] | undefined {
  const [width, height] = [x.nodes.length, y.nodes.length]
  if (width < 2 || height < 2) return undefined
  const cells = new Float64Array(width * height).fill(NaN)
  let isEmpty = true
  for (const [i, value] of values.entries()) {
    const column = x.nodeOf[i] as number
    const row = y.nodeOf[i] as number
    if (column < 0 || row < 0) continue
    isEmpty = false
    const there = cells[row * width + column] as number
    if (Number.isNaN(there) || replaces(value, there)) cells[row * width + column] = value
  }
  if (isEmpty) return undefined
  return Array.from({ length: height }, (_, row) => Array.from(cells.subarray(row * width, (row + 1) * width)))
}

function exactAxis({ values, range, isCategory }: ParamAxis, distinct: readonly (number | string)[]): GridAxis {
  if (distinct.length < 2) return { nodes: [], nodeOf: new Int32Array(values.length).fill(-1) }
  const nodes: (number | string)[] = isCategory
    ? (distinct as readonly string[]).toSorted(compareText)
    : [range[0], ...(distinct as readonly number[]).toSorted((a, b) => a - b), range[1]]
  // The border can coincide with a value (an axis too short to be padded): the value's own node comes later and wins.
  const position = new Map<unknown, number>(nodes.map((node, i) => [node, i]))
  if (!isCategory) position.set(nodes[nodes.length - 2], nodes.length - 2)
  return { nodes, nodeOf: Int32Array.from(values, (value) => (value === undefined ? -1 : (position.get(value) ?? -1))) }
}

function fixedAxis({ values, range, param }: ParamAxis): GridAxis {
  const to = param.isLog ? Math.log10 : (value: number): number => value
  const from = param.isLog ? (value: number): number => 10 ** value : (value: number): number => value
  const [low, high] = [to(range[0]), to(range[1])]
  const step = (high - low) / (FIXED_NODES - 1)
  return {
    nodes: Array.from({ length: FIXED_NODES }, (_, i) => from(low + i * step)),
    nodeOf: Int32Array.from(values, (value) =>
      value === undefined ? -1 : Math.round((to(value as number) - low) / step),
    ),
  }
}
