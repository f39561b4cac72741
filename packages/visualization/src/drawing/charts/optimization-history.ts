import type { HistoryLine, OptimizationHistoryInfo } from "../../infos/optimization-history.ts"
import type { Chart, Layer, Role } from "../chart.ts"
import { focus } from "../focus.ts"
import { focusedPoints } from "../focused-points.ts"
import { extent, widened } from "../numbers.ts"
import { emptyChart } from "./empty.ts"
import { singleChart } from "./single.ts"

const ROLES: readonly Role[] = ["first", "second", "third", "fourth", "fifth", "sixth"]

/** The optimization history; pruned trials are shown at what they last reported. */
export function optimizationHistoryChart(info: OptimizationHistoryInfo): Chart {
  const { lines, targetName, direction } = info
  if (lines.length === 0) return emptyChart("Optimization History", "There are no complete trials.")
  const shown = lines.flatMap(({ objective: { values, deviations = [] } }) =>
    values.flatMap((value, i) => [value - (deviations[i] ?? 0), value + (deviations[i] ?? 0)]),
  )
  const range = widened(focus(shown, direction))
  const numbers = extent(lines.flatMap(({ trialNumbers, pruned }) => [...trialNumbers, ...pruned.trialNumbers]))
  const draw = lines.length === 1 ? soleLayers : oneOfMany
  return singleChart(
    "Optimization History",
    { name: "Trial", scale: "linear", range: widened(numbers, 0.02), isWhole: true },
    { name: targetName, scale: "linear", range },
    lines.flatMap((line, i) => draw(line, range, targetName, ROLES[i % ROLES.length] as Role)),
  )
}

function soleLayers(line: HistoryLine, range: readonly [number, number], targetName: string): Layer[] {
  return [
    ...points(line, range, targetName, "infeasible", "muted", "Infeasible"),
    ...prunedPoints(line, range, targetName),
    ...spread(line, "second", "first"),
    ...points(line, range, targetName, "feasible", "first", line.objective.name),
    ...bestLine(line, "second"),
  ]
}

function oneOfMany(line: HistoryLine, range: readonly [number, number], targetName: string, role: Role): Layer[] {
  return [
    ...points(line, range, targetName, "infeasible", "muted", "Infeasible").map((layer) => ({
      ...layer,
      inLegend: false,
    })),
    ...points(line, range, targetName, "feasible", role, line.objective.name),
    ...bestLine(line, role),
  ]
}

function points(
  { trialNumbers, objective, states }: HistoryLine,
  range: readonly [number, number],
  targetName: string,
  state: "feasible" | "infeasible",
  role: Role,
  name: string,
): Layer[] {
  const isMean = objective.deviations !== undefined
  if (isMean && state === "infeasible") return []
  const chosen = trialNumbers.flatMap((_, i) => (isMean || states[i] === state ? [i] : []))
  if (chosen.length === 0) return []
  return focusedPoints({
    name,
    x: chosen.map((i) => trialNumbers[i] as number),
    y: chosen.map((i) => objective.values[i] as number),
    trials: chosen.map((i) => trialNumbers[i] as number),
    paint: { role },
    range,
    xName: "Trial",
    yName: targetName,
    inLegend: true,
  })
}

/** Those within the axis: what a pruned trial reported early is often far off, and no value of the objective. */
function prunedPoints({ pruned }: HistoryLine, [low, high]: readonly [number, number], targetName: string): Layer[] {
  const { trialNumbers, values } = pruned
  const shown = values.flatMap((value, i) => (value >= low && value <= high ? [i] : []))
  if (trialNumbers.length === 0) return []
  const trials = shown.map((i) => trialNumbers[i] as number)
  return focusedPoints({
    name:
      shown.length === values.length
        ? "Pruned (last report)"
        : `Pruned (last report of ${shown.length} of ${values.length})`,
    x: trials,
    y: shown.map((i) => values[i] as number),
    trials,
    paint: { role: "pruned" },
    range: [low, high],
    xName: "Trial",
    yName: `${targetName}, last report`,
    shape: "diamond",
    size: 6,
    inLegend: true,
  })
}

/** With error bars: one around each mean, and a band around the best. */
function spread({ trialNumbers: x, objective, best }: HistoryLine, bestRole: Role, role: Role): Layer[] {
  const edges = (values: readonly number[], deviations: readonly number[]): { low: number[]; high: number[] } => ({
    low: values.map((value, i) => value - (deviations[i] as number)),
    high: values.map((value, i) => value + (deviations[i] as number)),
  })
  const layers: Layer[] = []
  if (best?.deviations) {
    layers.push({ kind: "band", name: best.name, x, ...edges(best.values, best.deviations), role: bestRole })
  }
  if (objective.deviations) {
    layers.push({
      kind: "band",
      name: objective.name,
      x,
      ...edges(objective.values, objective.deviations),
      role,
      isBars: true,
    })
  }
  return layers
}

function bestLine({ trialNumbers, best }: HistoryLine, role: Role): Layer[] {
  if (best === undefined) return []
  const known = trialNumbers.flatMap((_, i) => (Number.isFinite(best.values[i]) ? [i] : []))
  const x: number[] = []
  const y: number[] = []
  for (const i of known) {
    // A step: the best stays until the trial that beats it.
    const previous = y.at(-1)
    if (previous !== undefined && previous !== best.values[i]) {
      x.push(trialNumbers[i] as number)
      y.push(previous)
    }
    x.push(trialNumbers[i] as number)
    y.push(best.values[i] as number)
  }
  return [{ kind: "lines", name: best.name, lines: [{ x, y }], role, width: 2, inLegend: true }]
}
