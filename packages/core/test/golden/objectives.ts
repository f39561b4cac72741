import type { Trial } from "../../src/index.ts"

/** What an objective of the golden traces comes to: values, reports step by step, or "prune". NaN means that it fails. */
export type Result =
  number | readonly number[] | { readonly reports: readonly number[]; readonly firstStep: number } | "prune"

/** The objectives of the golden traces, by name: in exact arithmetic, so that every machine gets the same values. */
export const OBJECTIVES: Readonly<Record<string, (trial: Trial) => Result>> = {
  sphere2(trial) {
    const x = trial.suggestFloat("x", -5, 5)
    const y = trial.suggestFloat("y", -5, 5)
    return (x - 1) * (x - 1) + (y + 2) * (y + 2)
  },

  quad5(trial) {
    let value = 0
    for (let i = 0; i < 5; i++) {
      const d = trial.suggestFloat(`x${i}`, -5, 5) - 0.5 * i
      value += (i + 1) * d * d
    }
    return value
  },

  mixed: (trial) => mixed(trial).value,

  mixed_max: (trial) => 10 - mixed(trial).value,

  constrained_mixed(trial) {
    const { value, units, layers } = mixed(trial)
    trial.setConstraint("c0", units / 256 + layers / 4 - 1)
    return value
  },

  mixed_two(trial) {
    const { value, units, layers } = mixed(trial)
    return [value, (units * layers) / 10]
  },

  conditional(trial) {
    const n = trial.suggestInt("n_layers", 1, 3)
    let value = 0
    for (let i = 0; i < n; i++) {
      const d = (trial.suggestInt(`units_${i}`, 8, 256, { log: true }) - 32 * (i + 1)) / 64
      value += d * d
    }
    if (trial.suggestCategorical("optimizer", ["sgd", "adam"]) === "sgd") {
      const momentum = trial.suggestFloat("momentum", 0, 0.99)
      value += 1 + (momentum - 0.9) * (momentum - 0.9)
    } else {
      const beta = trial.suggestFloat("beta1", 0.8, 0.999)
      value += (beta - 0.9) * (beta - 0.9) * 10
    }
    const lr = trial.suggestFloat("lr", 1e-4, 1, { log: true })
    value += ((lr * 100 - 1) * (lr * 100 - 1)) / (lr * 100 + 1)
    return value + (n - 2) * (n - 2) * 0.3
  },

  cats(trial) {
    const letters = Array.from({ length: 12 }, (_, i) => `c${i}`)
    const mixedChoices = [null, true, false, 1.5, "z"] as const
    const a = letters.indexOf(trial.suggestCategorical("a", letters))
    const b = mixedChoices.indexOf(trial.suggestCategorical("b", mixedChoices))
    const c = trial.suggestCategorical("c", [0, 1, 2, 3])
    return (a - 7) * (a - 7) + (b - 3) * (b - 3) * 2 + c
  },

  ints(trial) {
    const a = trial.suggestInt("a", 0, 10)
    const b = trial.suggestInt("b", -6, 6, { step: 3 })
    const c = trial.suggestFloat("c", 0, 1, { step: 0.25 })
    return (a - 3) * (a - 3) + (b - 3) * (b - 3) * 0.5 + (c - 0.75) * (c - 0.75) * 8
  },

  curve(trial) {
    const x = trial.suggestFloat("x", 0, 1)
    const y = trial.suggestFloat("y", 0, 1)
    const limit = (x - 0.3) * (x - 0.3) + (y - 0.7) * (y - 0.7)
    const report = (step: number): number => limit + (1 + x) / step + ((trial.number * 7 + step * 3) % 5) * 0.01
    return { firstStep: 1, reports: Array.from({ length: 30 }, (_, i) => report(i + 1)) }
  },

  folds(trial) {
    const x = trial.suggestFloat("x", -2, 2)
    const report = (step: number): number => x * x + ((trial.number * 5 + step * 11) % 13) * 0.02 + step * 0.1
    return { firstStep: 0, reports: Array.from({ length: 12 }, (_, step) => report(step)) }
  },

  binh_korn: (trial) => binhKorn(trial).values,

  binh_korn_constrained(trial) {
    const { x, y, values } = binhKorn(trial)
    trial.setConstraint("c0", (x - 5) * (x - 5) + y * y - 25)
    trial.setConstraint("c1", 7.7 - (x - 8) * (x - 8) - (y + 3) * (y + 3))
    return values
  },

  tri(trial) {
    const x = trial.suggestFloat("x", 0, 1)
    const y = trial.suggestFloat("y", 0, 1)
    const z = trial.suggestFloat("z", 0, 1)
    return [x * x + (y - 1) * (y - 1), (x - 1) * (x - 1) + y * y + 0.5 * z, (z - 1) * (z - 1) + x * y]
  },

  flaky(trial) {
    const x = trial.suggestFloat("x", -1, 1)
    const k = trial.suggestCategorical("k", ["a", "b"])
    if (trial.number % 7 === 3) return NaN
    if (trial.number % 7 === 5) return "prune"
    return x * x + (k === "b" ? 0.5 : 0)
  },
}

function mixed(trial: Trial): { readonly value: number; readonly units: number; readonly layers: number } {
  const lr = trial.suggestFloat("lr", 1e-5, 1e-1, { log: true })
  const units = trial.suggestInt("units", 4, 512, { log: true })
  const layers = trial.suggestInt("layers", 1, 4)
  const dropout = trial.suggestFloat("dropout", 0, 0.5, { step: 0.1 })
  const batch = trial.suggestInt("batch", 16, 128, { step: 16 })
  const act = trial.suggestCategorical("act", ["relu", "tanh", "sigmoid"])
  const bias = trial.suggestCategorical("bias", [true, false])
  const a = lr * 100 - 1
  const b = (units - 96) / 100
  const c = layers - 2
  const d = dropout - 0.2
  const e = (batch - 64) / 32
  let value = a * a + b * b + c * c + 4 * d * d + e * e
  value += { relu: 0, tanh: 0.5, sigmoid: 1 }[act]
  value += bias ? 0 : 0.25
  return { value, units, layers }
}

function binhKorn(trial: Trial): {
  readonly x: number
  readonly y: number
  readonly values: readonly [number, number]
} {
  const x = trial.suggestFloat("x", 0, 5)
  const y = trial.suggestFloat("y", 0, 3)
  return { x, y, values: [4 * x * x + 4 * y * y, (x - 5) * (x - 5) + (y - 5) * (y - 5)] }
}
