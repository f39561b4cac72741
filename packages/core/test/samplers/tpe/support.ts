import * as fc from "fast-check"
import type { Distribution, FrozenTrial, RandomState, SearchSpace } from "../../../src/index.ts"
import { categorical, float, int } from "../../../src/index.ts"
import type { Axes } from "../../../src/samplers/tpe/axes.ts"
import { gridValue, toScale } from "../../../src/samplers/tpe/axes.ts"
import { Candidates } from "../../../src/samplers/tpe/candidates.ts"
import { Mixture } from "../../../src/samplers/tpe/mixture.ts"
import { TrialRecord } from "../../../src/trial/frozen-trial.ts"

/** One distribution of each kind that the mixtures tell apart, linear and log. */
export const KINDS: Readonly<Record<string, Distribution>> = {
  continuous: float(-5, 5),
  log: float(1e-5, 0.1, { log: true }),
  "small grid": float(0, 0.5, { step: 0.1 }),
  "small integers": int(-3, 12, { step: 3 }),
  "small log integers": int(1, 40, { log: true }),
  "large grid": float(0, 10, { step: 0.01 }),
  "large log integers": int(1, 4096, { log: true }),
  categorical: categorical(["a", null, true, 4]),
}

/** Some of the kinds, some of them twice. */
export const anySpace: fc.Arbitrary<SearchSpace> = fc
  .array(fc.constantFrom(...Object.keys(KINDS)), { minLength: 1, maxLength: 9 })
  .map((kinds) => new Map(kinds.map((kind, i) => [`${i} ${kind}`, KINDS[kind] as Distribution])))

/** A space of these distributions, in this order. */
export function spaceOf(distributions: Readonly<Record<string, Distribution>>): SearchSpace {
  return new Map(Object.entries(distributions))
}

/** A point as mixtures take it. Every tenth is out of range, and many are equal. */
export function randomPoint(axes: Axes, random: RandomState): Float64Array {
  const { numeric } = axes
  const point = new Float64Array(axes.names.length)
  for (const [i, { distribution, size, step }] of numeric.entries()) {
    const { low, high } = distribution
    const u = random.random() < 0.5 ? random.random() : 0.4 + 0.02 * random.normal()
    let value = step > 0 ? gridValue(distribution, Math.floor(u * size)) : low + u * (high - low)
    if (random.random() < 0.1) value = high + random.random() * (high - low)
    point[i] = toScale(distribution, value)
  }
  for (const [i, { choices }] of axes.categorical.entries()) {
    point[numeric.length + i] = random.randint(0, choices.length)
  }
  return point
}

/** A mixture of random points; trial numbers ascend with gaps. */
export function randomMixture(axes: Axes, n: number, random: RandomState, isDecayed = true): Mixture {
  const mixture = new Mixture(axes, isDecayed)
  for (let i = 0; i < n; i++) mixture.insert(3 * i, randomPoint(axes, random))
  mixture.settle()
  return mixture
}

/** Candidates drawn from a mixture. */
export function drawnFrom(mixture: Mixture, count: number, random: RandomState): Candidates {
  const candidates = new Candidates(mixture.axes, count)
  candidates.draw(mixture, random)
  return candidates
}

/** A trial as a history holds it. */
export function trialOf(
  number: number,
  fields: Partial<ConstructorParameters<typeof TrialRecord>[0]> = {},
): FrozenTrial {
  return new TrialRecord({ number, id: number, state: "complete", ...fields })
}
