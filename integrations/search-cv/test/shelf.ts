import type { Estimator } from "@parzen/model-selection"

/** Holds a value, and scores it: for searches whose outcome is known. A value of -1 cannot be fitted. */
export class Shelf implements Estimator<number[][], number> {
  readonly estimatorType = "regressor"
  readonly params: { readonly value: number }

  constructor(params: { readonly value: number }) {
    this.params = params
  }

  withParams(params: Readonly<Record<string, unknown>>): Shelf {
    const { value } = { ...this.params, ...params } as { readonly value: number }
    return new Shelf({ value })
  }

  fit(): void {
    if (this.params.value === -1) throw new RangeError("-1 cannot be fitted")
  }

  predict(X: number[][]): number[] {
    return X.map(() => this.params.value)
  }

  score(): number {
    return this.params.value
  }
}
