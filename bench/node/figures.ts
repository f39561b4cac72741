/** `figures.mjs <repetitions>` prints as JSON what each figure and a report take, in ms, and how large they are, in bytes. */
import type { Study, Trial } from "@parzen/core"
import { createStudy, RandomSampler, setVerbosity } from "@parzen/core"
import * as visualization from "@parzen/visualization"

const repetitions = Number(process.argv[2])
setVerbosity("silent")
const single = await randomStudy(10_000, 1)
const several = await randomStudy(10_000, 3)
const small = await randomStudy(1000, 1)

const { contourInfo, edfInfo, hypervolumeHistoryInfo, intermediateValuesInfo, optimizationHistoryInfo } = visualization
const { parallelCoordinateInfo, paretoFrontInfo, rankInfo, sliceInfo, timelineInfo } = visualization
const cases: Readonly<Record<string, () => unknown>> = {
  "info/optimization history": () => optimizationHistoryInfo(single),
  "info/intermediate values": () => intermediateValuesInfo(single),
  "info/slice": () => sliceInfo(single),
  "info/contour": () => contourInfo(single),
  "info/rank": () => rankInfo(single),
  "info/parallel coordinate": () => parallelCoordinateInfo(single),
  "info/parallel coordinate, 3 objectives": () => parallelCoordinateInfo(several),
  "info/pareto front, 3 objectives": () => paretoFrontInfo(several),
  "info/hypervolume history, 3 objectives": () => hypervolumeHistoryInfo(several, { referencePoint: [60, 60, 60] }),
  "info/edf": () => edfInfo(single),
  "info/timeline": () => timelineInfo(single),
  "svg/slice": () => visualization.plotSlice(single).toSvg(),
  "svg/contour": () => visualization.plotContour(single).toSvg(),
  "svg/parallel coordinate": () => visualization.plotParallelCoordinate(single).toSvg(),
  "html/slice": () => visualization.plotSlice(single).toHtml(),
  "report/1,000 trials": () => visualization.renderReport(small),
}

const answers: { name: string; ms: number[]; bytes: number | undefined }[] = []
for (const [name, run] of Object.entries(cases)) {
  const ms: number[] = []
  let result: unknown
  for (let i = 0; i < repetitions; i++) {
    const start = performance.now()
    result = await run()
    ms.push(performance.now() - start)
  }
  answers.push({ name, ms, bytes: typeof result === "string" ? result.length : undefined })
}
process.stdout.write(JSON.stringify(answers))

/** Trials of ten parameters of every kind, with ten reports each. */
async function randomStudy(nTrials: number, nObjectives: number): Promise<Study> {
  const directions = Array.from({ length: nObjectives }, () => "minimize" as const)
  const study = await createStudy({ directions, sampler: new RandomSampler({ seed: 1 }) })
  await study.optimize(
    (trial) => {
      const value = objective(trial)
      if (nObjectives === 1) for (let step = 0; step < 10; step++) trial.report(value + 1 / (step + 1), step)
      const at = (name: string): number => trial.params[name] as number
      return nObjectives === 1 ? value : [50 * at("x0"), 50 * (1 - at("x0")) + value, 50 * at("x1")]
    },
    { nTrials },
  )
  return study
}

function objective(trial: Trial): number {
  let value = 0
  for (let i = 0; i < 4; i++) value += (i + 1) * trial.suggestFloat(`x${i}`, 0, 1) ** 2
  value += (Math.log10(trial.suggestFloat("rate", 1e-5, 1e-1, { log: true })) + 3) ** 2
  value += trial.suggestInt("units", 4, 512, { log: true }) / 100
  value += (trial.suggestInt("layers", 1, 8) - 3) ** 2
  value += trial.suggestFloat("dropout", 0, 0.5, { step: 0.1 })
  value += ["relu", "tanh", "sigmoid"].indexOf(trial.suggestCategorical("act", ["relu", "tanh", "sigmoid"]))
  return value + (trial.suggestCategorical("bias", [true, false]) ? 0 : 0.25)
}
