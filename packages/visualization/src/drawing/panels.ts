import { axisTicks, tickText } from "./axis-ticks.ts"
import type { Axis, Chart, Layer } from "./chart.ts"
import type { DrawOptions, Drawing } from "./drawing.ts"
import { keyColor } from "./key-color.ts"
import { hoverText } from "./hover-text.ts"
import type { Box, Layout } from "./layout.ts"
import { hasLegend } from "./layout.ts"
import type { Series } from "./series.ts"
import { seriesOf } from "./series.ts"
import { shortened } from "./text-width.ts"
import type { Theme } from "./theme.ts"

/** Panels in rows and columns. */
export function panelsOption(
  chart: Chart,
  common: object,
  layout: Layout,
  theme: Theme,
  options: DrawOptions,
): Drawing {
  const { isStatic } = options
  const drawn = chart.panels.flatMap(({ layers }, panel) =>
    layers.flatMap((layer) => seriesOf(layer, { theme, panel, isStatic }).map((series) => ({ series, layer, panel }))),
  )
  return {
    option: {
      ...common,
      ...(hasLegend(chart) && {
        legend: legend(
          chart.panels.flatMap(({ layers }) => layers),
          theme,
        ),
      }),
      grid: layout.panels.map((box) => ({
        ...box,
        containLabel: false,
        show: true,
        backgroundColor: theme.plane,
        borderWidth: 0,
      })),
      xAxis: chart.panels.map(({ x }, i) => axisOption(x, i, "x", layout, theme, options.zoom?.x)),
      yAxis: chart.panels.map(({ y }, i) => axisOption(y, i, "y", layout, theme, options.zoom?.y)),
      series: drawn.map(({ series }): Series => series),
    },
    hover: (seriesIndex, dataIndex) => {
      const found = drawn[seriesIndex]
      const panel = found && chart.panels[found.panel]
      return panel && found && hoverText(found.layer, panel, dataIndex)
    },
  }
}

function axisOption(
  axis: Axis,
  index: number,
  side: "x" | "y",
  layout: Layout,
  theme: Theme,
  zoom: readonly [number, number] | undefined,
): object {
  const box = layout.panels[index] as Box
  const length = side === "x" ? box.width : box.height
  const range = zoom ?? axis.range
  const isCategory = axis.scale === "category"
  const count = isCategory
    ? Math.max(1, Math.floor(length / 15))
    : Math.max(2, Math.floor(length / (side === "x" ? 60 : 42)))
  const isDate = axis.scale === "date"
  const customValues = isDate ? undefined : axisTicks(axis, range, count)
  const ticks = customValues && { customValues }
  const isTurned = side === "x" && isCategory && layout.isTurned
  return {
    gridIndex: index,
    type: isDate ? "time" : "value",
    min: axis.range[0],
    max: axis.range[1],
    name: axis.isBare ? "" : shortened(axis.name, Math.max(8, Math.floor(length / 6.6))),
    nameLocation: "middle",
    nameGap: side === "x" ? (isTurned ? 72 : 28) : box.left - 16,
    nameTextStyle: { color: theme.text, fontSize: 12 },
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.axis } },
    axisTick: { show: !axis.isBare, ...ticks, lineStyle: { color: theme.axis } },
    axisLabel: {
      show: !axis.isBare,
      ...ticks,
      color: theme.faint,
      fontSize: 11,
      hideOverlap: !isCategory,
      rotate: isTurned ? 35 : 0,
      ...(!isDate && { formatter: (value: number) => tickText(axis, value) }),
    },
    splitLine: { show: !isCategory, ...ticks, lineStyle: { color: theme.grid } },
  }
}

function legend(layers: readonly Layer[], theme: Theme): object {
  const entries = new Map<string, Layer>()
  for (const layer of layers) if (layer.inLegend === true && !entries.has(layer.name)) entries.set(layer.name, layer)
  return {
    type: "scroll",
    left: 16,
    right: 16,
    top: 40,
    itemWidth: 16,
    itemHeight: 9,
    itemGap: 16,
    textStyle: { color: theme.text, fontSize: 12 },
    pageTextStyle: { color: theme.text },
    pageIconColor: theme.axis,
    data: [...entries].map(([name, layer]) => ({
      name,
      icon: iconOf(layer),
      itemStyle: { color: keyColor(layer, theme) },
    })),
  }
}

function iconOf(layer: Layer): string {
  if (layer.kind === "lines") return "path://M0 4h20v2h-20z"
  if (layer.kind !== "points") return "rect"
  return layer.shape === "diamond" ? "diamond" : "circle"
}
