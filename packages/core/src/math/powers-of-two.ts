/** 2^(i - 1023) for i = 0..2046, to scale a number without touching its bits. */
export const POWERS_OF_TWO: Float64Array = /* @__PURE__ */ Float64Array.from(
  { length: 2047 },
  (_, i) => 2 ** (i - 1023),
)
