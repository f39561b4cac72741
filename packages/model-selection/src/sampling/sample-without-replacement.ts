import type { RandomState } from "@parzen/core"

/**
 * `nSamples` different numbers out of 0 .. `nPopulation` - 1, `nSamples` not above `nPopulation` (scikit-learn 1.9,
 * `sample_without_replacement`): by a permutation; a small share by drawing again what was drawn already; nearly all by
 * reservoir (Vitter 1985), where all come in order.
 */
export function sampleWithoutReplacement(
  nPopulation: number,
  nSamples: number,
  random: RandomState,
): Float64Array | Int32Array {
  const share = nPopulation === 0 ? 1 : nSamples / nPopulation
  if (share > 0.01 && share < 0.99) return random.permutation(nPopulation).subarray(0, nSamples)
  return share < 0.2 ? drawAnew(nPopulation, nSamples, random) : fromReservoir(nPopulation, nSamples, random)
}

function drawAnew(nPopulation: number, nSamples: number, random: RandomState): Float64Array {
  const drawn = new Set<number>()
  while (drawn.size < nSamples) drawn.add(random.randint(nPopulation))
  return Float64Array.from(drawn)
}

function fromReservoir(nPopulation: number, nSamples: number, random: RandomState): Int32Array {
  const reservoir = Int32Array.from({ length: nSamples }, (_, i) => i)
  for (let i = nSamples; i < nPopulation; i++) {
    const place = random.randint(i + 1)
    if (place < nSamples) reservoir[place] = i
  }
  return reservoir
}
