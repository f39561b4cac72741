/** SHA-256 (FIPS 180-4) of `text` in UTF-8, in hexadecimal. For short texts: names, not files. */
export function sha256(text: string): string {
  const message = padded(new TextEncoder().encode(text))
  const hash = firstBits(8, Math.sqrt)
  const factors = firstBits(64, Math.cbrt)
  const w = new Int32Array(64)
  for (let block = 0; block < message.byteLength; block += 64) {
    for (let t = 0; t < 16; t++) w[t] = message.getInt32(block + 4 * t)
    for (let t = 16; t < 64; t++) {
      const a = w[t - 15] as number
      const b = w[t - 2] as number
      const mixed = (rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)) + (rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10))
      w[t] = mixed + (w[t - 16] as number) + (w[t - 7] as number)
    }
    compress(hash, factors, w)
  }
  return Array.from(hash, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("")
}

function compress(hash: Int32Array, factors: Int32Array, w: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash
  for (let t = 0; t < 64; t++) {
    const choice = (e & f) ^ (~e & g)
    const first =
      (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice + (factors[t] as number) + (w[t] as number)) | 0
    const second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = (hash[i] as number) + word
}

/** A bit 1, zeros, and the length in bits, up to whole blocks of 64 bytes. */
function padded(bytes: Uint8Array): DataView {
  const message = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6)
  message.set(bytes)
  message[bytes.length] = 0x80
  const view = new DataView(message.buffer)
  view.setUint32(message.length - 4, 8 * bytes.length)
  return view
}

/** The first 32 bits behind the point of a root of each of the first `n` primes. */
function firstBits(n: number, root: (prime: number) => number): Int32Array {
  const primes: number[] = []
  for (let k = 2; primes.length < n; k++) if (primes.every((prime) => k % prime !== 0)) primes.push(k)
  return Int32Array.from(primes, (prime) => (root(prime) % 1) * 2 ** 32)
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}
