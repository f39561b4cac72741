import type { ContourAxis, ContourInfo } from "../../infos/contour.ts"
import type { Chart, Layer } from "../chart.ts"
import { colorBar } from "../color-bar.ts"
import { focus } from "../focus.ts"
import { sharesOf } from "../shares.ts"
import { contourField } from "../contour/contour-field.ts"
import { thinned } from "../thin.ts"
import { emptyChart } from "./empty.ts"
import { pairCells, pairPanels, pairsSize } from "./pairs.ts"
import { drawnParamAxis } from "./param-axis.ts"

/** The contours: each pair of parameters once, with the trials as points. */
export function contourChart(info: ContourInfo): Chart {
  const { axes, targetName, isReversed } = info
  if (info.values.length === 0) return emptyChart("Contour", "There are no complete trials.")
  if (axes.length < 2) return emptyChart("Contour", "A contour needs two parameters or more.")
  const drawn = axes.map(drawnParamAxis)
  const range = focus(info.values, isReversed ? "minimize" : "maximize")
  const nPairs = (axes.length * (axes.length - 1)) / 2
  // Finer than the eye can see is of no use in a small panel.
  const nodes = nPairs === 1 ? 100 : nPairs <= 6 ? 60 : 30
  const shares = sharesOf(info.values, range).map((share) => (isReversed ? 1 - share : share))
  const layersOf = (x: number, y: number): Layer[] => {
    const [left, right] = [drawn[x], drawn[y]]
    if (left === undefined || right === undefined) return []
    const levels =
      isDrawn(axes[x]) && isDrawn(axes[y])
        ? contourField(left, right, shares, { nodes, keepsLast: info.hasTarget })
        : undefined
    const seen = thinned(left.positions, right.positions, pairCells(axes.length))
    const points = (feasible: boolean): Layer => {
      const chosen = seen.filter((i) => info.isFeasible[i] === feasible)
      return {
        kind: "points",
        name: feasible ? "Feasible" : "Infeasible",
        inLegend: !feasible && chosen.length > 0,
        x: chosen.map((i) => left.positions[i] as number),
        y: chosen.map((i) => right.positions[i] as number),
        paint: { role: feasible ? "dot" : "muted" },
        size: nPairs === 1 ? (chosen.length > 500 ? 4 : 6) : 4,
        trials: chosen.map((i) => info.trialNumbers[i] as number),
        third: { name: targetName, values: chosen.map((i) => info.values[i] as number) },
      }
    }
    return [
      ...(levels === undefined
        ? []
        : [{ kind: "field" as const, name: targetName, scale: "sequential" as const, levels }]),
      points(false),
      points(true),
    ]
  }
  const { panels, size } = pairPanels(
    drawn.map(({ axis }) => axis),
    layersOf,
  )
  return {
    title: "Contour",
    panels,
    colorBars: [colorBar(targetName, "sequential", range, { isReversed })],
    ...pairsSize(size),
  }
}

function isDrawn(axis: ContourAxis | undefined): boolean {
  return axis !== undefined && axis.nodes.length > 1
}
