/**
 * The value below which the share `q` of the weight lies; where it is met exactly, the mean of that value and the next
 * (Hyndman & Fan 1996, type 2; scikit-learn 1.9, `_weighted_percentile` with `average`). Not all weights are 0, `0 <= q
 * <= 1`.
 */
export function weightedQuantile(values: Float64Array, weights: Float64Array, q: number): number {
  const order = Int32Array.from(values, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number))
  let total = 0
  const weightUpTo = Float64Array.from(order, (i) => (total += weights[i] as number))
  const last = order.length - 1
  const target = q * total === 0 ? Number.MIN_VALUE : q * total
  const atLeast = (weight: number): number => {
    const place = weightUpTo.findIndex((upTo) => upTo >= weight)
    return place < 0 ? last : place
  }
  const place = atLeast(target)
  const value = values[order[place] as number] as number
  if ((weightUpTo[place] as number) - target > Number.EPSILON) return value
  const next = nextWithWeight(order, weights, weightUpTo, place)
  return (value + (values[order[next] as number] as number)) / 2
}

/** The next place that has weight; the same one if there is none. */
function nextWithWeight(order: Int32Array, weights: Float64Array, weightUpTo: Float64Array, place: number): number {
  const next = Math.min(place + 1, order.length - 1)
  if (weights[order[next] as number] !== 0) return next
  const found = weightUpTo.findIndex((upTo) => upTo > (weightUpTo[place] as number))
  return found < 0 ? place : found
}
