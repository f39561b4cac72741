import * as fc from "fast-check"
import { expect, test } from "vitest"
import { LineSplitter, LONGEST_LINE } from "../src/line-splitter.ts"

test("line feeds, carriage returns and both end a line; what is left is the last", () => {
  const splitter = new LineSplitter()
  expect(splitter.push(Buffer.from("a\nb\r\n10%\r20%"))).toEqual(["a", "b", "10%"])
  expect(splitter.end()).toEqual(["20%"])
  expect(splitter.end()).toEqual([])
})

test("wherever the bytes are cut, the lines that are not empty stay the same", () => {
  const text = fc.array(fc.string({ unit: fc.constantFrom("a", "é", "😀", " ", "\n", "\r", "\r\n") }), { maxLength: 5 })
  fc.assert(
    fc.property(text, fc.array(fc.nat(40), { maxLength: 6 }), (pieces, cuts) => {
      const bytes = Buffer.from(pieces.join(""))
      const ends = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length]
      const splitter = new LineSplitter()
      const lines = ends.slice(1).flatMap((end, i) => splitter.push(bytes.subarray(ends[i], end)))
      lines.push(...splitter.end())
      const wanted = pieces.join("").split(/[\r\n]+/)
      expect(lines.filter((line) => line !== "")).toEqual(wanted.filter((line) => line !== ""))
    }),
  )
})

test("of a line without end no more than the longest is held", () => {
  const splitter = new LineSplitter()
  const chunk = Buffer.alloc(65_536, "x")
  for (let i = 0; i < 40; i++) expect(splitter.push(chunk)).toEqual([])
  expect(splitter.push(Buffer.from("\n1\n")).map(({ length }) => length)).toEqual([LONGEST_LINE + 1, 1])
})

test("bytes that are no UTF-8 become replacement characters", () => {
  expect(new LineSplitter().push(new Uint8Array([0xff, 0x41, 0xfe, 0x0a]))).toEqual(["\ufffdA\ufffd"])
})
