/** 2^(i - 1023) for i = 0..2046, to scale a number without touching its bits. */
export const POWERS_OF_TWO: Float64Array = /* @__PURE__ */ powersOfTwo()

/** By doubling, which is exact on every engine. */
function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2047)
  let power = Number.MIN_VALUE * 2 ** 51
  for (let i = 0; i < powers.length; i++, power *= 2) powers[i] = power
  return powers
}
