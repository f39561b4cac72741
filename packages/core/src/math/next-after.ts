const NUMBER = /* @__PURE__ */ new Float64Array(1)
const BITS = /* @__PURE__ */ new BigInt64Array(NUMBER.buffer)

/** The double next to `x` towards `towards`; `x` itself if they are equal, NaN if one is. */
export function nextAfter(x: number, towards: number): number {
  if (Number.isNaN(x) || Number.isNaN(towards)) return NaN
  if (x === towards) return towards
  if (x === 0) return towards > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE
  NUMBER[0] = x
  BITS[0] = (BITS[0] as bigint) + (x > 0 === towards > x ? 1n : -1n)
  return NUMBER[0] as number
}
