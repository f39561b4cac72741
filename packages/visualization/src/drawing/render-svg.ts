import { SVGRenderer } from "echarts/renderers"
import type { Chart } from "./chart.ts"
import { init, use } from "./echarts.ts"
import { drawingOf } from "./draw.ts"
import type { ThemeName } from "./theme.ts"

use([SVGRenderer])

/** The chart as SVG, without a page. */
export function renderSvg(chart: Chart, theme: ThemeName, width: number, height: number): string {
  const instance = init(null, null, { renderer: "svg", ssr: true, width, height })
  try {
    instance.setOption(drawingOf(chart, { theme, width, height, isStatic: true }).option)
    return stableNames(instance.renderToSVGString())
  } finally {
    instance.dispose()
  }
}

/** The same chart is the same text, however many were drawn before: names count from 0, in the order in which they come. */
function stableNames(svg: string): string {
  const names = new Map<string, string>()
  return svg.replace(/\bzr\d+-([a-z]+)-?(\d+)\b/g, (name, kind: string) => {
    const known = names.get(name) ?? `parzen-${kind}-${names.size}`
    names.set(name, known)
    return known
  })
}
