import type { Chart } from "../drawing/chart.ts"
import type { ThemeName } from "../drawing/theme.ts"
import { chartPlace, htmlDocument, THEME_BUTTON } from "./document.ts"

/** One chart as an HTML file that is complete in itself. */
export function figureHtml(chart: Chart, theme: ThemeName | undefined): Promise<string> {
  return htmlDocument({
    title: chart.title,
    body: `${chartPlace(0, chart.title)}\n${THEME_BUTTON}`,
    content: { charts: [chart] },
    theme,
    isAlone: true,
  })
}
