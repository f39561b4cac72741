import type { CategoricalDistribution, Distribution, IntDistribution } from "@parzen/core"
import { categorical, int } from "@parzen/core"

/** What may be searched, by name: session options, `executionProvider` (a single one by name), `batchSize` and `model`. */
export type OnnxSpace = Readonly<Partial<Record<OnnxParamName, Distribution>>>

/** The names that `onnxObjective` understands in a space. */
export type OnnxParamName = (typeof ONNX_PARAM_NAMES)[number]

export const ONNX_PARAM_NAMES = [
  "model",
  "batchSize",
  "executionProvider",
  "intraOpNumThreads",
  "interOpNumThreads",
  "graphOptimizationLevel",
  "executionMode",
  "enableCpuMemArena",
  "enableMemPattern",
] as const

/** What `onnxObjective` searches by default, beside which model. */
export interface DefaultOnnxSpace {
  readonly intraOpNumThreads: IntDistribution
  readonly graphOptimizationLevel: CategoricalDistribution<"disabled" | "basic" | "extended" | "all">
  readonly executionMode: CategoricalDistribution<"sequential" | "parallel">
  readonly enableCpuMemArena: CategoricalDistribution<boolean>
  readonly enableMemPattern: CategoricalDistribution<boolean>
}

/** Session options to search: 1 to `maxThreads` threads (by default one for each core), levels of optimisation, order, memory. */
export function onnxSpace({ maxThreads = cores() }: { readonly maxThreads?: number } = {}): DefaultOnnxSpace {
  return {
    intraOpNumThreads: int(1, maxThreads),
    graphOptimizationLevel: categorical(["disabled", "basic", "extended", "all"]),
    executionMode: categorical(["sequential", "parallel"]),
    enableCpuMemArena: categorical([true, false]),
    enableMemPattern: categorical([true, false]),
  }
}

interface Platform {
  readonly process?: { getBuiltinModule?(name: string): { availableParallelism(): number } }
  readonly navigator?: { readonly hardwareConcurrency?: number }
}

function cores(): number {
  const { process, navigator } = globalThis as Platform
  return process?.getBuiltinModule?.("node:os").availableParallelism() ?? navigator?.hardwareConcurrency ?? 1
}
