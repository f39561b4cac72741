import type { Estimator } from "@parzen/model-selection"
import { encodeLabels } from "@parzen/model-selection"

/** The hyperparameters of {@link GaussianNB}, under scikit-learn's names. */
export type GaussianNBParams = {
  /** A share for each class, or `null` for those of the training rows. */
  readonly priors?: readonly number[] | null
  /** This much of the largest variance is added to all. */
  readonly var_smoothing?: number
}

interface ClassModel {
  readonly logPrior: number
  readonly means: readonly number[]
  readonly variances: readonly number[]
}

/** Gaussian naive Bayes with the arithmetic of scikit-learn 1.9's `GaussianNB`: a real model that fits in no time. */
export class GaussianNB implements Estimator<number[][], number> {
  readonly estimatorType = "classifier"
  readonly params: GaussianNBParams
  classes: number[] = []
  disposed = false
  #models: ClassModel[] = []

  constructor(params: GaussianNBParams = {}) {
    this.params = params
  }

  withParams(params: Readonly<Record<string, unknown>>): GaussianNB {
    for (const name of Object.keys(params)) {
      if (name !== "priors" && name !== "var_smoothing") throw new Error(`GaussianNB has no parameter ${name}`)
    }
    return new GaussianNB({ ...this.params, ...params })
  }

  fit(X: number[][], y: ArrayLike<number>): unknown {
    const { priors = null, var_smoothing = 1e-9 } = this.params
    if (var_smoothing < 0) throw new RangeError(`var_smoothing ${var_smoothing} is negative`)
    const { classes, codes, counts } = encodeLabels(y)
    if (priors !== null && priors.length !== classes.length) {
      throw new RangeError(`${priors.length} priors for ${classes.length} classes`)
    }
    const epsilon = var_smoothing * Math.max(...columns(X).map(variance))
    this.classes = [...classes]
    this.#models = classes.map((_, code) => {
      const members = columns(X.filter((_, row) => codes[row] === code))
      return {
        logPrior: Math.log(priors?.[code] ?? (counts[code] as number) / y.length),
        means: members.map(mean),
        variances: members.map((x) => variance(x) + epsilon),
      }
    })
    return this
  }

  predict(X: number[][]): number[] {
    return X.map((row) => {
      const logs = this.#jointLogs(row)
      return this.classes[logs.indexOf(Math.max(...logs))] as number
    })
  }

  predictProba(X: number[][]): number[][] {
    return X.map((row) => {
      const logs = this.#jointLogs(row)
      const top = Math.max(...logs)
      const total = top + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0))
      return logs.map((log) => Math.exp(log - total))
    })
  }

  dispose(): void {
    this.disposed = true
  }

  #jointLogs(row: readonly number[]): number[] {
    return this.#models.map(({ logPrior, means, variances }) => {
      let logs = 0
      let squares = 0
      for (const [j, x] of row.entries()) {
        const v = variances[j] as number
        logs += Math.log(2 * Math.PI * v)
        squares += (x - (means[j] as number)) ** 2 / v
      }
      return logPrior + (-0.5 * logs - 0.5 * squares)
    })
  }
}

function columns(X: readonly (readonly number[])[]): number[][] {
  return (X[0] ?? []).map((_, j) => X.map((row) => row[j] as number))
}

function mean(x: readonly number[]): number {
  return x.reduce((sum, value) => sum + value, 0) / x.length
}

function variance(x: readonly number[]): number {
  const center = mean(x)
  return mean(x.map((value) => (value - center) ** 2))
}
