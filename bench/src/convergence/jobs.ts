import { ONE_OBJECTIVE } from "./one-objective.ts"
import type { Problem } from "./problem.ts"
import { CONTESTANTS, N_BASELINES } from "./samplers.ts"
import { SEVERAL_OBJECTIVES } from "./several-objectives.ts"

/** The studies of one problem by one sampler. */
export interface Job {
  readonly problem: string
  readonly sampler: string
  readonly seeds: number
  /** After how many trials to look. */
  readonly budgets: readonly number[]
  /** How many trials run at a time. */
  readonly atOnce: number
}

/** All problems. */
export const PROBLEMS: readonly Problem[] = [...ONE_OBJECTIVE, ...SEVERAL_OBJECTIVES]

const BUDGETS_OF_ONE = [50, 200, 1000]
const BUDGETS_OF_SEVERAL = [100, 300, 1000]
/** For trials that run eight at a time: the budget in the middle. */
const AT_ONCE = 8

/** As `problem/sampler`, what `--only` looks into. */
export function jobName({ problem, sampler }: Job): string {
  return `${problem}/${sampler}`
}

/** All studies to run, or those whose name contains `only` and what they are compared with. */
export function listJobs(seeds: number, only: string): Job[] {
  return PROBLEMS.flatMap(({ name, reference }) => {
    const budgets = reference === undefined ? BUDGETS_OF_ONE : BUDGETS_OF_SEVERAL
    const fitting = CONTESTANTS.filter(({ takes }) => takes === "any" || takes === (reference ? "several" : "one"))
    const all = fitting.map((contestant): Job => {
      return { problem: name, sampler: contestant.name, seeds, budgets, atOnce: 1 }
    })
    if (!all.some((job) => jobName(job).includes(only))) return []
    const chosen = all.filter((job, i) => i < N_BASELINES || jobName(job).includes(only))
    return [...chosen, ...chosen.map((job) => ({ ...job, budgets: [budgets[1] as number], atOnce: AT_ONCE }))]
  })
}
