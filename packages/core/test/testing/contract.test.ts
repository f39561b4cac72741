import { describe, expect, test } from "vitest"
import { ParzenError, warn } from "../../src/index.ts"
import { assertRejects, assertThrows, warningsOf } from "../../src/testing/index.ts"

const mistake = (): never => {
  throw new ParzenError("INVALID_ARGUMENT", "'lr': low 1 is above high 0.1")
}

describe("assertThrows and assertRejects", () => {
  test("pass for an error of the code whose message matches", async () => {
    assertThrows(mistake, "INVALID_ARGUMENT")
    assertThrows(mistake, "INVALID_ARGUMENT", /low 1/)
    await assertRejects(async () => mistake(), "INVALID_ARGUMENT")
    await assertRejects(Promise.resolve().then(mistake), "INVALID_ARGUMENT", /low 1/)
  })

  test("say what was seen of another error, and of none", async () => {
    expect(() => assertThrows(mistake, "INVALID_SEED")).toThrow(
      "expected an error of code INVALID_SEED, got INVALID_ARGUMENT: 'lr': low 1 is above high 0.1",
    )
    expect(() => assertThrows(mistake, "INVALID_ARGUMENT", /low 2/)).toThrow(
      "whose message matches /low 2/, got INVALID",
    )
    expect(() => assertThrows(() => 1, "INVALID_SEED")).toThrow("code INVALID_SEED, got none")
    await expect(assertRejects(async () => 1, "INVALID_SEED")).rejects.toThrow("code INVALID_SEED, got none")
    await expect(assertRejects(Promise.reject(new TypeError("x")), "INVALID_SEED")).rejects.toThrow("got TypeError: x")
  })
})

test("warningsOf answers what is warned of meanwhile, and hands the log back", async () => {
  const outer = await warningsOf(async () => {
    expect(
      await warningsOf(async () => {
        warn("one")
        await Promise.resolve()
        warn("two")
      }),
    ).toEqual(["one", "two"])
    await expect(warningsOf(mistake)).rejects.toThrow("low 1")
    warn("three")
  })
  expect(outer).toEqual(["three"])
})
