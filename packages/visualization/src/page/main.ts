import { CanvasRenderer } from "echarts/renderers"
import { use } from "../drawing/echarts.ts"
import { ChartView } from "./chart-view.ts"
import type { PageContent } from "./page-content.ts"
import { pageTheme } from "./page-theme.ts"
import { showTable } from "./trials-table.ts"

use([CanvasRenderer])

const content = JSON.parse(document.getElementById("content")?.textContent ?? "{}") as PageContent
const theme = pageTheme()
const views: ChartView[] = []
const isAlone = content.charts.length === 1 && content.table === undefined
const table = content.table && showTable(content.table)

for (const [i, chart] of content.charts.entries()) {
  const element = document.getElementById(`chart-${i}`)
  if (element === null) continue
  views.push(new ChartView(element, chart, { theme: theme.name, isAlone, onSelect: (trials) => table?.select(trials) }))
}

theme.onChange((name) => {
  for (const view of views) view.setTheme(name)
})
// What is seen first is drawn first, the rest in turn, so that the page answers meanwhile.
const byPlace = [...views].sort((a, b) => distance(a.element) - distance(b.element))
function drawNext(): void {
  byPlace.shift()?.show()
  if (byPlace.length > 0) setTimeout(drawNext)
}
drawNext()
addEventListener("beforeprint", () => {
  for (const view of views) view.show()
})

/** How far an element is from what is seen, in px. */
function distance(element: HTMLElement): number {
  const { top, bottom } = element.getBoundingClientRect()
  return Math.max(0, top - innerHeight, -bottom)
}
