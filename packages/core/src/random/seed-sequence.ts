import { ParzenError } from "../errors.ts"

const POOL = 4

/**
 * `n` 32-bit words of entropy spread from `seed`, as `numpy.random.SeedSequence(seed).generate_state(n)` gives them (after
 * O'Neill's seed_seq_fe). Without a seed, 128 bits of the platform's entropy.
 * @throws INVALID_SEED if `seed` is no integer from 0 on; a number must be below 2^53.
 */
export function seedWords(seed: number | bigint | undefined, n: number): Int32Array {
  const entropy = seed === undefined ? globalThis.crypto.getRandomValues(new Int32Array(POOL)) : words(seed)
  const pool = mixEntropy(entropy)
  const out = new Int32Array(n)
  let hash = 0x8b51f9dd
  for (let i = 0; i < n; i++) {
    const value = (pool[i % POOL] as number) ^ hash
    hash = Math.imul(hash, 0x58f38ded)
    out[i] = fold(Math.imul(value, hash))
  }
  return out
}

function words(seed: number | bigint): Int32Array {
  if (typeof seed === "number" ? !(Number.isSafeInteger(seed) && seed >= 0) : seed < 0n) {
    throw new ParzenError("INVALID_SEED", `seed ${seed} is not an integer from 0 on (a number: below 2^53)`)
  }
  const low: number[] = []
  for (let rest = BigInt(seed); rest > 0n; rest >>= 32n) low.push(Number(rest & 0xffffffffn))
  return Int32Array.from(low)
}

function mixEntropy(entropy: Int32Array): Int32Array {
  const pool = new Int32Array(POOL)
  let hash = 0x43b0d7e5
  const hashed = (value: number): number => {
    const mixed = value ^ hash
    hash = Math.imul(hash, 0x931e8875)
    return fold(Math.imul(mixed, hash))
  }
  const stir = (to: number, value: number): void => {
    pool[to] = fold(Math.imul(0xca01f9dd, pool[to] as number) - Math.imul(0x4973f715, hashed(value)))
  }
  for (let i = 0; i < POOL; i++) pool[i] = hashed(entropy[i] ?? 0)
  for (let from = 0; from < POOL; from++) {
    for (let to = 0; to < POOL; to++) if (from !== to) stir(to, pool[from] as number)
  }
  for (let i = POOL; i < entropy.length; i++) for (let to = 0; to < POOL; to++) stir(to, entropy[i] as number)
  return pool
}

function fold(value: number): number {
  return value ^ (value >>> 16)
}
