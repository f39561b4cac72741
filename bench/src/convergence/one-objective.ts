import type { Trial } from "@parzen/core"
import type { Problem } from "./problem.ts"
import { floats } from "./problem.ts"

/** Where the best of Ackley's function was moved to: off the middle, which some samplers try first. */
const ACKLEY_SHIFT = [9.3, -14.1, 4.7, -2.9, 17.2, -6.4, 11.8, -19.5, 1.6, 7.7]
/** Likewise for Rosenbrock's. */
const ROSENBROCK_SHIFT = [0.7, -1.3, 0.4, 1.6, -0.9]

const HARTMANN_WEIGHTS = [1, 1.2, 3, 3.2]
const HARTMANN_SCALES = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
]
const HARTMANN_CENTRES = [
  [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
  [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
  [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
  [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
]

/** The problems with one objective. */
export const ONE_OBJECTIVE: readonly Problem[] = [
  { name: "branin", space: "2 floats", ideal: 0.39788735772973816, objective: (trial) => [branin(trial)] },
  { name: "hartmann6", space: "6 floats", ideal: -3.322368011415515, objective: (trial) => [hartmann(trial)] },
  { name: "ackley10", space: "10 floats", ideal: 0, objective: (trial) => [ackley(trial)] },
  { name: "rosenbrock5", space: "5 floats", ideal: 0, objective: (trial) => [rosenbrock(trial)] },
  { name: "pipeline", space: "mixed, conditional", ideal: 0, objective: (trial) => [pipeline(trial)] },
]

/** Dixon & Szegö (1978): three equal minima. */
function branin(trial: Trial): number {
  const x = trial.suggestFloat("x0", -5, 10)
  const y = trial.suggestFloat("x1", 0, 15)
  const bend = y - (5.1 / (4 * Math.PI ** 2)) * x * x + (5 / Math.PI) * x - 6
  return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10
}

/** Hartmann (1973) in six dimensions: four wells, one of them the best. */
function hartmann(trial: Trial): number {
  const x = floats(trial, 6, 0, 1)
  let sum = 0
  for (const [k, weight] of HARTMANN_WEIGHTS.entries()) {
    const distance = x.reduce((d, xi, i) => {
      return d + (HARTMANN_SCALES[k]?.[i] as number) * (xi - (HARTMANN_CENTRES[k]?.[i] as number)) ** 2
    }, 0)
    sum -= weight * Math.exp(-distance)
  }
  return sum
}

/** Ackley (1987), moved: a funnel full of small pits. */
function ackley(trial: Trial): number {
  const z = floats(trial, 10, -32.768, 32.768).map((x, i) => x - (ACKLEY_SHIFT[i] as number))
  const mean = (f: (value: number) => number): number => z.reduce((sum, value) => sum + f(value), 0) / z.length
  const far = -20 * Math.exp(-0.2 * Math.sqrt(mean((value) => value * value)))
  return far - Math.exp(mean((value) => Math.cos(2 * Math.PI * value))) + 20 + Math.E
}

/** Rosenbrock (1960), moved: a long bent valley, whose parameters hang together. */
function rosenbrock(trial: Trial): number {
  const z = floats(trial, 5, -5, 5).map((x, i) => x - (ROSENBROCK_SHIFT[i] as number) + 1)
  let sum = 0
  for (let i = 0; i + 1 < z.length; i++) {
    const [a, b] = [z[i] as number, z[i + 1] as number]
    sum += 100 * (b - a * a) ** 2 + (1 - a) ** 2
  }
  return sum
}

/**
 * What choosing a model looks like: a preprocessing step, one of three models, and the parameters of that model alone; the
 * network has as many `units` as layers. The linear model is good at once, the network best but narrow.
 */
function pipeline(trial: Trial): number {
  const scaling = trial.suggestCategorical("scaling", ["none", "standard", "quantile"])
  const model = trial.suggestCategorical("model", ["linear", "forest", "network"])
  const loss = model === "linear" ? linear(trial) : model === "forest" ? forest(trial) : network(trial)
  return loss + { none: 0.08, standard: 0, quantile: 0.03 }[scaling]
}

function linear(trial: Trial): number {
  const strength = Math.log10(trial.suggestFloat("C", 1e-4, 1e4, { log: true }))
  return 0.25 + 0.02 * (strength - 1) ** 2 + 0.1 * (trial.suggestFloat("l1", 0, 1) - 0.3) ** 2
}

function forest(trial: Trial): number {
  const trees = trial.suggestInt("trees", 10, 1000, { log: true })
  const depth = trial.suggestInt("depth", 1, 32)
  const features = trial.suggestFloat("features", 0.1, 1, { step: 0.1 })
  return 0.1 + 0.03 * (3 - Math.log10(trees)) + 0.0008 * (depth - 14) ** 2 + 0.3 * (features - 0.4) ** 2
}

function network(trial: Trial): number {
  const layers = trial.suggestInt("layers", 1, 4)
  let loss = 0.06 * (layers - 3) ** 2
  for (let i = 0; i < layers; i++) {
    const units = trial.suggestInt(`units${i}`, 8, 512, { log: true })
    loss += (0.03 / layers) * (Math.log2(units) - 7 + i) ** 2
  }
  const rate = Math.log10(trial.suggestFloat("rate", 1e-6, 1, { log: true }))
  const dropout = trial.suggestFloat("dropout", 0, 0.6, { step: 0.1 })
  const activation = trial.suggestCategorical("activation", ["relu", "tanh", "gelu"])
  return loss + 0.08 * (rate + 2.5) ** 2 + (dropout - 0.2) ** 2 + { relu: 0.02, tanh: 0.06, gelu: 0 }[activation]
}
