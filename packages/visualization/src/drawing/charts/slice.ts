import type { SliceInfo, SlicePanel } from "../../infos/slice.ts"
import { pythonStr } from "../../text/python.ts"
import type { Axis, Chart, Layer } from "../chart.ts"
import { colorBar } from "../color-bar.ts"
import { focus } from "../focus.ts"
import { focusedPoints } from "../focused-points.ts"
import { extent, widened } from "../numbers.ts"
import { sharesOf } from "../shares.ts"
import { emptyChart } from "./empty.ts"

const PANEL = { width: 230, height: 250 }
const MOST_COLUMNS = 5

/** The slices, in rows of up to five; later trials are darker. */
export function sliceChart({ panels, targetName, direction }: SliceInfo): Chart {
  if (panels.length === 0) return emptyChart("Slice", "There are no complete trials.")
  // A parameter that every trial has holds all values; of conditional ones the largest does nearly.
  const range = widened(
    focus(
      panels.flatMap(({ y }) => y),
      direction,
    ),
  )
  const numbers = extent(panels.flatMap(({ trialNumbers }) => trialNumbers))
  const rows = Math.ceil(panels.length / MOST_COLUMNS)
  const columns = Math.ceil(panels.length / rows)
  return {
    title: "Slice",
    panels: panels.map((panel, i) => ({
      row: Math.floor(i / columns),
      column: i % columns,
      x: axisOf(panel),
      y: { name: targetName, scale: "linear", range, ...(i % columns > 0 && { isBare: true }) },
      layers: layersOf(panel, range, numbers, targetName),
    })),
    colorBars: [colorBar("Trial", "sequential", numbers, { isWhole: true })],
    width: columns === 1 ? 640 : columns * PANEL.width + 180,
    height: rows === 1 ? 400 : rows * PANEL.height + 80,
  }
}

function axisOf({ param, x }: SlicePanel): Axis {
  const { name, isLog, choices } = param
  if (choices !== undefined) {
    const categories = choices.map((choice) => pythonStr(choice))
    return { name, scale: "category", range: [-0.5, choices.length - 0.5], categories }
  }
  const values = extent(x as readonly number[])
  if (isLog) return { name, scale: "log", range: widened([Math.log10(values[0]), Math.log10(values[1])]) }
  return { name, scale: "linear", range: widened(values), isWhole: param.kind === "int" }
}

function layersOf(
  panel: SlicePanel,
  range: readonly [number, number],
  numbers: readonly [number, number],
  targetName: string,
): Layer[] {
  const { param, x, y, trialNumbers, isFeasible } = panel
  const { choices, isLog } = param
  const place = (value: unknown, i: number): number => {
    if (choices !== undefined) return choices.indexOf(value) + jitter(trialNumbers[i] as number)
    return isLog ? Math.log10(value as number) : (value as number)
  }
  const positions = x.map(place)
  const points = (feasible: boolean): Layer[] => {
    const chosen = y.flatMap((_, i) => (isFeasible[i] === feasible ? [i] : []))
    const trials = chosen.map((i) => trialNumbers[i] as number)
    return focusedPoints({
      name: feasible ? "Feasible" : "Infeasible",
      inLegend: !feasible && chosen.length > 0,
      x: chosen.map((i) => positions[i] as number),
      y: chosen.map((i) => y[i] as number),
      trials,
      paint: feasible ? { scale: "sequential", shares: sharesOf(trials, numbers) } : { role: "muted" },
      range,
      xName: param.name,
      yName: targetName,
      ...(choices !== undefined && { xText: (i) => pythonStr(x[chosen[i] as number]) }),
      size: y.length > 2000 ? 4 : y.length > 500 ? 5 : 7,
    })
  }
  return [...points(false), ...points(true)]
}

/** A shift that keeps trials of one choice apart: the same for the same trial, within 0.15 to both sides. */
function jitter(trialNumber: number): number {
  return (((trialNumber * 0.618034) % 1) - 0.5) * 0.3
}
