import * as fc from "fast-check"
import { expect, test } from "vitest"
import { Template } from "../src/template.ts"

test("placeholders are filled, doubled braces stand for one", () => {
  const template = new Template("--lr={lr} {{literal}} {layer 1.units}{lr}", "command")
  expect(template.names).toEqual(["lr", "layer 1.units", "lr"])
  expect(template.fill((name) => `<${name}>`)).toBe("--lr=<lr> {literal} <layer 1.units><lr>")
})

test("a text that is one placeholder and nothing else says its name", () => {
  expect(new Template("{trial.args}", "command").onlyName).toBe("trial.args")
  expect(new Template(" {trial.args}", "command").onlyName).toBeUndefined()
  expect(new Template("{{lr}}", "command").onlyName).toBeUndefined()
  expect(new Template("", "command").onlyName).toBeUndefined()
})

test.each([["{lr"], ["lr}"], ["{}"], ['{"a": {lr}}'], ["{{lr}"], ["{lr}}"]])(
  "%s has a brace without partner",
  (text) => {
    expect(() => new Template(text, "command")).toThrow(/has no partner/)
  },
)

test("any text with its braces doubled comes out as it is", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const template = new Template(text.replaceAll(/[{}]/g, "$&$&"), "command")
      expect(template.names).toEqual([])
      expect(template.fill(() => "?")).toBe(text)
    }),
  )
})
