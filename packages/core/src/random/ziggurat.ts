import { exp } from "../math/exp.ts"
import { log } from "../math/log.ts"
import { log1p } from "../math/log1p.ts"
import type { PCG64 } from "./pcg64.ts"

const LAYERS = 256
const R = 3.654152885361009 // where the tail begins
const AREA = 0.004928673233974655 // of a layer
// numpy's tables were computed with another libm: where they differ from what follows, in the last place.
const X_NUDGED = [65, 109, 165, 176, 232, 254]
const F_NUDGED = 38
const K_NUDGED = 0x3d5765d0e5c3b24ed56717e46560c9439290609472f005290acc43889eb76fa5n

interface Layers {
  /** Right end of a layer over 2^52. */
  readonly width: Float64Array
  /** Share of the layer, times 2^52, that lies under the density as a whole. */
  readonly inside: Float64Array
  /** exp(-x^2 / 2) at the right end. */
  readonly density: Float64Array
}

let layers: Layers | undefined

/** A draw of the standard normal distribution by the ziggurat (Marsaglia & Tsang 2000), with the bits of numpy's Generator. */
export function zigguratNormal(bits: PCG64): number {
  const { width, inside, density } = (layers ??= buildLayers())
  for (;;) {
    bits.draw()
    const layer = bits.low & 0xff
    const negative = (bits.low & 0x100) !== 0
    const distance = (bits.high & 0x1fffffff) * 2 ** 23 + (bits.low >>> 9)
    const x = distance * (width[layer] as number)
    if (distance < (inside[layer] as number)) return negative ? -x : x
    if (layer === 0) return tail(bits, (bits.low & 0x20000) !== 0)
    const top = density[layer - 1] as number
    const bottom = density[layer] as number
    if ((top - bottom) * bits.nextDouble() + bottom < exp(-0.5 * x * x)) return negative ? -x : x
  }
}

function tail(bits: PCG64, negative: boolean): number {
  for (;;) {
    const x = -0.2736612373297583 * log1p(-bits.nextDouble())
    const y = -log1p(-bits.nextDouble())
    if (y + y > x * x) return negative ? -(R + x) : R + x
  }
}

/** From the tail inwards: x' = f^-1(AREA / x + f(x)), f(x) = exp(-x^2 / 2). */
function buildLayers(): Layers {
  const width = new Float64Array(LAYERS)
  const inside = new Float64Array(LAYERS)
  const density = new Float64Array(LAYERS)
  for (let i = LAYERS - 1, x = R; i > 0; i--) {
    if (X_NUDGED.includes(i)) x += x < 2 ? 2 ** -52 : 2 ** -51
    width[i] = x / 2 ** 52
    density[i] = exp(-0.5 * x * x) + (i === F_NUDGED ? 2 ** -53 : 0)
    x = Math.sqrt(-2 * log(AREA / x + (density[i] as number)))
  }
  density[0] = 1
  width[0] = 8.683627060801306e-16
  for (let i = 0; i < LAYERS; i++) {
    if (i === 1) continue
    const share = (integer(width[i === 0 ? LAYERS - 1 : i - 1]) << 52n) / integer(width[i])
    inside[i] = Number(share + ((K_NUDGED >> BigInt(i)) & 1n))
  }
  return { width, inside, density }
}

function integer(width: number | undefined): bigint {
  return BigInt((width as number) * 2 ** 112)
}
