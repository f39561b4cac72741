import type { CategoricalChoice } from "../distributions/categorical.ts"
import type { Distribution, ParamValue } from "../distributions/distribution.ts"
import { describe, ParzenError } from "../errors.ts"
import { warn } from "../logging.ts"
import { RandomState } from "../random/random-state.ts"
import type { FrozenTrial } from "../trial/frozen-trial.ts"
import { isFinished } from "../trial/state.ts"
import { StudyIndex } from "../trial/study-index.ts"
import type { StudyView, TrialView } from "../trial/study-view.ts"
import { Grid } from "./grid/grid.ts"
import { PythonSet } from "./grid/python-set.ts"
import type { Sampler } from "./sampler.ts"

/** Options of {@link GridSampler}. */
export interface GridSamplerOptions {
  /** The values to try of each parameter, by name; every combination is a point of the grid. */
  readonly searchSpace: Readonly<Record<string, readonly CategoricalChoice[]>>
  /** A whole number from 0 to 2^32 - 1 that fixes the order; by default 0. Workers on one study need the same. */
  readonly seed?: number | undefined
}

const GRID_ID = "grid_id"
const SEARCH_SPACE = "search_space"

/**
 * Tries every point of a grid, in an order that `seed` shuffles, then ends the study. Trial `n` takes point `n` of that order;
 * trials with higher numbers than there are points take, at random, one that nobody has, or has finished, or any. So workers
 * need nothing in common but the seed. Each trial keeps its point as the attributes `search_space` and `grid_id`. Points of
 * failed and pruned trials count as tried; values of the objective, NaN and infinite ones too, do not matter; an empty history
 * is a grid not begun. The order and the draws are Optuna 5.0.0's.
 */
export class GridSampler implements Sampler {
  readonly #random: RandomState
  readonly #grid: Grid
  /** Which point of the grid is the n-th to be tried. */
  readonly #order: Int32Array
  readonly #visited: StudyIndex<Visited> = new StudyIndex(() => this.#nothingVisited())

  /**
   * A value that is not null, a boolean, a number or a string is taken with a warning: no storage but memory keeps it.
   * @throws INVALID_ARGUMENT for a parameter without values and a grid of 2^31 points or more, INVALID_SEED
   */
  constructor(options: GridSamplerOptions) {
    const { searchSpace, seed = 0 } = options ?? {}
    this.#grid = new Grid(searchSpace)
    this.#random = new RandomState(seed)
    this.#order = Int32Array.from({ length: this.#grid.size }, (_, i) => i)
    this.#random.shuffle(this.#order)
  }

  /** Whether every point has been tried. */
  isExhausted({ trials }: { readonly trials: readonly FrozenTrial[] }): boolean {
    const visited = this.#nothingVisited()
    for (const trial of trials) if (isFinished(trial.state)) visited.add(trial)
    return visited.ids.size === this.#grid.size
  }

  beforeTrial(study: StudyView, trial: TrialView): void {
    if (GRID_ID in trial.systemAttrs || "fixed_params" in trial.systemAttrs) return
    let id = trial.number
    if (id >= this.#grid.size) {
      let left = this.#idsLeft(study)
      if (left.length === 0) {
        warn("GridSampler: the grid is exhausted, a point is tried again")
        left = [...this.#order.keys()]
      }
      id = left[this.#random.randint(0, left.length)] as number
    }
    trial.setSystemAttr(SEARCH_SPACE, this.#grid.searchSpace)
    trial.setSystemAttr(GRID_ID, id)
  }

  /**
   * A value of the grid that is out of range is given all the same, with a warning.
   * @throws INVALID_ARGUMENT for a parameter that the grid does not have, and in an enqueued trial that leaves one out;
   * INVALID_PARAM_VALUE for a value of the wrong kind
   */
  sampleIndependent(_study: StudyView, trial: TrialView, name: string, distribution: Distribution): ParamValue {
    const point = this.#order[this.#idOf(trial) ?? -1]
    if (point === undefined) {
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `trial ${trial.number} was enqueued without '${name}': GridSampler needs all parameters`,
      )
    }
    const value = this.#grid.valueAt(point, name)
    if (!distribution.contains(distribution.toInternal(value))) {
      warn(`'${name}': the grid's value ${describe(value)} is out of range and used all the same`)
    }
    return value
  }

  afterTrial(study: StudyView, trial: TrialView): void {
    const { ids } = this.#visited.of(study)
    const own = this.#idOf(trial)
    if (this.#grid.size - ids.size - study.history.running.size <= 1) {
      const left = this.#idsLeft(study)
      if (left.length === 0 || (left.length === 1 && left[0] === own)) study.stop()
    }
    // At once, so that trials which end together see each other.
    if (own !== undefined) ids.add(own)
  }

  /** The places in the order that nobody has, or, if there are none, that nobody has finished. */
  #idsLeft(study: StudyView): number[] {
    const { ids } = this.#visited.of(study)
    const running = [...study.history.running.values()]
      .map((trial) => this.#idOf(trial))
      .filter((id) => id !== undefined)
    const unfinished = PythonSet.range(this.#grid.size).minus(ids)
    const untouched = unfinished.minus(new Set(running))
    return untouched.size > 0 ? untouched.values() : unfinished.values()
  }

  /** A trial's place in the order, if it has one in this grid. */
  #idOf({ systemAttrs }: FrozenTrial): number | undefined {
    const id = systemAttrs[GRID_ID]
    return typeof id === "number" && this.#grid.matches(systemAttrs[SEARCH_SPACE]) ? id : undefined
  }

  #nothingVisited(): Visited {
    return new Visited((trial) => this.#idOf(trial))
  }
}

/** The places in the order that finished trials had. */
class Visited {
  readonly ids = new Set<number>()
  readonly #idOf: (trial: FrozenTrial) => number | undefined

  constructor(idOf: (trial: FrozenTrial) => number | undefined) {
    this.#idOf = idOf
  }

  add(trial: FrozenTrial): void {
    const id = this.#idOf(trial)
    if (id !== undefined) this.ids.add(id)
  }
}
