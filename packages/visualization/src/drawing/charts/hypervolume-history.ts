import type { HypervolumeHistoryInfo } from "../../infos/hypervolume-history.ts"
import type { Chart } from "../chart.ts"
import { extent, widened } from "../numbers.ts"
import { emptyChart } from "./empty.ts"
import { singleChart } from "./single.ts"

/** The hypervolume history. */
export function hypervolumeHistoryChart({ trialNumbers, values }: HypervolumeHistoryInfo): Chart {
  if (trialNumbers.length === 0) return emptyChart("Hypervolume History", "There are no complete trials.")
  return singleChart(
    "Hypervolume History",
    { name: "Trial", scale: "linear", range: widened(extent(trialNumbers), 0.02), isWhole: true },
    { name: "Hypervolume", scale: "linear", range: widened(extent(values)) },
    [
      { kind: "lines", name: "Hypervolume", lines: [{ x: trialNumbers, y: values }], role: "first", width: 2 },
      {
        kind: "points",
        name: "Hypervolume",
        x: trialNumbers,
        y: values,
        paint: { role: "first" },
        size: values.length > 300 ? 3 : 5,
        trials: trialNumbers,
      },
    ],
  )
}
