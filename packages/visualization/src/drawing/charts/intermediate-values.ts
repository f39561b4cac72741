import type { IntermediateValuesInfo, TrialReports } from "../../infos/intermediate-values.ts"
import type { Chart, Layer, Role } from "../chart.ts"
import { focus } from "../focus.ts"
import { extent, formatNumber, widened } from "../numbers.ts"
import { emptyChart } from "./empty.ts"
import { singleChart } from "./single.ts"

/** With more reports than this only the last one of each trial can be pointed at. */
const MOST_POINTS = 5000

const KINDS: readonly (readonly [name: string, role: Role, isOf: (trial: TrialReports) => boolean])[] = [
  ["Infeasible", "muted", ({ isFeasible }) => !isFeasible],
  ["Pruned", "pruned", ({ state, isFeasible }) => isFeasible && state === "pruned"],
  ["Running", "running", ({ state, isFeasible }) => isFeasible && state === "running"],
  ["Complete", "complete", ({ state, isFeasible }) => isFeasible && state === "complete"],
]

/** What the trials reported, coloured by how they ended. */
export function intermediateValuesChart({ trials }: IntermediateValuesInfo): Chart {
  if (trials.length === 0) return emptyChart("Intermediate Values", "No trial has reported a value.")
  const values = trials.flatMap(({ values }) => values)
  const range = widened(focus(values))
  const layers = KINDS.flatMap(([name, role, isOf]) => layersOf(trials.filter(isOf), name, role, values.length, range))
  const steps = extent(trials.flatMap(({ steps }) => steps))
  return singleChart(
    "Intermediate Values",
    { name: "Step", scale: "linear", range: widened(steps, 0.02), isWhole: true },
    { name: "Intermediate Value", scale: "linear", range },
    layers,
  )
}

function layersOf(
  trials: readonly TrialReports[],
  name: string,
  role: Role,
  nReports: number,
  [low, high]: readonly [number, number],
): Layer[] {
  if (trials.length === 0) return []
  const x: number[] = []
  const y: number[] = []
  const labels: string[] = []
  for (const { trialNumber, steps, values } of trials) {
    for (const [i, step] of steps.entries()) {
      const value = values[i] as number
      const isLast = i === steps.length - 1
      if (!(value >= low && value <= high) || (nReports > MOST_POINTS && !isLast)) continue
      x.push(step)
      y.push(value)
      labels.push(`Trial ${trialNumber} (${name.toLowerCase()})\nStep: ${step}\nValue: ${formatNumber(value, 6)}`)
    }
  }
  const lines = trials.map(({ steps, values }) => ({ x: steps, y: values }))
  const opacity = trials.length > 200 ? 0.25 : trials.length > 40 ? 0.5 : 0.75
  return [
    { kind: "lines", name, lines, role, width: 1.2, opacity, inLegend: true },
    { kind: "points", name, x, y, paint: { role }, size: nReports > 1000 ? 3 : 4, labels },
  ]
}
