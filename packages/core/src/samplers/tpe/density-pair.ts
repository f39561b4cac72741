import type { Distribution, Params, ParamValue } from "../../distributions/distribution.ts"
import type { UniformState } from "../../random/uniform-state.ts"
import type { SearchSpace } from "../../space/search-space.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { TrialHistory } from "../../trial/study-view.ts"
import { Axes, toScale } from "./axes.ts"
import { Candidates } from "./candidates.ts"
import { bestCandidate } from "./acquisition.ts"
import { enlarged } from "./enlarged.ts"
import { Mixture } from "./mixture.ts"
import { readRelativeParams } from "./relative-params.ts"
import type { Split } from "./split.ts"

/** Options of {@link DensityPair}. */
export interface DensityPairOptions {
  readonly nCandidates: number
  /** Whether the good trials all weigh the same: so it is with several objectives. */
  readonly isMulti: boolean
  /** Whether a running trial counts with all that was drawn for it, not only with what it has suggested. */
  readonly isMultivariate: boolean
}

/**
 * The densities l of the good trials and g of the rest over one space (Bergstra et al. 2011, section 4), kept up to date with a
 * study. A trial takes part if it has all parameters of the space; running ones ("constant liar") belong to the rest.
 */
export class DensityPair {
  readonly axes: Axes
  readonly #below: Mixture
  readonly #above: Mixture
  readonly #candidates: Candidates
  readonly #isMultivariate: boolean
  /** By trial number: 1 for the good ones. */
  #isGood: Uint8Array = new Uint8Array(0)
  /** The running trials that are in, and their points. */
  readonly #running = new Map<number, Float64Array>()
  #seen = 0
  #split: readonly number[] = []
  readonly #point: Float64Array
  readonly #other: Float64Array

  constructor(space: SearchSpace, { nCandidates, isMulti, isMultivariate }: DensityPairOptions) {
    this.axes = new Axes(space)
    this.#below = new Mixture(this.axes, !isMulti)
    this.#above = new Mixture(this.axes, true)
    this.#candidates = new Candidates(this.axes, nCandidates)
    this.#isMultivariate = isMultivariate
    this.#point = new Float64Array(space.size)
    this.#other = new Float64Array(space.size)
  }

  /** Takes in what has finished, and how the finished trials are split now. */
  update({ finished, trials }: TrialHistory, { below }: Split): void {
    if (this.#seen === finished.length) return
    this.#reserve(trials.length)
    if (below !== this.#split) this.#resplit(below)
    if (this.#seen === 0 && this.#running.size === 0) this.#fill(finished)
    else for (let i = this.#seen; i < finished.length; i++) this.#finish(finished[i] as FrozenTrial)
    this.#seen = finished.length
  }

  /** Takes in the trials that run now, but for `self`. */
  updateRunning({ running, trials }: TrialHistory, self: number): void {
    if (this.#running.size === 0 && running.size < 2 && (running.size === 0 || running.has(self))) return
    this.#reserve(trials.length)
    for (const number of this.#running.keys()) if (number === self || !running.has(number)) this.#leave(number)
    for (const trial of running.values()) if (trial.number !== self) this.#run(trial)
  }

  /** Draws candidates from l and answers the one with the largest l / g. */
  suggest(random: UniformState): Params {
    this.#below.settle()
    this.#above.settle()
    const candidates = this.#candidates
    candidates.draw(this.#below, random)
    const from = bestCandidate(this.#below, this.#above, candidates) * this.axes.names.length
    const params: Params = {}
    for (let i = 0; i < this.axes.names.length; i++) {
      const distribution = this.axes.distributions[i] as Distribution
      params[this.axes.names[i] as string] = distribution.toExternal(
        candidates.values[from + (this.axes.places[i] as number)] as number,
      )
    }
    return params
  }

  #resplit(below: readonly number[]): void {
    for (const number of this.#split) this.#isGood[number] = 0
    for (const number of below) this.#isGood[number] = 1
    for (const number of this.#split) if (this.#isGood[number] === 0) this.#move(number, this.#below, this.#above)
    // What has run until now is put in its place with the others that have finished.
    for (const number of below) if (!this.#running.has(number)) this.#move(number, this.#above, this.#below)
    this.#split = below
  }

  /** The first look at the history: sorted once instead of inserted one by one. */
  #fill(finished: readonly FrozenTrial[]): void {
    const byNumber = finished.filter(({ state }) => state !== "fail").sort((a, b) => a.number - b.number)
    const width = this.#point.length
    for (const mixture of [this.#below, this.#above]) {
      const points = new Float64Array(byNumber.length * width)
      const numbers: number[] = []
      for (const { number, params } of byNumber) {
        if (this.#sideOf(number) !== mixture || !this.#readPoint(params, this.#point)) continue
        points.set(this.#point, numbers.length * width)
        numbers.push(number)
      }
      mixture.fill(numbers, points)
    }
  }

  #finish({ number, state, params }: FrozenTrial): void {
    if (this.#running.has(number)) this.#leave(number)
    if (state !== "fail" && this.#readPoint(params, this.#point)) this.#sideOf(number).insert(number, this.#point)
  }

  #sideOf(number: number): Mixture {
    return this.#isGood[number] === 1 ? this.#below : this.#above
  }

  #run(trial: FrozenTrial): void {
    const { number } = trial
    const params = this.#isMultivariate ? readRelativeParams(trial) : trial.params
    const isWhole = this.#readPoint(params, this.#point)
    const known = this.#running.get(number)
    if (known !== undefined) {
      if (isWhole && known.every((x, i) => x === this.#point[i])) return
      this.#leave(number)
    }
    if (!isWhole) return
    this.#above.insert(number, this.#point)
    this.#running.set(number, this.#point.slice())
  }

  /** Takes a running trial out. */
  #leave(number: number): void {
    this.#above.remove(number, this.#other)
    this.#running.delete(number)
  }

  #move(number: number, from: Mixture, to: Mixture): void {
    if (from.remove(number, this.#other)) to.insert(number, this.#other)
  }

  /** Writes the values of `params` on the axes' scales into `point`. Whether all are there, finite and among the choices. */
  #readPoint(params: Readonly<Params>, point: Float64Array): boolean {
    const { names, distributions, places } = this.axes
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string
      if (!Object.hasOwn(params, name)) return false
      const value = params[name] as ParamValue
      const distribution = distributions[i] as Distribution
      let x: number
      if (distribution.kind !== "categorical") x = toScale(distribution, value as number)
      else if (distribution.choices.includes(value)) x = distribution.toInternal(value)
      else return false
      if (!Number.isFinite(x)) return false
      point[places[i] as number] = x
    }
    return true
  }

  #reserve(nTrials: number): void {
    if (nTrials > this.#isGood.length) this.#isGood = enlarged(this.#isGood, Math.max(64, nTrials + (nTrials >> 1)))
  }
}
