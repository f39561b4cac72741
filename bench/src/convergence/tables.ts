import { median } from "../median.ts"
import { digits, table } from "../table.ts"
import type { Target } from "../target.ts"
import { targetsTable } from "../target.ts"
import { PROBLEMS } from "./jobs.ts"
import type { Outcome } from "./outcome.ts"
import { compare, gapsAt, LEVEL, rival } from "./outcome.ts"
import { CONTESTANTS, N_BASELINES } from "./samplers.ts"

const BASELINES = CONTESTANTS.slice(0, N_BASELINES).map(({ name }) => name)

/** The results as text, for a terminal. */
export function convergenceText(outcomes: readonly Outcome[], targets: readonly Target[]): string {
  const [{ seeds = 0 } = {}] = outcomes
  const one = outcomes.filter(({ problem }) => !hasSeveral(problem))
  const several = outcomes.filter(({ problem }) => hasSeveral(problem))
  const parts = [
    `Medians over ${seeds} seeds. Beside each baseline: better (+), worse (-) or neither (=) after each budget, at the level ` +
      `${LEVEL} of the one-sided paired Wilcoxon test; then the smaller p after the last.`,
  ]
  if (one.length > 0) parts.push(`Distance of the best value from the optimum, by trials\n${gapsTable(one)}`)
  if (several.length > 0) parts.push(`Hypervolume that the true front has more, by trials\n${gapsTable(several)}`)
  const side = outcomes.filter(({ atOnce }) => atOnce > 1)
  if (side.length > 0) parts.push(`The same with ${side[0]?.atOnce} trials at a time\n${atOnceTable(outcomes, side)}`)
  return [...parts, targetsTable(targets)].join("\n\n")
}

function hasSeveral(problem: string): boolean {
  return PROBLEMS.some(({ name, reference }) => name === problem && reference !== undefined)
}

function gapsTable(outcomes: readonly Outcome[]): string {
  const shown = outcomes.filter(({ atOnce }) => atOnce === 1)
  const budgets = shown[0]?.budgets ?? []
  const header = ["problem", "sampler", ...budgets.map(String), ...BASELINES.map((name) => `to ${name}`), "ms a trial"]
  const rows = shown.map((outcome) => [
    outcome.problem,
    outcome.sampler,
    ...budgets.map((_, at) => short(median(gapsAt(outcome, at)))),
    ...BASELINES.map((name) => against(outcomes, outcome, name)),
    digits(median(outcome.studies.map(({ msPerTrial }) => msPerTrial))),
  ])
  return table(header, rows, 2)
}

function against(all: readonly Outcome[], outcome: Outcome, baseline: string): string {
  const other = rival(all, outcome, baseline)
  if (other === undefined || other === outcome) return ""
  const comparisons = outcome.budgets.map((_, at) => compare(gapsAt(outcome, at), gapsAt(other, at)))
  return `${comparisons.map(({ sign }) => sign).join("")} ${chance(comparisons.at(-1)?.p ?? NaN)}`
}

function atOnceTable(all: readonly Outcome[], side: readonly Outcome[]): string {
  const header = ["problem", "sampler", "trials", "one at a time", "together", "to one at a time"]
  const rows = side.map((outcome) => {
    const [budget = 0] = outcome.budgets
    const alone = all.find((o) => o.atOnce === 1 && o.problem === outcome.problem && o.sampler === outcome.sampler)
    const at = alone?.budgets.indexOf(budget) ?? -1
    const before = alone === undefined ? [] : gapsAt(alone, at)
    const after = gapsAt(outcome, 0)
    const { sign, p } = compare(after, before)
    const verdict = `${sign} ${chance(p)}`
    return [outcome.problem, outcome.sampler, String(budget), short(median(before)), short(median(after)), verdict]
  })
  return table(header, rows, 2)
}

/** A gap below 1e-12 is one of rounding. */
function short(gap: number): string {
  if (Math.abs(gap) < 1e-12) return "0"
  return Math.abs(gap) >= 1e-3 ? digits(gap) : gap.toExponential(1)
}

function chance(p: number): string {
  return p >= 0.01 ? p.toFixed(2) : p.toExponential(0)
}
