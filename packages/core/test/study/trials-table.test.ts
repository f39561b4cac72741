import { expect, test } from "vitest"
import type { Study } from "../../src/index.ts"
import { categorical, createStudy, createTrial, float, toCsv, trialsToTable } from "../../src/index.ts"
import { silence } from "../listen.ts"

silence()

async function filled(): Promise<Study> {
  const study = await createStudy()
  const distributions = { z: float(0, 1), a: categorical(["x,y", 'say "hi"', "ß"]) }
  await study.addTrials([
    createTrial({ value: 0.5, params: { z: 0.25, a: 'say "hi"' }, distributions, userAttrs: { note: [1, 2] } }),
    createTrial({ state: "fail" }),
    createTrial({ value: Infinity, params: { z: 1 }, distributions: { z: float(0, 1) } }),
    createTrial({ state: "waiting", systemAttrs: { fixed_params: { z: 1 } } }),
  ])
  return study
}

test("has Optuna's columns, those of one attribute sorted by name", async () => {
  const { columns, rows } = trialsToTable(await filled())
  expect(columns).toEqual([
    "number",
    "value",
    "datetime_start",
    "datetime_complete",
    "duration",
    "params_a",
    "params_z",
    "user_attrs_note",
    "system_attrs_fixed_params",
    "state",
  ])
  expect(rows.map((row) => [row[0], row[1], row[6], row[9]])).toEqual([
    [0, 0.5, 0.25, "COMPLETE"],
    [1, undefined, undefined, "FAIL"],
    [2, Infinity, 1, "COMPLETE"],
    [3, undefined, undefined, "WAITING"],
  ])
})

test("shows the attributes that were asked for, in their order", async () => {
  const { columns } = trialsToTable(await filled(), { attrs: ["state", "params", "number"] })
  expect(columns).toEqual(["state", "params_a", "params_z", "number"])
})

test("names several values by index, or by the metrics in their order", async () => {
  const study = await createStudy({ directions: ["minimize", "maximize"] })
  await study.addTrial(createTrial({ values: [1, 2] }))
  expect(trialsToTable(study, { attrs: ["value"] })).toEqual({ columns: ["values_0", "values_1"], rows: [[1, 2]] })
  await study.setMetricNames(["loss", "accuracy"])
  expect(trialsToTable(study, { attrs: ["value"] }).columns).toEqual(["values_loss", "values_accuracy"])
})

test("is empty without trials", async () => {
  expect(trialsToTable(await createStudy())).toEqual({ columns: [], rows: [] })
})

test("refuses an unknown attribute", async () => {
  const study = await filled()
  expect(() => trialsToTable(study, { attrs: ["params_z" as "params"] })).toThrow(
    expect.objectContaining({ code: "INVALID_ARGUMENT" }),
  )
})

test("CSV quotes what needs it, leaves empty what is missing and ends each line", async () => {
  const csv = toCsv(await filled(), { attrs: ["number", "value", "params", "userAttrs"] })
  expect(csv).toBe(
    [
      "number,value,params_a,params_z,user_attrs_note",
      '0,0.5,"say ""hi""",0.25,"[1,2]"',
      "1,,,,",
      "2,inf,,1,",
      "3,,,,",
      "",
    ].join("\n"),
  )
})
