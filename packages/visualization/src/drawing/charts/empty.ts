import type { Chart } from "../chart.ts"

/** What a figure without anything to show looks like: its title and the reason. */
export function emptyChart(title: string, empty: string): Chart {
  return { title, empty, panels: [], colorBars: [], width: 640, height: 240 }
}
