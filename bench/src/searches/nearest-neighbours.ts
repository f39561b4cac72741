import type { Estimator } from "@parzen/model-selection"
import { encodeLabels } from "@parzen/model-selection"
import { Scale } from "./scale.ts"

/** Of {@link NearestNeighbours}. */
export interface NearestNeighboursParams {
  /** How many neighbours vote. */
  readonly k?: number
  /** A neighbour's vote is its distance to this power, so negative or 0. */
  readonly decay?: number
  /** So many votes for each class are there before any neighbour's. */
  readonly prior?: number
  /** How much each standardised column counts in a distance, by `w0`, `w1`, ...; by default 1. */
  readonly [weight: `w${number}`]: number
}

/** The votes of the nearest rows (Cover & Hart 1967), on standardised and weighted columns. */
export class NearestNeighbours implements Estimator<number[][], string> {
  readonly estimatorType = "classifier"
  readonly params: NearestNeighboursParams
  classes: readonly string[] = []
  #scale = new Scale([])
  #rows: readonly Float64Array[] = []
  #codes: Int32Array = new Int32Array()

  constructor(params: NearestNeighboursParams = {}) {
    this.params = params
  }

  withParams(params: Readonly<Record<string, unknown>>): NearestNeighbours {
    return new NearestNeighbours({ ...this.params, ...params })
  }

  fit(X: number[][], y: ArrayLike<string>): void {
    this.#scale = new Scale(X)
    this.#rows = this.#weighted(X)
    const { classes, codes } = encodeLabels(y)
    this.classes = classes
    this.#codes = codes
  }

  predictProba(X: number[][]): number[][] {
    const { k = 5, decay = 0, prior = 1 } = this.params
    return this.#weighted(X).map((row) => {
      const votes = this.classes.map(() => prior)
      for (const { code, distance } of this.#nearest(row, k)) {
        votes[code] = (votes[code] as number) + (distance + 1e-3) ** decay
      }
      const total = votes.reduce((sum, vote) => sum + vote, 0)
      return votes.map((vote) => vote / total)
    })
  }

  predict(X: number[][]): string[] {
    return this.predictProba(X).map((row) => this.classes[row.indexOf(Math.max(...row))] as string)
  }

  #nearest(row: Float64Array, k: number): { readonly code: number; readonly distance: number }[] {
    const distances = this.#rows.map((other, i) => {
      let square = 0
      for (let j = 0; j < row.length; j++) square += ((row[j] as number) - (other[j] as number)) ** 2
      return { code: this.#codes[i] as number, distance: Math.sqrt(square) }
    })
    return distances.sort((a, b) => a.distance - b.distance).slice(0, k)
  }

  #weighted(X: number[][]): Float64Array[] {
    return this.#scale.apply(X).map((row) => row.map((value, j) => value * (this.params[`w${j}`] ?? 1)))
  }
}
