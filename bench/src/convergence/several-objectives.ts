import type { Trial } from "@parzen/core"
import type { Problem } from "./problem.ts"
import { floats } from "./problem.ts"

/** As Optuna's TPE sets it: a tenth beyond the worst, here beyond the worst that the problem can give. */
const ZDT_REFERENCE = [1.1, 11]
const DTLZ2_REFERENCE = [3.85, 3.85, 3.85]

/** The problems with two and three objectives; a front's hypervolume is that up to 1.1 in each objective and what lies beyond. */
export const SEVERAL_OBJECTIVES: readonly Problem[] = [
  zdt("zdt1", 0.8766666666666667, (ratio) => 1 - Math.sqrt(ratio)),
  zdt("zdt2", 0.5433333333333333, (ratio) => 1 - ratio * ratio),
  zdt("zdt3", 1.331763, (ratio, x) => 1 - Math.sqrt(ratio) - ratio * Math.sin(10 * Math.PI * x)),
  {
    name: "dtlz2",
    space: "12 floats",
    ideal: 3.85 ** 3 - 1.1 ** 3 + 0.807401,
    reference: DTLZ2_REFERENCE,
    objective: dtlz2,
  },
]

/** Zitzler, Deb & Thiele (2000): two objectives, 30 floats; `shape` of f1 / g and f1. */
function zdt(name: string, volume: number, shape: (ratio: number, x: number) => number): Problem {
  return {
    name,
    space: "30 floats",
    ideal: volume + 1.1 * (11 - 1.1),
    reference: ZDT_REFERENCE,
    objective(trial) {
      const [first = 0, ...rest] = floats(trial, 30, 0, 1)
      const g = 1 + (9 * rest.reduce((sum, x) => sum + x, 0)) / rest.length
      return [first, g * shape(first / g, first)]
    },
  }
}

/** Deb, Thiele, Laumanns & Zitzler (2002): three objectives, 12 floats; the front is an eighth of a sphere. */
function dtlz2(trial: Trial): number[] {
  const [a = 0, b = 0, ...rest] = floats(trial, 12, 0, 1).map((x, i) => (i < 2 ? (x * Math.PI) / 2 : x))
  const radius = 1 + rest.reduce((sum, x) => sum + (x - 0.5) ** 2, 0)
  return [radius * Math.cos(a) * Math.cos(b), radius * Math.cos(a) * Math.sin(b), radius * Math.sin(a)]
}
