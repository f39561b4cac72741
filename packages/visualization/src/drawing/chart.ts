/**
 * A drawing without looks: what stands where, and what it means. Plain enough to be written into a page as JSON. Positions are on
 * their axis' own scale: on a log axis decimal logarithms, of categories positions from 0, of dates ms since 1970.
 */
export interface Chart {
  readonly title: string
  /** What is said instead of a drawing where there is nothing to draw. */
  readonly empty?: string
  readonly panels: readonly Panel[]
  readonly colorBars: readonly ColorBar[]
  /** Lines over parallel axes instead of panels. */
  readonly parallel?: ParallelChart
  /** Points in three dimensions instead of panels. */
  readonly cube?: CubeChart
  /** In px, where nobody says otherwise. */
  readonly width: number
  readonly height: number
}

/** Two axes and what is drawn between them; the panels of a chart stand in rows and columns. */
export interface Panel {
  readonly row: number
  readonly column: number
  readonly x: Axis
  readonly y: Axis
  readonly layers: readonly Layer[]
}

/** One axis of a panel. */
export interface Axis {
  readonly name: string
  readonly scale: "linear" | "log" | "category" | "date"
  readonly range: readonly [number, number]
  /** The names at 0, 1, ... */
  readonly categories?: readonly string[]
  /** How many letters of a category's name are written out; by default 18. */
  readonly longest?: number
  /** Whether only whole numbers are marked. */
  readonly isWhole?: boolean
  /** Whether name and numbers are left out, since a neighbour shows them. */
  readonly isBare?: boolean
}

/** A colour by what it stands for; the theme decides what it looks like. */
export type Role =
  | "first"
  | "second"
  | "third"
  | "fourth"
  | "fifth"
  | "sixth"
  | "muted"
  | "dot"
  | "complete"
  | "pruned"
  | "fail"
  | "running"
  | "waiting"

/** A scale of colours: for numbers, for numbers that stand out, for ranks from good to bad. */
export type ScaleName = "sequential" | "warm" | "diverging"

/** One colour for all, or a scale and where each stands on it, 0 to 1. */
export type Paint = { readonly role: Role } | { readonly scale: ScaleName; readonly shares: readonly number[] }

/** The key of a scale. */
export interface ColorBar {
  readonly name: string
  readonly scale: ScaleName
  /** From 0 at the bottom to 1 at the top. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
}

/** What lies between the axes, the first one lowest. A layer with `inLegend` is listed by its name. */
export type Layer = PointsLayer | LinesLayer | BandLayer | BarsLayer | SpansLayer | FieldLayer

interface LayerName {
  readonly name: string
  readonly inLegend?: boolean
}

/** Points, one for each trial or value. */
export interface PointsLayer extends LayerName {
  readonly kind: "points"
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly paint: Paint
  readonly shape?: "circle" | "diamond" | "up" | "down"
  /** In px; by default 7. */
  readonly size?: number
  /** The trial of each point. */
  readonly trials?: readonly number[]
  /** A third number to be told of each point. */
  readonly third?: { readonly name: string; readonly values: readonly number[] }
  /** What stands under the pointer at each point; by default trial, x, y and the third number. */
  readonly labels?: readonly string[]
  /** Whether points are seen only under the pointer. */
  readonly isHidden?: boolean
}

/** Lines through points, all alike. */
export interface LinesLayer extends LayerName {
  readonly kind: "lines"
  readonly lines: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[]
  readonly role: Role
  readonly width?: number
  readonly opacity?: number
}

/** The area between two lines. */
export interface BandLayer extends LayerName {
  readonly kind: "band"
  readonly x: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
  readonly role: Role
  /** Whether each `x` has a bar from low to high instead of an area. */
  readonly isBars?: boolean
}

/** Horizontal bars from 0, at positions on the y axis. */
export interface BarsLayer extends LayerName {
  readonly kind: "bars"
  readonly y: readonly number[]
  readonly values: readonly number[]
  readonly texts: readonly string[]
  readonly labels: readonly string[]
  readonly role: Role
  /** On the y axis. */
  readonly thickness: number
}

/** Horizontal stretches, one for each trial. */
export interface SpansLayer extends LayerName {
  readonly kind: "spans"
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly y: readonly number[]
  readonly labels: readonly string[]
  readonly role: Role
}

/** Areas of equal colour, the lowest first, each over those before it. */
export interface FieldLayer extends LayerName {
  readonly kind: "field"
  readonly scale: ScaleName
  readonly levels: readonly { readonly share: number; readonly rings: readonly (readonly number[])[] }[]
}

/** Lines over parallel axes. */
export interface ParallelChart {
  readonly axes: readonly {
    readonly name: string
    readonly ticks: readonly { readonly at: number; readonly text: string }[]
    /** What 0 and 1 stand for, on a log axis as decimal logarithms. */
    readonly range: readonly [number, number]
    readonly isLog: boolean
  }[]
  /** Of each trial the position on each axis, 0 to 1. */
  readonly lines: readonly (readonly number[])[]
  readonly trials: readonly number[]
  readonly shares: readonly number[]
  readonly isDashed: readonly boolean[]
}

/** Points in three dimensions, seen from a side that the reader may turn. */
export interface CubeChart {
  readonly names: readonly string[]
  readonly ranges: readonly (readonly [number, number])[]
  readonly layers: readonly (PointsLayer & { readonly z: readonly number[] })[]
}
