import type { EdfInfo } from "../../infos/edf.ts"
import type { Chart, Layer, Role } from "../chart.ts"
import { focus } from "../focus.ts"
import { formatNumber, widened } from "../numbers.ts"
import { emptyChart } from "./empty.ts"
import { singleChart } from "./single.ts"

const ROLES: readonly Role[] = ["first", "second", "third", "fourth", "fifth", "sixth"]

/** The empirical distribution function, a line for each study. */
export function edfChart({ lines, x, targetName, direction }: EdfInfo): Chart {
  const title = "Empirical Distribution Function"
  if (lines.length === 0) return emptyChart(title, "There are no complete trials.")
  const layers = lines.flatMap(({ studyName, y }, i): Layer[] => {
    const role = ROLES[i % ROLES.length] as Role
    const labels = x.map(
      (value, k) => `${studyName}\n${((y[k] as number) * 100).toFixed(1)} % of trials at most ${formatNumber(value)}`,
    )
    return [
      { kind: "lines", name: studyName, lines: [{ x, y }], role, width: 2, inLegend: lines.length > 1 },
      { kind: "points", name: studyName, x, y, paint: { role }, size: 10, isHidden: true, labels },
    ]
  })
  // Each x as often as values lie up to it, so that a long tail does not take the axis.
  const mass = lines.flatMap(({ y }) =>
    x.flatMap((value, k) => new Array<number>(Math.round(100 * ((y[k] as number) - (y[k - 1] ?? 0)) || 0)).fill(value)),
  )
  return singleChart(
    title,
    { name: targetName, scale: "linear", range: widened(focus(mass, direction)) },
    { name: "Cumulative Probability", scale: "linear", range: [0, 1.02] },
    layers,
  )
}
