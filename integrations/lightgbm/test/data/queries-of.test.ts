import { array, assert, boolean, infiniteStream, integer, property } from "fast-check"
import { expect, it } from "vitest"
import { queriesOf } from "../../src/data/queries-of.ts"

it("counts the rows of each query that has any", () => {
  const groups = array(integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 })
  assert(
    property(groups, infiniteStream(boolean()), (group, isTaken) => {
      const queryOf = group.flatMap((size, query) => new Array<number>(size).fill(query))
      const rows = queryOf.map((_, row) => row).filter(() => isTaken.next().value === true)
      const counts = group.map((_, query) => rows.filter((row) => queryOf[row] === query).length)
      const sizes = queriesOf(Int32Array.from(group), Int32Array.from(rows))
      expect([...sizes]).toEqual(counts.filter((count) => count > 0))
    }),
    { numRuns: 50 },
  )
})
