import type { Trial } from "@parzen/core"

/** The spaces that the benches search. */
export type SpaceName = "floats5" | "floats20" | "mixed"

const ACTIVATION_COST = { relu: 0, tanh: 0.5, sigmoid: 1 }

/** The objectives by the name of their space: the same as in python/spaces.py, term by term. */
export const OBJECTIVES: Readonly<Record<SpaceName, (trial: Trial) => number>> = {
  floats5: floats(5),
  floats20: floats(20),
  mixed(trial) {
    const a = trial.suggestFloat("lr", 1e-5, 1e-1, { log: true }) * 100 - 1
    const b = trial.suggestFloat("momentum", 0, 0.99) - 0.9
    const c = trial.suggestFloat("dropout", 0, 0.5, { step: 0.1 }) - 0.2
    const d = (trial.suggestInt("units", 4, 512, { log: true }) - 96) / 100
    const e = trial.suggestInt("layers", 1, 8) - 3
    const act = trial.suggestCategorical("act", ["relu", "tanh", "sigmoid"])
    const bias = trial.suggestCategorical("bias", [true, false])
    return a * a + b * b + c * c + d * d + e * e + ACTIVATION_COST[act] + (bias ? 0 : 0.25)
  },
}

function floats(count: number): (trial: Trial) => number {
  const names = Array.from({ length: count }, (_, i) => `x${i}`)
  return (trial) => {
    let value = 0
    for (let i = 0; i < count; i++) {
      const d = trial.suggestFloat(names[i] as string, -5, 5) - 0.1 * i
      value += d * d
    }
    return value
  }
}
