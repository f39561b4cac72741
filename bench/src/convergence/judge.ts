import type { Target } from "../target.ts"
import { atLeast, atMost } from "../target.ts"
import type { Outcome } from "./outcome.ts"
import { compare, gapsAt, rival } from "./outcome.ts"
import { CONTESTANTS } from "./samplers.ts"

/** How many seeds a verdict takes. */
const ENOUGH_SEEDS = 30

/** On how many problems each sampler must be better than Random at the last budget. */
const BETTER_ON: Readonly<Record<string, number>> = { TPE: 9, "CMA-ES": 4, "NSGA-II": 4, "NSGA-III": 4 }

/** Judges the outcomes of one trial at a time. */
export function judge(outcomes: readonly Outcome[], isWhole: boolean): Target[] {
  const one = outcomes.filter(({ atOnce, seeds }) => atOnce === 1 && isWhole && seeds >= ENOUGH_SEEDS)
  return CONTESTANTS.filter(({ name }) => name !== "Random").flatMap(({ name }) => {
    const signs = one.filter(({ sampler }) => sampler === name).map((outcome) => signAgainstRandom(one, outcome))
    const count = (sign: string): number | undefined =>
      signs.length === 0 ? undefined : signs.filter((one) => one === sign).length
    const least = BETTER_ON[name]
    return [
      ...(least === undefined ? [] : [atLeast(least, count("+"), `problems on which ${name} is better than Random`)]),
      atMost(0, count("-"), `problems on which ${name} is worse than Random`),
    ]
  })
}

function signAgainstRandom(all: readonly Outcome[], outcome: Outcome): string | undefined {
  const random = rival(all, outcome, "Random")
  const last = outcome.budgets.length - 1
  return random && compare(gapsAt(outcome, last), gapsAt(random, last)).sign
}
