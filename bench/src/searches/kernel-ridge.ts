import type { Estimator } from "@parzen/model-selection"
import { CholeskyDecomposition, Matrix } from "ml-matrix"
import { Scale } from "./scale.ts"

/** Of {@link KernelRidge}. */
export interface KernelRidgeParams {
  /** How much large weights cost. */
  readonly alpha?: number
  /** One over the squared width of the kernel, in standard deviations. */
  readonly gamma?: number
  readonly kernel?: "gaussian" | "laplace"
  /** Whether the logarithm of the target is learnt. */
  readonly logTarget?: boolean
}

/** Ridge regression in the space of a kernel (Saunders et al. 1998), on standardised columns. */
export class KernelRidge implements Estimator<number[][], number> {
  readonly estimatorType = "regressor"
  readonly params: Required<KernelRidgeParams>
  #scale = new Scale([])
  #rows: readonly Float64Array[] = []
  #weights: readonly number[] = []
  #mean = 0

  constructor(params: KernelRidgeParams = {}) {
    this.params = { alpha: 1, gamma: 0.1, kernel: "gaussian", logTarget: false, ...params }
  }

  withParams(params: KernelRidgeParams): KernelRidge {
    return new KernelRidge({ ...this.params, ...params })
  }

  fit(X: number[][], y: ArrayLike<number>): void {
    const { alpha, logTarget } = this.params
    this.#scale = new Scale(X)
    this.#rows = this.#scale.apply(X)
    const target = Array.from(y, (value) => (logTarget ? Math.log(value) : value))
    this.#mean = target.reduce((sum, value) => sum + value, 0) / target.length
    const similarity = new Matrix(this.#similarities(this.#rows)).add(Matrix.eye(X.length).mul(alpha))
    const centred = Matrix.columnVector(target.map((value) => value - this.#mean))
    this.#weights = new CholeskyDecomposition(similarity).solve(centred).to1DArray()
  }

  predict(X: number[][]): number[] {
    const { logTarget } = this.params
    return this.#similarities(this.#scale.apply(X)).map((row) => {
      const value = row.reduce((sum, similarity, i) => sum + similarity * (this.#weights[i] as number), this.#mean)
      return logTarget ? Math.exp(value) : value
    })
  }

  #similarities(rows: readonly Float64Array[]): number[][] {
    const { gamma, kernel } = this.params
    return rows.map((a) =>
      this.#rows.map((b) => {
        let distance = 0
        for (let j = 0; j < a.length; j++) {
          const difference = (a[j] as number) - (b[j] as number)
          distance += kernel === "gaussian" ? difference * difference : Math.abs(difference)
        }
        return Math.exp(-gamma * distance)
      }),
    )
  }
}
