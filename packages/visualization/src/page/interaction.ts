import type { Chart } from "../drawing/chart.ts"
import type { Zoom } from "../drawing/drawing.ts"
import type { ThemeName } from "../drawing/theme.ts"
import { themeOf } from "../drawing/theme.ts"

/** What a reader's hand needs. */
export interface InteractionOptions {
  readonly hover: (seriesIndex: number, dataIndex: number) => string | undefined
  readonly isAlone: boolean
  readonly zoom: Zoom | undefined
}

/** Text under the pointer, zoom, and the buttons at the upper right, as ECharts takes them. */
export function interaction(chart: Chart, themeName: ThemeName, { hover, isAlone, zoom }: InteractionOptions): object {
  const theme = themeOf(themeName)
  const [panel, ...others] = chart.panels
  const canZoom = panel !== undefined && others.length === 0
  const zoomed = (axis: "x" | "y"): object => {
    const seen = zoom?.[axis]
    const [low, high] = panel?.[axis].range ?? [0, 1]
    const percent = (value: number): number => (100 * (value - low)) / (high - low)
    return seen === undefined ? {} : { start: percent(seen[0]), end: percent(seen[1]) }
  }
  const inside = {
    type: "inside",
    filterMode: "none",
    zoomOnMouseWheel: isAlone ? true : "ctrl",
    moveOnMouseWheel: false,
  }
  return {
    tooltip: {
      trigger: "item",
      confine: true,
      appendTo: "body",
      className: "tip",
      backgroundColor: theme.background,
      borderColor: theme.axis,
      padding: [6, 9],
      transitionDuration: 0,
      // An element, not markup: nothing that a study holds is read as HTML, and no style has to be allowed.
      formatter: ({ seriesIndex, dataIndex }: { seriesIndex: number; dataIndex: number }) =>
        tip(hover(seriesIndex, dataIndex)),
    },
    toolbox: {
      right: 16,
      top: 8,
      itemSize: 14,
      iconStyle: { borderColor: theme.faint },
      feature: {
        ...(canZoom && {
          dataZoom: {
            title: { zoom: "Zoom into an area", back: "Zoom out" },
            filterMode: "none",
            brushStyle: { borderWidth: 0, color: theme.faint, opacity: 0.2 },
          },
        }),
        ...((canZoom || chart.cube !== undefined) && { restore: { title: "Restore" } }),
        saveAsImage: { title: "Save as PNG", pixelRatio: 2, name: chart.title, backgroundColor: theme.background },
      },
    },
    ...(canZoom && {
      dataZoom: [
        { ...inside, xAxisIndex: 0, ...zoomed("x") },
        { ...inside, yAxisIndex: 0, ...zoomed("y") },
      ],
    }),
  }
}

function tip(text: string | undefined): HTMLElement | string {
  if (text === undefined) return ""
  const element = document.createElement("div")
  element.className = "tip-text"
  element.textContent = text
  return element
}
