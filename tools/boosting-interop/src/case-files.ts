import { writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Case } from "./cases.ts"
import type { Table } from "./table.ts"
import { makeTable } from "./table.ts"

const ROWS = { train: 500, validation: 200 }

/** A case with its rows. */
export interface CaseData extends Case {
  readonly tables: Readonly<Record<"train" | "validation", Table>>
}

/** Draws the rows of each case. */
export function drawCases(cases: readonly Case[], seed: number): readonly CaseData[] {
  return cases.map((one, i) => {
    const train = makeTable({ ...one.table, rows: ROWS.train, seed: seed + 2 * i })
    const validation = makeTable({ ...one.table, rows: ROWS.validation, seed: seed + 2 * i + 1 })
    return { ...one, tables: { train, validation } }
  })
}

/** Writes the cases where Python finds them: `cases.json`, and each array as a file of 32-bit floats. */
export function writeCases(cases: readonly CaseData[], folder: string): void {
  for (const { name, tables } of cases) {
    for (const [part, table] of Object.entries(tables)) {
      for (const [field, values] of arraysOf(table)) writeFileSync(join(folder, `${name}.${part}.${field}`), values)
    }
  }
  writeFileSync(join(folder, "cases.json"), JSON.stringify(cases.map(describeCase)))
}

function arraysOf(table: Table): readonly (readonly [string, Float32Array])[] {
  return Object.entries(table).flatMap(([field, value]) =>
    value instanceof Float32Array ? [[field, value] as const] : [],
  )
}

function describeCase({ table, tables, ...one }: CaseData): object {
  const shapes = Object.entries(tables).map(([part, each]) => [
    part,
    { columns: each.columns, fields: arraysOf(each).map(([field]) => field), group: each.group },
  ])
  return { ...one, missing: table.missingValue, tables: Object.fromEntries(shapes) }
}
