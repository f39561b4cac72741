import type { ColorBar } from "./chart.ts"
import { FONT } from "./drawing.ts"
import type { Box } from "./layout.ts"
import type { Theme } from "./theme.ts"
import { scaleColor } from "./theme.ts"

/** The key of a scale as shapes: a strip of colours with its name above and numbers beside it. */
export function colorBarShapes({ name, scale, ticks }: ColorBar, box: Box | undefined, theme: Theme): object[] {
  if (box === undefined) return []
  const colorStops = Array.from({ length: 17 }, (_, i) => ({ offset: i / 16, color: scaleColor(theme, scale, i / 16) }))
  const { left, top, width, height } = box
  const text = (x: number, y: number, style: object): object => ({
    type: "text",
    x,
    y,
    silent: true,
    style: { font: `11px ${FONT}`, fill: theme.faint, ...style },
  })
  return [
    {
      type: "rect",
      silent: true,
      shape: { x: left, y: top, width, height },
      style: { fill: { type: "linear", x: 0, y: 1, x2: 0, y2: 0, colorStops }, stroke: theme.axis, lineWidth: 0.5 },
    },
    text(left, top - 8, { text: name, fill: theme.text, verticalAlign: "bottom", width: 84, overflow: "truncate" }),
    ...ticks.map(({ at, text: label }) =>
      text(left + width + 5, top + height * (1 - at), { text: label, verticalAlign: "middle" }),
    ),
  ]
}
