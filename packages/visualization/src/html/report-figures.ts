import type { FrozenTrial } from "@parzen/core"
import { isParzenError } from "@parzen/core"
import type { Figure } from "../figure.ts"
import { paramImportancesInfo } from "../infos/param-importances.ts"
import { completeTrials } from "../infos/target.ts"
import {
  plotContour,
  plotEdf,
  plotHypervolumeHistory,
  plotIntermediateValues,
  plotOptimizationHistory,
  plotParallelCoordinate,
  plotParamImportances,
  plotParetoFront,
  plotSlice,
  plotTimeline,
} from "../plots.ts"
import type { StudyLike } from "../study-like.ts"
import { objectiveNames } from "./best-trials.ts"

/** Figures that belong together; each is made when its turn comes. */
export interface ReportSection {
  readonly heading: string
  readonly figures: readonly (() => Figure)[]
}

/** How many parameters, the most important ones, are shown in pairs. */
const MOST_PAIRED = 4

/** The figures that say something of such a study: of one or of several objectives, with or without reports. */
export function reportFigures(study: StudyLike): ReportSection[] {
  const hasReports = study.trials.some(({ intermediateValues }) => Object.keys(intermediateValues).length > 0)
  const hasTimes = study.trials.some(({ datetimeStart }) => datetimeStart !== undefined)
  const hasComplete = completeTrials(study).some(({ values }) => values?.every(Number.isFinite))
  const reports = hasReports ? [() => plotIntermediateValues(study)] : []
  const times = hasTimes ? [() => plotTimeline(study)] : []
  if (!hasComplete) return [{ heading: "How it went", figures: [...reports, ...times] }]
  return [
    {
      heading: "How it went",
      figures: [...(study.directions.length === 1 ? singleHistory(study) : manyHistory(study)), ...reports],
    },
    {
      heading: "What the parameters do",
      figures: [
        () => plotParamImportances(study),
        () => plotParallelCoordinate(study),
        ...(study.directions.length === 1 ? singleParams(study) : manyParams(study)),
      ],
    },
    { heading: "When trials ran", figures: times },
  ]
}

function singleHistory(study: StudyLike): (() => Figure)[] {
  return [() => plotOptimizationHistory(study), () => plotEdf(study)]
}

function singleParams(study: StudyLike): (() => Figure)[] {
  const params = importantParams(study)
  return [() => plotSlice(study), ...(params.length > 1 ? [() => plotContour(study, { params })] : [])]
}

function manyHistory(study: StudyLike): (() => Figure)[] {
  const n = study.directions.length
  return [
    ...(n <= 3 ? [() => plotParetoFront(study)] : []),
    // Beyond four objectives a hypervolume takes longer than a reader waits.
    ...(n <= 4 ? [() => plotHypervolumeHistory(study, { referencePoint: worstPoint(study) })] : []),
  ]
}

function manyParams(study: StudyLike): (() => Figure)[] {
  return objectiveNames(study).map((targetName, k) => () => {
    const target = ({ values }: FrozenTrial): number => values?.[k] ?? NaN
    return plotSlice(study, { target, targetName })
  })
}

/** None where importance cannot be assessed. */
function importantParams(study: StudyLike): readonly string[] {
  try {
    const [target] = paramImportancesInfo(study).targets
    return (target?.params ?? []).slice(-MOST_PAIRED).map(({ name }) => name)
  } catch (error) {
    if (isParzenError(error)) return []
    throw error
  }
}

/** The worst finite value of each objective, a tenth of the span worse. */
function worstPoint(study: StudyLike): number[] {
  return study.directions.map((direction, k) => {
    let [low, high] = [Infinity, -Infinity]
    for (const { values } of completeTrials(study)) {
      const value = values?.[k] ?? NaN
      if (!Number.isFinite(value)) continue
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    if (low > high) return 0
    const margin = (high - low) / 10 || 1
    return direction === "maximize" ? low - margin : high + margin
  })
}
