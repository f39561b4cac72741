import type { HistoryLine, OptimizationHistoryInfo } from "../infos/optimization-history.ts"
import { INFEASIBLE } from "./colors.ts"
import type { PlotlyFigure, PlotlyTrace } from "./plotly-figure.ts"
import { titled } from "./plotly-figure.ts"

/** The optimization history as Optuna 5.0.0 draws it. */
export function optimizationHistoryPlotly({ lines, targetName }: OptimizationHistoryInfo): PlotlyFigure {
  const layout = { ...titled("Optimization History Plot"), xaxis: titled("Trial"), yaxis: titled(targetName) }
  return { data: lines.flatMap(tracesOf), layout }
}

function tracesOf(line: HistoryLine): PlotlyTrace[] {
  const { trialNumbers, objective, best, states } = line
  const { deviations } = objective
  const error = deviations && { error_y: { type: "data", array: deviations, visible: true } }
  const feasible = deviations ? trialNumbers.map((_, i) => i) : positions(line, "feasible")
  const infeasible = positions(line, "infeasible")
  const x = (indices: readonly number[]): number[] => indices.map((i) => trialNumbers[i] as number)
  const y = (indices: readonly number[]): number[] => indices.map((i) => objective.values[i] as number)
  const traces: PlotlyTrace[] = [
    { type: "scatter", ...error, mode: "markers", name: objective.name, x: x(feasible), y: y(feasible) },
  ]
  if (best !== undefined) {
    traces.push({ type: "scatter", mode: "lines", name: best.name, x: trialNumbers, y: best.values })
    if (best.deviations) traces.push(...band(trialNumbers, best.values, best.deviations))
  }
  // With error bars `states` are those of all numbers; Optuna pairs them with the numbers shown, here and without y.
  traces.push({
    type: "scatter",
    ...error,
    marker: { color: INFEASIBLE },
    mode: "markers",
    name: "Infeasible Trial",
    showlegend: false,
    x: x(infeasible.filter((i) => i < Math.min(states.length, trialNumbers.length))),
    y: deviations ? [] : y(infeasible),
  })
  return traces
}

function positions({ states }: HistoryLine, wanted: HistoryLine["states"][number]): number[] {
  return states.flatMap((state, i) => (state === wanted ? [i] : []))
}

function band(x: readonly number[], values: readonly number[], deviations: readonly number[]): PlotlyTrace[] {
  const edge = (sign: 1 | -1): number[] => values.map((value, i) => value + sign * (deviations[i] as number))
  return [
    { type: "scatter", line: { width: 0.01 }, mode: "lines", showlegend: false, x, y: edge(1) },
    {
      type: "scatter",
      fill: "tonexty",
      fillcolor: "rgba(255,0,0,0.2)",
      mode: "none",
      showlegend: false,
      x,
      y: edge(-1),
    },
  ]
}
