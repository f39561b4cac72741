import type { ParallelChart } from "./chart.ts"
import { formatNumber } from "./numbers.ts"
import type { Layout } from "./layout.ts"
import type { DrawOptions, Drawing } from "./drawing.ts"
import { FONT } from "./drawing.ts"
import type { Theme } from "./theme.ts"
import { scaleColor } from "./theme.ts"
import { shortened, textWidth } from "./text-width.ts"

/** How many letters of an axis' name are written. */
const LONGEST = 22
/** How far names are turned that would meet, in radians. */
const TURN = Math.PI / 7

/** Lines over parallel axes; dragging along an axis keeps the lines that pass there. */
export function parallelOption(
  chart: ParallelChart,
  common: { readonly graphic: readonly object[] },
  { plane }: Layout,
  theme: Theme,
  { width }: DrawOptions,
): Drawing {
  const { axes, lines, trials, shares, isDashed } = chart
  const names = axes.map(({ name }) => shortened(name, LONGEST))
  const opacity = lines.length > 2000 ? 0.2 : lines.length > 300 ? 0.4 : 0.6
  const longest = Math.max(...(axes[0]?.ticks.map(({ text }) => textWidth(text)) ?? [0]))
  const last = Math.max(...(axes.at(-1)?.ticks.map(({ text }) => textWidth(text)) ?? [0]))
  const left = 30 + longest
  const gap = (width - left - 124 - last) / Math.max(1, axes.length - 1)
  const isTurned = names.some((name) => textWidth(name, 12) > gap - 6)
  const right = 124 + last + (isTurned ? 24 : 0)
  const top = plane.top + (isTurned ? 62 : 26)
  const step = (width - left - right) / Math.max(1, axes.length - 1)
  return {
    option: {
      ...common,
      // The library would cut the names to the room between two axes.
      graphic: [
        ...common.graphic,
        ...names.map((name, k) => nameShape(name, left + k * step, top - 12, isTurned, theme)),
      ],
      parallel: {
        left,
        right,
        top,
        bottom: 28,
        parallelAxisDefault: { type: "value", min: 0, max: 1 },
      },
      parallelAxis: axes.map(({ ticks }, dim) => {
        const customValues = ticks.map(({ at }) => at)
        const texts = new Map(ticks.map(({ at, text }) => [at, shortened(text, 12)]))
        return {
          dim,
          z: 10,
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

function nameShape(text: string, x: number, y: number, isTurned: boolean, theme: Theme): object {
  const style = { text, font: `12px ${FONT}`, fill: theme.text, verticalAlign: "middle" }
  const align = isTurned ? "left" : "center"
  return { type: "text", silent: true, x, y, rotation: isTurned ? TURN : 0, style: { ...style, align } }
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
