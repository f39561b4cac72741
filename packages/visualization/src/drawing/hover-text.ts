import { valueText } from "./axis-ticks.ts"
import type { Layer, Panel } from "./chart.ts"
import { formatNumber } from "./numbers.ts"

/** What stands under the pointer at an element of a layer; `undefined` for layers that cannot be pointed at. */
export function hoverText(layer: Layer, { x, y }: Panel, index: number): string | undefined {
  if (layer.kind === "bars" || layer.kind === "spans") return layer.labels[index]
  if (layer.kind !== "points") return undefined
  const own = layer.labels?.[index]
  if (own !== undefined) return own
  const trial = layer.trials?.[index]
  const lines = [
    `${x.name}: ${valueText(x, layer.x[index] as number)}`,
    `${y.name}: ${valueText(y, layer.y[index] as number)}`,
  ]
  const third = layer.third?.values[index]
  if (third !== undefined) lines.push(`${layer.third?.name}: ${formatNumber(third, 6)}`)
  // Where the axis is the trial itself, it is not said twice.
  return [...(trial === undefined || x.name === "Trial" ? [] : [`Trial ${trial}`]), ...lines].join("\n")
}
