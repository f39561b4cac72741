import type { ParamAxis } from "../../infos/axis.ts"
import { compareText } from "../../infos/params.ts"
import type { Axis } from "../chart.ts"

/** A parameter's axis, and where each trial stands on it; NaN where it has no value. */
export function drawnParamAxis({ param, isCategory, range, values }: ParamAxis): { axis: Axis; positions: number[] } {
  const { name, isLog } = param
  if (isCategory) {
    const categories = [...new Set(values as readonly (string | undefined)[])].filter((value) => value !== undefined)
    categories.sort(compareText)
    const position = new Map(categories.map((category, i) => [category, i]))
    return {
      axis: { name, scale: "category", range: [-0.5, categories.length - 0.5], categories },
      positions: values.map((value) => position.get(value as string) ?? NaN),
    }
  }
  const to = isLog ? Math.log10 : (value: number): number => value
  const [low, high] = [to(range[0]), to(range[1])]
  const margin = low === high ? 0.5 : 0
  return {
    axis: {
      name,
      scale: isLog ? "log" : "linear",
      range: [low - margin, high + margin],
      isWhole: param.kind === "int",
    },
    positions: values.map((value) => (value === undefined ? NaN : to(value as number))),
  }
}
