import { ParzenError } from "@parzen/core"
import { pairwiseSum } from "@parzen/core/math"
import { checkList } from "../../data/check-x-y.ts"

/**
 * The area under a curve of points, by trapezoids (scikit-learn 1.9, `auc`). `x` rises or falls throughout.
 * @throws INVALID_DATA for fewer than two points, different lengths, and an `x` that turns
 */
export function auc(x: ArrayLike<number>, y: ArrayLike<number>): number {
  checkList(x, "x")
  checkList(y, "y")
  if (x.length !== y.length) throw new ParzenError("INVALID_DATA", `x has ${x.length} values and y has ${y.length}`)
  if (x.length < 2) throw new ParzenError("INVALID_DATA", `x: an area needs two points or more, got ${x.length}`)
  const steps = Float64Array.from({ length: x.length - 1 }, (_, i) => (x[i + 1] as number) - (x[i] as number))
  const falls = steps.some((step) => step < 0)
  if (falls && steps.some((step) => step > 0))
    throw new ParzenError("INVALID_DATA", "x: rises or falls throughout, this one turns")
  const area = pairwiseSum(steps.map((step, i) => (step * ((y[i + 1] as number) + (y[i] as number))) / 2))
  return falls ? -area : area
}
