import { readdirSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { silence } from "../../listen.ts"
import { recorded } from "../../math/recorded.ts"
import type { Recording } from "./replay.ts"
import { replay } from "./replay.ts"

const files = readdirSync(new URL("fixtures/", import.meta.url))

describe("a study that Optuna 5.0.0 ran", () => {
  silence()

  test("is there for each case", () => expect(files.length).toBe(20))

  test.each(files)("comes out the same, with the same generations and parents: %s", async (file) => {
    const recording = recorded<Recording>(`samplers/nsga/fixtures/${file}`)
    const { suggested, generations, parents } = await replay(recording)
    expect(suggested.length).toBeGreaterThan(50)
    const parted = suggested.filter(([, got, wanted]) => !isEqual(got, wanted))
    expect(parted).toEqual([])
    expect(generations).toEqual(recording.generations)
    expect(parents).toEqual(recording.parents)
  })

  test("is told from one of another seed", async () => {
    const recording = recorded<Recording>("samplers/nsga/fixtures/mixed-space-constraints.json")
    const { suggested } = await replay({ ...recording, seed: 12 })
    expect(suggested.some(([, got, wanted]) => got !== wanted)).toBe(true)
  })
})

function isEqual(got: unknown, wanted: unknown): boolean {
  if (typeof got !== "number" || typeof wanted !== "number") return got === wanted
  return Math.abs(got - wanted) <= 1e-9 * Math.abs(wanted)
}
