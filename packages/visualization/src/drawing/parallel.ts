import type { ParallelChart } from "./chart.ts"
import { formatNumber } from "./numbers.ts"
import type { Layout } from "./layout.ts"
import type { Drawing } from "./drawing.ts"
import type { Theme } from "./theme.ts"
import { scaleColor } from "./theme.ts"
import { shortened, textWidth } from "./text-width.ts"

/** Lines over parallel axes; dragging along an axis keeps the lines that pass there. */
export function parallelOption(chart: ParallelChart, common: object, { plane }: Layout, theme: Theme): Drawing {
  const { axes, lines, trials, shares, isDashed } = chart
  const gap = plane.width / axes.length
  const isTurned = axes.some(({ name }) => textWidth(shortened(name, 20), 12) > gap - 6)
  const opacity = lines.length > 2000 ? 0.2 : lines.length > 300 ? 0.4 : 0.6
  const longest = Math.max(...(axes[0]?.ticks.map(({ text }) => textWidth(text)) ?? [0]))
  const last = Math.max(...(axes.at(-1)?.ticks.map(({ text }) => textWidth(text)) ?? [0]))
  return {
    option: {
      ...common,
      parallel: {
        left: 30 + longest,
        right: 124 + last + (isTurned ? 24 : 0),
        top: plane.top + (isTurned ? 60 : 26),
        bottom: 28,
        parallelAxisDefault: { type: "value", min: 0, max: 1 },
      },
      parallelAxis: axes.map(({ name, ticks }, dim) => {
        const customValues = ticks.map(({ at }) => at)
        const texts = new Map(ticks.map(({ at, text }) => [at, shortened(text, 12)]))
        return {
          dim,
          z: 10,
          name: shortened(name, 20),
          nameLocation: "end",
          nameGap: 12,
          nameRotate: isTurned ? 25 : 0,
          nameTextStyle: { color: theme.text, fontSize: 12, ...(isTurned && { align: "left" }) },
          axisLine: { lineStyle: { color: theme.axis } },
          axisTick: { customValues, lineStyle: { color: theme.axis } },
          axisLabel: {
            customValues,
            color: theme.text,
            fontSize: 10,
            textBorderColor: theme.background,
            textBorderWidth: 3,
            hideOverlap: true,
            formatter: (value: number) => texts.get(value) ?? nearest(texts, value),
          },
          splitLine: { show: false },
          areaSelectStyle: { width: 16, color: theme.faint, opacity: 0.25, borderColor: theme.axis },
        }
      }),
      series: [
        {
          type: "parallel",
          smooth: false,
          lineStyle: { width: lines.length > 2000 ? 0.8 : 1.3, opacity },
          inactiveOpacity: 0.04,
          activeOpacity: Math.max(0.5, opacity),
          emphasis: { lineStyle: { width: 3, opacity: 1 } },
          progressive: 500,
          data: lines.map((value, i) => ({
            value,
            lineStyle: {
              color: scaleColor(theme, "sequential", shares[i] as number),
              ...(isDashed[i] && { type: "dashed" }),
            },
          })),
        },
      ],
    },
    hover: (_, index) =>
      `Trial ${trials[index]}\n${axes.map((axis, k) => `${axis.name}: ${textAt(axis, lines[index]?.[k])}`).join("\n")}`,
  }
}

function nearest(texts: ReadonlyMap<number, string>, value: number): string {
  for (const [at, text] of texts) if (Math.abs(at - value) < 1e-9) return text
  return ""
}

/** The text of a tick that is there, else the number. */
function textAt({ ticks, range: [low, high], isLog }: ParallelChart["axes"][number], at = NaN): string {
  const tick = ticks.find((tick) => Math.abs(tick.at - at) < 1e-9)
  const value = low + at * (high - low)
  return tick?.text ?? formatNumber(isLog ? 10 ** value : value)
}
