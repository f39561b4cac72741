import type { ParamImportancesInfo } from "../infos/param-importances.ts"
import type { ParamKind } from "../infos/params.ts"
import { pythonFloat } from "../text/python.ts"
import { importanceText } from "../text/importance-text.ts"
import type { PlotlyFigure } from "./plotly-figure.ts"
import { titled } from "./plotly-figure.ts"

const CLASS_OF: Readonly<Record<ParamKind["kind"], string>> = {
  float: "FloatDistribution",
  int: "IntDistribution",
  categorical: "CategoricalDistribution",
}

/** The importances as Optuna 5.0.0 draws them. */
export function paramImportancesPlotly({ targets }: ParamImportancesInfo): PlotlyFigure {
  return {
    data: targets.flatMap(({ targetName, params, values }) => {
      if (params.length === 0) return []
      return {
        type: "bar",
        cliponaxis: false,
        hovertemplate: params.map(
          ({ name, kind }, i) => `${name} (${CLASS_OF[kind]}): ${pythonFloat(values[i] as number)}<extra></extra>`,
        ),
        name: targetName,
        orientation: "h",
        text: values.map(importanceText),
        textposition: "outside",
        x: values,
        y: params.map(({ name }) => name),
      }
    }),
    layout: {
      ...titled("Hyperparameter Importances"),
      xaxis: titled("Hyperparameter Importance"),
      yaxis: titled("Hyperparameter"),
    },
  }
}
