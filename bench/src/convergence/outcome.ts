import { wilcoxon } from "@parzen/core/math"
import type { Job } from "./jobs.ts"
import type { StudyResult } from "./run-study.ts"

/** A job and its studies, one for each seed. */
export interface Outcome extends Job {
  readonly studies: readonly StudyResult[]
}

/** How the gaps of one sampler compare with another's, seed by seed. */
export interface Comparison {
  /** Whether they are smaller (`+`), greater (`-`) or neither (`=`) by more than chance explains. */
  readonly sign: "+" | "-" | "="
  /** The smaller p of the two one-sided signed-rank tests (Wilcoxon 1945). */
  readonly p: number
}

/** What p must be below to be a difference. */
export const LEVEL = 0.01

/** The gaps after the budget of index `at`, by seed. */
export function gapsAt({ studies }: Outcome, at: number): number[] {
  return studies.map(({ gaps }) => gaps[at] as number)
}

/** Compares `gaps` with the `others` of the same seeds. */
export function compare(gaps: readonly number[], others: readonly number[]): Comparison {
  const gains = gaps.map((gap, seed) => (others[seed] as number) - gap)
  const pBetter = wilcoxon(gains, "greater")
  const pWorse = wilcoxon(gains, "less")
  const sign = pBetter < LEVEL ? "+" : pWorse < LEVEL ? "-" : "="
  return { sign, p: Math.min(pBetter, pWorse) }
}

/** The outcome of `sampler` for the problem of `outcome`, under the same conditions. */
export function rival(all: readonly Outcome[], { problem, atOnce }: Outcome, sampler: string): Outcome | undefined {
  return all.find((other) => other.problem === problem && other.atOnce === atOnce && other.sampler === sampler)
}
