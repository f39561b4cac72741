import { describe, expect, it } from "vitest"
import { formatGeneral, pythonFloat, pythonJson, pythonRepr, pythonStr } from "../../src/text/python.ts"

describe("numbers and texts as Python 3.11 writes them", () => {
  it.each([
    [1, "1.0"],
    [-0, "-0.0"],
    [0.1 + 0.2, "0.30000000000000004"],
    [1e-5, "1e-05"],
    [0.0001, "0.0001"],
    [1e16, "1e+16"],
    [123456789012345680, "1.2345678901234568e+17"],
    [9007199254740992, "9007199254740992.0"],
    [5e-324, "5e-324"],
    [NaN, "nan"],
    [-Infinity, "-inf"],
  ])("repr(float) of %d is %s", (value, text) => {
    expect(pythonFloat(value)).toBe(text)
  })

  it.each([
    [0.000314891, 3, "0.000315"],
    [1.2087541473056957e-5, 3, "1.21e-05"],
    [13.53, 3, "13.5"],
    [1.125, 3, "1.12"],
    [1.135, 3, "1.14"],
    [2.5, 1, "2"],
    [999.6, 3, "1e+03"],
    [441, 3, "441"],
    [100, 3, "100"],
    [0, 3, "0"],
    [60.71142, 6, "60.7114"],
    [-0.00001, 3, "-1e-05"],
  ])("%d with %d significant digits is %s", (value, digits, text) => {
    expect(formatGeneral(value, digits)).toBe(text)
  })

  it.each([
    ["a", "'a'"],
    ["it's", `"it's"`],
    [`both ' and "`, `'both \\' and "'`],
    ["tab\tnew\nline\\", "'tab\\tnew\\nline\\\\'"],
    ["é\u0000\u00ad", "'é\\x00\\xad'"],
    [null, "None"],
    [true, "True"],
    [1.5, "1.5"],
    [4, "4"],
  ])("repr of %j is %s", (value, text) => {
    expect(pythonRepr(value)).toBe(text)
  })

  it("writes a float parameter's whole number as a float, a choice's as an int", () => {
    expect([pythonStr(1, true), pythonStr(1)]).toEqual(["1.0", "1"])
  })

  it("indents JSON as json.dumps does, in ASCII, with bare NaN", () => {
    const text = pythonJson({ a: [1, 2.5, null, "ü"], b: {}, c: [], d: NaN })
    const lines = [
      "{",
      '  "a": [',
      "    1,",
      "    2.5,",
      "    null,",
      '    "\\u00fc"',
      "  ],",
      '  "b": {},',
      '  "c": [],',
      '  "d": NaN',
      "}",
    ]
    expect(text).toBe(lines.join("\n"))
  })
})
