import type { Distribution } from "../../distributions/distribution.ts"
import { ParzenError } from "../../errors.ts"
import { gridValues } from "../../math/decimal.ts"

/** The values that a parameter can take, as they are stored: of a categorical one the places of its choices. */
export interface Candidates {
  readonly values: readonly number[]
  readonly set: ReadonlySet<number>
  /** Equal for equal values, whatever the kind. */
  readonly key: string
}

const KNOWN = new WeakMap<Distribution, Candidates>()

/** The candidates of `distribution`, ascending. @throws INFINITE_SEARCH_SPACE for a float without step */
export function candidatesOf(name: string, distribution: Distribution): Candidates {
  let candidates = KNOWN.get(distribution)
  if (candidates === undefined) KNOWN.set(distribution, (candidates = enumerate(name, distribution)))
  return candidates
}

function enumerate(name: string, distribution: Distribution): Candidates {
  const { low, high, step } =
    distribution.kind === "categorical" ? { low: 0, high: distribution.choices.length - 1, step: 1 } : distribution
  if (step === undefined) {
    throw new ParzenError("INFINITE_SEARCH_SPACE", `'${name}': brute force needs a step for float(${low}, ${high})`)
  }
  const values = gridValues(low, high, step)
  return { values, set: new Set(values), key: `${low} to ${high} by ${step}` }
}
