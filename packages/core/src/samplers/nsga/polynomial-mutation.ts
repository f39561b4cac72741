import type { RandomState } from "../../random/random-state.ts"
import type { ColumnBounds } from "../../space/transform.ts"
import type { StudyView } from "../../trial/study-view.ts"
import { checkNumber } from "./check.ts"
import type { Mutation } from "./mutation.ts"

/** Options of {@link PolynomialMutation}. */
export interface PolynomialMutationOptions {
  /** The distribution's index, at least 0: the larger, the smaller the change. By default 20. */
  readonly eta?: number | undefined
}

/** Changes a gene by a polynomial density that ends at the bounds (Deb et al. 2002; NSGA-II in C, revision 1.1.6). */
export class PolynomialMutation implements Mutation {
  readonly #eta: number

  /** @throws INVALID_ARGUMENT */
  constructor({ eta = 20 }: PolynomialMutationOptions = {}) {
    checkNumber("eta", eta, 0)
    this.#eta = eta
  }

  mutation(gene: number, random: RandomState, _study: StudyView, { low, high }: ColumnBounds): number {
    const u = random.random()
    const width = high - low
    if (width <= 0) return gene
    const power = this.#eta + 1
    if (u <= 0.5) {
      const value = 2 * u + (1 - 2 * u) * (1 - (gene - low) / width) ** power
      return gene + (value ** (1 / power) - 1) * width
    }
    const value = 2 * (1 - u) + 2 * (u - 0.5) * (1 - (high - gene) / width) ** power
    return gene + (1 - value ** (1 / power)) * width
  }
}
