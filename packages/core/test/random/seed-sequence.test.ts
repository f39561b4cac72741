import { describe, expect, test } from "vitest"
import { seedWords } from "../../src/random/seed-sequence.ts"

describe("seedWords", () => {
  // numpy.random.SeedSequence(seed).generate_state(n) of numpy 2.4.6
  test.each([
    [42, [3444837047, 2669555309, 2046530742, 3581440988, 1691623607, 2099784219, 1184028159, 862288241]],
    [2n ** 140n + 3n, [937079491, 492557229, 917809872, 3508105584]],
  ])("spreads the seed %s as numpy does", (seed, words) => {
    expect([...new Uint32Array(seedWords(seed, words.length))]).toEqual(words)
  })

  test("without a seed differs from one time to the next", () => {
    expect(seedWords(undefined, 4)).not.toEqual(seedWords(undefined, 4))
  })
})
