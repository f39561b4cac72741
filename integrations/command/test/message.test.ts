import { expect, test } from "vitest"
import { parseMessage } from "../src/message.ts"

test.each<[string, object]>([
  ['{"value": 0.5}', { values: [0.5] }],
  ['{"value": [1, NaN]}', { values: [1, Number.NaN] }],
  ['{"report": -Infinity, "step": 3}', { report: { value: -Infinity, step: 3 } }],
  ['{"attrs": {"note": {"a": [1]}}}', { attrs: { note: { a: [1] } } }],
  ['{"constraints": {"memory": -2.5}}', { constraints: { memory: -2.5 } }],
  ['{"prune": true}', { prune: "by the program itself" }],
  ['{"prune": "NaN in layer 3"}', { prune: "NaN in layer 3" }],
  ['{"prune": false}', {}],
  ["{}", {}],
])("%s is understood", (line, message) => {
  expect(parseMessage(line, undefined)).toEqual(message)
})

test("a value can be an object with the metrics", () => {
  expect(parseMessage('{"value": {"ms": 3, "loss": 1}}', ["loss", "ms"]).values).toEqual([1, 3])
})

test.each<[string, RegExp]>([
  ["loss 0.5", /is no JSON object/],
  ["[1]", /is no JSON object/],
  ["null", /is no JSON object/],
  ['{"vaule": 1}', /has the key 'vaule', which is none of value, report, step, attrs, constraints, prune/],
  ['{"value": "0.5"}', /has no value: '0.5' is not a number/],
  ['{"value": null}', /has no value: null is not a number/],
  ['{"report": 0.5}', /has no whole number from 0 as 'step', but undefined/],
  ['{"report": 0.5, "step": 1.5}', /has no whole number from 0 as 'step', but 1.5/],
  ['{"report": 0.5, "step": -1}', /but -1/],
  ['{"report": "0.5", "step": 1}', /has no number as 'report', but '0.5'/],
  ['{"step": 1}', /has no number as 'report', but undefined/],
  ['{"attrs": [1]}', /has no object as 'attrs'/],
  ['{"constraints": {"memory": NaN}}', /has no number as the constraint 'memory', but NaN/],
  ['{"constraints": {"__proto__": 1}}', /has no number as the constraint '__proto__'/],
  ['{"report": 1, "step": 1e300}', /has no whole number from 0 as 'step', but 1e\+300/],
  ['{"prune": 1}', /has neither true nor a reason as 'prune', but 1/],
])("%s is refused, and it says why", (line, why) => {
  expect(() => parseMessage(line, undefined)).toThrow(why)
})

test("a message that has no end is refused", () => {
  expect(() => parseMessage(`{"attrs": {"x": "${"x".repeat(2 ** 20)}"}}`, undefined)).toThrow(/has more than 1048576/)
})
