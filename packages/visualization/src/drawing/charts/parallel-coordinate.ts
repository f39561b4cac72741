import type { ParallelAxis } from "../../infos/parallel-axis.ts"
import type { ParallelCoordinateInfo } from "../../infos/parallel-coordinate.ts"
import type { Chart } from "../chart.ts"
import { colorBar } from "../color-bar.ts"
import { focus } from "../focus.ts"
import { sharesOf } from "../shares.ts"
import { emptyChart } from "./empty.ts"

const AXIS_WIDTH = 90

/** The parallel coordinates; infeasible trials are dashed. */
export function parallelCoordinateChart(info: ParallelCoordinateInfo): Chart {
  const { objectiveAxes, paramAxes, colorValues, colorName, isRanked, isReversed, drawOrder, isFeasible } = info
  const title = "Parallel Coordinates"
  if (info.trialNumbers.length === 0) return emptyChart(title, "There are no complete trials.")
  if (paramAxes.length === 0) return emptyChart(title, "There are no parameters to show.")
  const axes = [...objectiveAxes, ...paramAxes]
  const range = focus(colorValues, isRanked || isReversed ? "minimize" : "maximize")
  const shares = sharesOf(colorValues, range).map((share) => (isReversed ? 1 - share : share))
  // The best last, so that its line lies on top.
  const order = isRanked ? drawOrder : drawOrder.toSorted((i, j) => (shares[i] as number) - (shares[j] as number))
  return {
    title,
    panels: [],
    colorBars: [colorBar(colorName, "sequential", range, { isReversed, isWhole: isRanked })],
    parallel: {
      axes: axes.map((axis) => ({
        name: axis.name,
        ticks: axis.ticks.map(({ value, text }) => ({ at: place(axis, value), text })),
        range: axis.range,
        isLog: axis.isLog,
      })),
      lines: order.map((i) => axes.map((axis) => place(axis, axis.values[i] as number))),
      trials: order.map((i) => info.trialNumbers[i] as number),
      shares: order.map((i) => shares[i] as number),
      isDashed: order.map((i) => isFeasible !== undefined && isFeasible[i] === false),
    },
    width: Math.max(720, axes.length * AXIS_WIDTH + 160),
    height: 480,
  }
}

function place({ range: [low, high] }: ParallelAxis, value: number): number {
  return low === high ? 0.5 : (value - low) / (high - low)
}
