import { ParzenError } from "../errors.ts"
import { crc32 } from "../math/crc32.ts"
import { log } from "../math/log.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { StudyIndex } from "../trial/study-index.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"
import { BracketView } from "./bracket-view.ts"
import { checkWhole } from "./check.ts"
import type { Pruner } from "./pruner.ts"
import { SuccessiveHalvingPruner } from "./successive-halving.ts"

/** Options of {@link HyperbandPruner}. */
export interface HyperbandPrunerOptions {
  /** Steps before a trial of the first bracket competes, at least 1; by default 1. */
  readonly minResource?: number | undefined
  /**
   * Steps that a trial takes to the end, at least `minResource`. `"auto"`, the default: those of the longest complete trial at
   * the time when the first trial is judged.
   */
  readonly maxResource?: number | "auto" | undefined
  /** One in so many is promoted at each rung, at least 2; by default 3. */
  readonly reductionFactor?: number | undefined
  /** So many trials of each rung end there, whatever they reported; by default 0, and 0 only with `"auto"`. */
  readonly bootstrapCount?: number | undefined
}

interface Bracket {
  readonly pruner: SuccessiveHalvingPruner
  /** The trials whose hash is below this and not below that of the bracket before. */
  readonly end: number
  readonly view: BracketView
}

/**
 * Hyperband (Li et al. 2018, https://jmlr.org/papers/v18/16-558.html) as Optuna 5.0.0 does it: brackets of
 * {@link SuccessiveHalvingPruner}, the b-th without its first b rungs. The CRC-32 of the study's name and the trial's number
 * picks the bracket, in proportion to the budgets. A trial competes within its bracket; samplers see all trials. Reports that
 * are NaN or infinite are met as successive halving meets them. With `"auto"` everybody goes on while no complete trial has
 * reported, and always if the longest has less than `minResource / reductionFactor` steps.
 */
export class HyperbandPruner implements Pruner {
  readonly #minResource: number
  readonly #maxResource: number | undefined
  readonly #reductionFactor: number
  readonly #bootstrapCount: number
  readonly #brackets = new WeakMap<StudyView, readonly Bracket[]>()

  /** @throws INVALID_ARGUMENT for numbers that are not whole or too small, and a bootstrap with `"auto"` */
  constructor(options: HyperbandPrunerOptions = {}) {
    const { minResource = 1, maxResource = "auto", reductionFactor = 3, bootstrapCount = 0 } = options
    this.#minResource = checkWhole("minResource", minResource, 1)
    this.#maxResource =
      maxResource === "auto" ? undefined : checkWhole("maxResource ('auto' apart)", maxResource, minResource)
    this.#reductionFactor = checkWhole("reductionFactor", reductionFactor, 2)
    this.#bootstrapCount = checkWhole("bootstrapCount", bootstrapCount, 0)
    if (bootstrapCount > 0 && maxResource === "auto") {
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `bootstrapCount ${bootstrapCount} needs a maxResource other than 'auto'`,
      )
    }
  }

  prune(study: StudyView, trial: TrialView): boolean {
    const brackets = this.#brackets.get(study) ?? this.#divide(study)
    if (brackets.length === 0) return false
    const { pruner, view } = brackets[bracketOf(study, trial.number, brackets)] as Bracket
    return pruner.prune(view, trial)
  }

  #divide(study: StudyView): readonly Bracket[] {
    const maxResource = this.#maxResource ?? LONGEST.of(study).steps
    if (maxResource === undefined) return []
    const brackets: Bracket[] = []
    // A quotient of rounded logarithms: 243 / 1 with factor 3 makes 5 brackets, not 6, as in Optuna.
    const nBrackets = Math.floor(log(maxResource / this.#minResource) / log(this.#reductionFactor)) + 1
    let end = 0
    for (let b = 0; b < nBrackets; b++) {
      const s = nBrackets - 1 - b
      end += Math.ceil((nBrackets * this.#reductionFactor ** s) / (s + 1))
      const pruner = new SuccessiveHalvingPruner({
        minResource: this.#minResource,
        reductionFactor: this.#reductionFactor,
        minEarlyStoppingRate: b,
        bootstrapCount: this.#bootstrapCount,
      })
      const view = new BracketView(study, (number) => bracketOf(study, number, brackets) === b)
      brackets.push({ pruner, end, view })
    }
    this.#brackets.set(study, brackets)
    return brackets
  }
}

function bracketOf({ studyName }: StudyView, trialNumber: number, brackets: readonly Bracket[]): number {
  const budget = (brackets.at(-1) as Bracket).end
  const hash = crc32(`${studyName}_${trialNumber}`) % budget
  return brackets.findIndex(({ end }) => hash < end)
}

/** How many steps the longest complete trial of a study took. */
class LongestTrial {
  steps: number | undefined

  add({ state, lastStep }: FrozenTrial): void {
    if (state === "complete" && lastStep !== undefined) this.steps = Math.max(this.steps ?? 0, lastStep + 1)
  }
}

const LONGEST = /* @__PURE__ */ new StudyIndex(() => new LongestTrial())
