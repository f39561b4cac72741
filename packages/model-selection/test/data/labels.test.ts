import { assertThrows } from "@parzen/core/testing"
import { describe, expect, it } from "vitest"
import { encodeLabels } from "../../src/index.ts"

describe("encodeLabels", () => {
  it("numbers the labels in ascending order", () => {
    expect(encodeLabels([10, -1, 10, 2])).toEqual({
      classes: [-1, 2, 10],
      codes: Int32Array.from([2, 0, 2, 1]),
      counts: Int32Array.from([1, 1, 2]),
    })
    expect(encodeLabels(["b", "a"]).classes).toEqual(["a", "b"])
    expect(encodeLabels([true, false]).classes).toEqual([false, true])
    expect(encodeLabels(Float32Array.from([0.5, 0.25])).classes).toEqual([0.25, 0.5])
  })

  it("refuses missing labels and labels of different kinds", () => {
    assertThrows(
      () => encodeLabels([1, NaN]),
      "INVALID_DATA",
      /y: takes finite numbers, strings or booleans, row 1 is NaN/,
    )
    assertThrows(
      () => encodeLabels([undefined as unknown as number], "labels"),
      "INVALID_DATA",
      /labels:.*row 0 is undefined/,
    )
    assertThrows(() => encodeLabels<string | number>([1, "1"]), "INVALID_DATA", /row 0 is a number, row 1 a string/)
  })
})
