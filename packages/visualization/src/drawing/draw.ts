import type { Chart } from "./chart.ts"
import { colorBarShapes } from "./color-bar-shapes.ts"
import { cubeOption } from "./cube.ts"
import type { DrawOptions, Drawing } from "./drawing.ts"
import { FONT } from "./drawing.ts"
import { layoutOf } from "./layout.ts"
import { panelsOption } from "./panels.ts"
import { parallelOption } from "./parallel.ts"
import type { Theme } from "./theme.ts"
import { themeOf } from "./theme.ts"

/** A chart as ECharts 6 takes it. */
export function drawingOf(chart: Chart, options: DrawOptions): Drawing {
  const { width, height, isStatic } = options
  const theme = themeOf(options.theme)
  const layout = layoutOf(chart, width, height)
  const common = {
    animation: false,
    backgroundColor: theme.background,
    textStyle: { fontFamily: FONT, color: theme.text },
    title: { text: chart.title, left: 16, top: 12, textStyle: { fontSize: 16, fontWeight: 600, color: theme.text } },
    aria: { enabled: !isStatic, label: { description: chart.title } },
    graphic: [
      ...chart.colorBars.flatMap((bar, i) => colorBarShapes(bar, layout.colorBars[i], theme)),
      ...emptyShapes(chart, options, theme),
    ],
  }
  const { parallel, cube } = chart
  if (parallel !== undefined) return parallelOption(parallel, common, layout, theme, options)
  if (cube !== undefined) return cubeOption(cube, common, layout, theme, options)
  return panelsOption(chart, common, layout, theme, options)
}

function emptyShapes({ empty }: Chart, { width, height }: DrawOptions, theme: Theme): object[] {
  if (empty === undefined) return []
  const style = { text: empty, font: `14px ${FONT}`, fill: theme.faint, align: "center", verticalAlign: "middle" }
  return [{ type: "text", silent: true, x: width / 2, y: height / 2 + 10, style }]
}
