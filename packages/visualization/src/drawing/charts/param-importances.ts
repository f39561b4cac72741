import type { ParamImportancesInfo } from "../../infos/param-importances.ts"
import { importanceText } from "../../text/importance-text.ts"
import type { Chart, Layer, Role } from "../chart.ts"
import { formatNumber } from "../numbers.ts"
import { emptyChart } from "./empty.ts"
import { singleChart } from "./single.ts"

const ROLES: readonly Role[] = ["first", "second", "third", "fourth", "fifth", "sixth"]

/** The importances as bars, the largest on top; of several objectives beside each other. */
export function paramImportancesChart({ targets }: ParamImportancesInfo): Chart {
  const title = "Hyperparameter Importances"
  const shown = targets.filter(({ params }) => params.length > 0)
  const [first] = shown
  if (first === undefined) return emptyChart(title, "There are no complete trials.")
  const names = [...new Set(shown.flatMap(({ params }) => params.map(({ name }) => name)))]
  const thickness = 0.7 / shown.length
  const layers = shown.map(({ targetName, params, values }, k): Layer => {
    const offset = (k - (shown.length - 1) / 2) * thickness
    return {
      kind: "bars",
      name: targetName,
      y: params.map(({ name }) => names.indexOf(name) - offset),
      values,
      texts: values.map(importanceText),
      labels: params.map(
        ({ name, kind }, i) => `${name} (${kind})\n${targetName}: ${formatNumber(values[i] as number)}`,
      ),
      role: ROLES[k % ROLES.length] as Role,
      thickness: thickness * 0.92,
      inLegend: shown.length > 1,
    }
  })
  const most = Math.max(...shown.flatMap(({ values }) => values))
  return singleChart(
    title,
    { name: "Hyperparameter Importance", scale: "linear", range: [0, most === 0 ? 1 : most * 1.12] },
    { name: "", scale: "category", range: [-0.5, names.length - 0.5], categories: names, longest: 36 },
    layers,
    { height: 120 + Math.max(3, names.length) * Math.max(24, 14 * shown.length) },
  )
}
