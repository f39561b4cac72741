import { ParzenError } from "../errors.ts"
import { MT19937 } from "./mt19937.ts"

/**
 * The uniform draws of `numpy.random.RandomState(seed)`, bit for bit (numpy 2.4.6). Cheap to make: the seed is worked in at the
 * first draw.
 */
export class UniformState {
  protected readonly bits: MT19937

  /**
   * `seed` is an integer from 0 to 2^32 - 1; without it the platform's entropy seeds.
   * @throws INVALID_SEED for any other seed.
   */
  constructor(seed?: number | undefined) {
    if (seed !== undefined) checkSeed(seed)
    this.bits = new MT19937(seed)
  }

  /** Starts over from `seed`, as a new one would. @throws INVALID_SEED as the constructor */
  reseed(seed: number): void {
    checkSeed(seed)
    this.bits.reseed(seed)
  }

  /** A double in [0, 1). */
  random(): number {
    return this.bits.nextDouble()
  }

  /** A double in [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * this.bits.nextDouble()
  }
}

function checkSeed(seed: number): void {
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return
  throw new ParzenError("INVALID_SEED", `seed ${String(seed)} is not an integer from 0 to 4294967295`)
}
