import type { Estimator } from "../src/index.ts"
import { encodeLabels } from "../src/index.ts"

/** The hyperparameters of {@link GaussianNB}. */
export type GaussianNBParams = {
  /** A share for each class, or those of the training rows. */
  readonly priors?: readonly number[] | null
  /** This much of the largest variance is added to all. */
  readonly varSmoothing?: number
}

/** Gaussian naive Bayes, as scikit-learn's `GaussianNB` has it: a real model that fits in no time. */
export class GaussianNB implements Estimator<number[][], number> {
  readonly estimatorType = "classifier"
  readonly params: GaussianNBParams
  classes: number[] = []
  disposed = false
  #models: { logPrior: number; means: number[]; variances: number[] }[] = []

  constructor(params: GaussianNBParams = {}) {
    this.params = params
  }

  withParams(params: GaussianNBParams): GaussianNB {
    return new GaussianNB({ ...this.params, ...params })
  }

  fit(X: number[][], y: ArrayLike<number>): void {
    const { priors = null, varSmoothing = 1e-9 } = this.params
    if (varSmoothing < 0) throw new RangeError(`varSmoothing ${varSmoothing} is negative`)
    const { classes, codes, counts } = encodeLabels(y)
    const epsilon = varSmoothing * Math.max(...columns(X).map(variance))
    this.classes = [...classes]
    this.#models = classes.map((_, code) => {
      const members = columns(X.filter((_, row) => codes[row] === code))
      const prior = priors?.[code] ?? (counts[code] as number) / y.length
      return {
        logPrior: Math.log(prior),
        means: members.map(mean),
        variances: members.map((x) => variance(x) + epsilon),
      }
    })
  }

  predict(X: number[][]): number[] {
    return X.map((row) => {
      const logs = this.#models.map(({ logPrior, means, variances }) =>
        row.reduce((sum, x, j) => {
          const v = variances[j] as number
          return sum - 0.5 * Math.log(2 * Math.PI * v) - (0.5 * (x - (means[j] as number)) ** 2) / v
        }, logPrior),
      )
      return this.classes[logs.indexOf(Math.max(...logs))] as number
    })
  }

  dispose(): void {
    this.disposed = true
  }
}

function columns(X: number[][]): number[][] {
  return (X[0] ?? []).map((_, j) => X.map((row) => row[j] as number))
}

function mean(x: number[]): number {
  return x.reduce((sum, value) => sum + value, 0) / x.length
}

function variance(x: number[]): number {
  const center = mean(x)
  return mean(x.map((value) => (value - center) ** 2))
}
