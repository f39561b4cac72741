import type { Layer } from "./chart.ts"
import type { Theme } from "./theme.ts"
import { scaleColor } from "./theme.ts"

/** The colour that stands for a layer in the legend. */
export function keyColor(layer: Layer, theme: Theme): string {
  if (layer.kind === "field") return scaleColor(theme, layer.scale, 0.6)
  if (layer.kind !== "points") return theme.roles[layer.role]
  return "role" in layer.paint ? theme.roles[layer.paint.role] : scaleColor(theme, layer.paint.scale, 0.6)
}
