import type { Target } from "../target.ts"
import { atLeast, atMost } from "../target.ts"
import type { Outcome } from "./outcome.ts"
import { compare, gapsAt, rival } from "./outcome.ts"
import { CONTESTANTS } from "./samplers.ts"

/** How many seeds a verdict takes. */
const ENOUGH_SEEDS = 30

/** On how many problems each sampler must be better than Random at the last budget. */
const BETTER_ON: Readonly<Record<string, number>> = { TPE: 9, "CMA-ES": 4, "NSGA-II": 4, "NSGA-III": 4, Auto: 8 }

/** Judges the outcomes of one trial at a time. */
export function judge(outcomes: readonly Outcome[], isWhole: boolean): Target[] {
  const one = outcomes.filter(({ atOnce, seeds }) => atOnce === 1 && isWhole && seeds >= ENOUGH_SEEDS)
  const count = (name: string, baseline: string, sign: string): number | undefined => {
    const signs = one.filter(({ sampler }) => sampler === name).map((outcome) => signAgainst(one, outcome, baseline))
    return signs.length === 0 ? undefined : signs.filter((one) => one === sign).length
  }
  const targets = CONTESTANTS.filter(({ name }) => name !== "Random").flatMap(({ name }) => {
    const least = BETTER_ON[name]
    const better = `problems on which ${name} is better than Random`
    return [
      ...(least === undefined ? [] : [atLeast(least, count(name, "Random", "+"), better)]),
      atMost(0, count(name, "Random", "-"), `problems on which ${name} is worse than Random`),
    ]
  })
  const autoWorse = "problems on which Auto is worse than TPE"
  return [...targets, atMost(0, count("Auto", "TPE", "-"), autoWorse)]
}

function signAgainst(all: readonly Outcome[], outcome: Outcome, baseline: string): string | undefined {
  const other = rival(all, outcome, baseline)
  const last = outcome.budgets.length - 1
  return other && compare(gapsAt(outcome, last), gapsAt(other, last)).sign
}
