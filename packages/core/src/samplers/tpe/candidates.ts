import { exp } from "../../math/exp.ts"
import { centralQuantile, tailQuantile } from "../../math/normal-quantile.ts"
import { roundHalfEven } from "../../math/round-half-even.ts"
import { ppf } from "../../math/truncated-normal.ts"
import type { UniformState } from "../../random/uniform-state.ts"
import type { Axes } from "./axes.ts"
import { cellOf, gridValue, PRIOR_MASS } from "./axes.ts"
import type { KernelAxis } from "./kernel-axis.ts"
import type { Mixture } from "./mixture.ts"

/**
 * Candidates drawn from a mixture. The row of each in `points` is what a sum over kernels reads:
 * `x | index | choice`, for each continuous axis (padded), each one on a small grid and each categorical one.
 */
export class Candidates {
  readonly axes: Axes
  readonly count: number
  readonly stride: number
  readonly points: Float64Array
  /** By candidate and axis: the value, or the index of the choice. */
  readonly values: Float64Array
  /** By candidate and numeric axis: where the point, or the cell around it, begins and ends. */
  readonly left: Float64Array
  readonly right: Float64Array
  /** By candidate: log density of the prior's kernel, its heights left out. */
  readonly base: Float64Array
  /** By candidate: what it could score at most, NaN once that is known better; and what it scores. For the acquisition. */
  readonly promise: Float64Array
  readonly scores: Float64Array
  /** How much more probable than the others, in nats, the winners have been lately. */
  leaning = 0
  /** By candidate: the kernel it is drawn from, as its place among the members; the prior comes last. */
  readonly #active: Int32Array
  /** By numeric axis and candidate. */
  readonly #uniform: Float64Array
  #ends: Float64Array = new Float64Array(0)

  constructor(axes: Axes, count: number) {
    const { nPadded, nSmall, numeric, categorical } = axes
    this.axes = axes
    this.count = count
    this.stride = nPadded + nSmall + categorical.length
    this.points = new Float64Array(count * this.stride)
    this.values = new Float64Array(count * (numeric.length + categorical.length))
    this.left = new Float64Array(count * numeric.length)
    this.right = new Float64Array(count * numeric.length)
    this.base = new Float64Array(count)
    this.promise = new Float64Array(count)
    this.scores = new Float64Array(count)
    this.#active = new Int32Array(count)
    this.#uniform = new Float64Array(count * numeric.length)
  }

  /** Draws all anew, in the order of Optuna 5.0.0: kernels, then categorical axes, then numeric ones. */
  draw(mixture: Mixture, random: UniformState): void {
    const { axes, count } = this
    const uniform = this.#uniform
    this.#drawKernels(mixture.size + 1, random)
    for (let i = 0; i < axes.categorical.length; i++) this.#drawChoices(mixture, i, random)
    for (const i of axes.numericPlaces) {
      for (let c = 0; c < count; c++) uniform[i * count + c] = random.random()
    }
    let base = 0
    for (const { choices } of axes.categorical) base -= Math.log(choices.length)
    this.base.fill(base)
    for (let i = 0; i < axes.numeric.length; i++) this.#place(mixture, i)
  }

  /** Whether candidates `c` and `d` are the same point. */
  isSame(c: number, d: number): boolean {
    const { values } = this
    const width = this.axes.names.length
    for (let i = 0; i < width; i++) if (values[c * width + i] !== values[d * width + i]) return false
    return true
  }

  #drawKernels(nKernels: number, random: UniformState): void {
    if (this.#ends.length !== nKernels) this.#ends = cumulativeShares(nKernels)
    const ends = this.#ends
    for (let c = 0; c < this.count; c++) {
      const u = random.random()
      // The shares are equal but for rounding: at most one place beside the right one.
      let k = Math.floor(u * nKernels)
      while (k > 0 && u < (ends[k - 1] as number)) k--
      while (u >= (ends[k] as number)) k++
      this.#active[c] = k
    }
  }

  #drawChoices(mixture: Mixture, i: number, random: UniformState): void {
    const { axes, size } = mixture
    const { nPadded, nSmall, numeric, names } = axes
    const nChoices = axes.categorical[i]?.choices.length as number
    const share = 1 / (size + 1)
    const sum = 1 + nChoices * share
    for (let c = 0; c < this.count; c++) {
      const u = random.random()
      const active = this.#active[c] as number
      const own = active < size ? mixture.choice(active, i) : -1
      let choice = 0
      let end = 0
      for (; choice < nChoices - 1; choice++) {
        end += own === -1 ? 1 / nChoices : (choice === own ? 1 + share : share) / sum
        if (end >= u) break
      }
      this.points[c * this.stride + nPadded + nSmall + i] = choice
      this.values[c * names.length + numeric.length + i] = choice
    }
  }

  /** Turns what was drawn for numeric axis `i` into values. */
  #place(mixture: Mixture, i: number): void {
    const kernel = mixture.kernels[i] as KernelAxis
    const { axis } = kernel
    const { distribution, step, cells } = axis
    const { names, numeric } = this.axes
    const { points, base } = this
    for (let c = 0; c < this.count; c++) {
      const x = this.#draw(mixture, kernel, this.#uniform[i * this.count + c] as number, this.#active[c] as number)
      let value = distribution.log ? exp(x) : x
      const at = c * this.stride + axis.inCandidate
      const end = c * numeric.length + i
      if (step === 0) {
        const z = (x - axis.middle) / axis.range
        points[at] = this.left[end] = this.right[end] = x
        base[c] = (base[c] as number) - 0.5 * z * z
      } else {
        const k = Math.min(Math.max(roundHalfEven((value - distribution.low) / step), 0), axis.size - 1)
        value = gridValue(distribution, k)
        if (cells !== undefined) points[at] = k
        const cell = cells?.[k] ?? cellOf(axis, value)
        this.left[end] = cell.left
        this.right[end] = cell.right
        base[c] = (base[c] as number) + cell.logPrior
      }
      this.values[c * names.length + i] = value
    }
  }

  /** The quantile `q` of a kernel, on the axis's scale. */
  #draw({ members, size }: Mixture, { axis, mu, sigma, under, over }: KernelAxis, q: number, active: number): number {
    if (active === size) {
      return axis.middle + axis.range * quantile(q, (1 - PRIOR_MASS) / 2, (1 - PRIOR_MASS) / 2, -0.5)
    }
    const slot = members[active] as number
    const mean = mu[slot] as number
    const deviation = sigma[slot] as number
    const low = (axis.low - mean) / deviation
    const below = under[slot] as number
    const z =
      below === below ? quantile(q, below, over[slot] as number, low) : ppf(q, low, (axis.high - mean) / deviation)
    return z * deviation + mean
  }
}

/**
 * The quantile `q` of the standard normal of which `under` lies below the range, which starts at `low`, and `over` above it. As
 * exact as by Newton's method in log space, since the nearer of the two tails is what is inverted.
 */
function quantile(q: number, under: number, over: number, low: number): number {
  if (q === 0) return low
  const mass = 1 - under - over
  const centred = under - 0.5 + q * mass
  if (centred > 0.425) return tailQuantile(Math.sqrt(-Math.log(over + (1 - q) * mass)))
  if (centred < -0.425) return -tailQuantile(Math.sqrt(-Math.log(under + q * mass)))
  return centralQuantile(centred)
}

function cumulativeShares(n: number): Float64Array {
  const ends = new Float64Array(n)
  let sum = 0
  for (let i = 0; i < n; i++) ends[i] = sum += 1 / n
  for (let i = 0; i < n; i++) ends[i] = (ends[i] as number) / sum
  return ends
}
