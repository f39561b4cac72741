import { describe, ParzenError } from "../errors.ts"
import type { CategoricalChoice, CategoricalDistribution } from "./categorical.ts"
import type { FloatDistribution } from "./float.ts"
import type { IntDistribution } from "./int.ts"

/** Where a parameter's values come from. */
export type Distribution = FloatDistribution | IntDistribution | CategoricalDistribution

/** A parameter's value as a user sees it. */
export type ParamValue = CategoricalChoice

/** Parameter values by name. */
export type Params = Record<string, ParamValue>

/** The value type of a distribution: `number`, or the union of the choices. */
export type ValueOf<D extends Distribution> = D extends CategoricalDistribution<infer T> ? T : number

/** @throws INVALID_DISTRIBUTION for what is no distribution */
export function checkDistribution(name: string, distribution: unknown): Distribution {
  const { kind, toInternal } = (distribution ?? {}) as Partial<Distribution>
  if (kind !== undefined && typeof toInternal === "function") return distribution as Distribution
  const message = `'${name}': takes a distribution such as float(0, 1), got ${describe(distribution)}`
  throw new ParzenError("INVALID_DISTRIBUTION", message)
}

/** Whether `a` and `b` are of one kind with equal bounds, step, scale and choices (NaN is NaN). */
export function sameDistribution(a: Distribution, b: Distribution): boolean {
  if (a === b) return true
  if (a.kind === "categorical" || b.kind === "categorical") {
    return (
      a.kind === b.kind && sameChoices((a as CategoricalDistribution).choices, (b as CategoricalDistribution).choices)
    )
  }
  return a.kind === b.kind && a.low === b.low && a.high === b.high && a.step === b.step && a.log === b.log
}

/**
 * Checks that parameter `name`, so far of distribution `old`, may now be of `next`: the kind, `log` and the choices stay,
 * bounds and step may change.
 * @throws INCOMPATIBLE_DISTRIBUTION
 */
export function checkCompatible(name: string, old: Distribution, next: Distribution): void {
  if (old === next) return
  if (old.kind !== next.kind) throw incompatible(`'${name}' was ${old.kind} and cannot become ${next.kind}`)
  if (old.kind === "categorical") {
    const choices = (next as CategoricalDistribution).choices
    if (sameChoices(old.choices, choices)) return
    throw incompatible(`'${name}' had the choices ${describe(old.choices)}, which cannot become ${describe(choices)}`)
  }
  const { log } = next as FloatDistribution | IntDistribution
  if (old.log !== log) throw incompatible(`'${name}' had log ${old.log}, which cannot become ${log}`)
}

/** Whether two lists of choices are equal, in order (NaN is NaN). */
export function sameChoices(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a === b) return true
  return (
    a.length === b.length && a.every((choice, i) => choice === b[i] || (Number.isNaN(choice) && Number.isNaN(b[i])))
  )
}

function incompatible(message: string): ParzenError {
  return new ParzenError("INCOMPATIBLE_DISTRIBUTION", message)
}
