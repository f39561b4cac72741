import { describe, ParzenError } from "@parzen/core"

/** What is said of the columns. */
export interface ColumnOptions {
  /** For each column its name. */
  readonly featureName?: readonly string[] | undefined
  /** The columns, by number or name, that hold categories: integers from 0. */
  readonly categoricalFeature?: readonly (number | string)[] | undefined
}

/** @throws INVALID_DATA for names that do not fit the columns, that LightGBM cannot keep, and for categories of no column */
export function checkFeatures({ featureName, categoricalFeature = [] }: ColumnOptions, columns: number): void {
  if (featureName !== undefined) checkNames(featureName, columns)
  for (const column of categoricalFeature) {
    const isColumn =
      typeof column === "number"
        ? Number.isInteger(column) && column >= 0 && column < columns
        : featureName?.includes(column)
    if (isColumn !== true)
      throw new ParzenError(
        "INVALID_DATA",
        `categoricalFeature: ${describe(column)} is neither the name of a column nor its number, from 0 to ${columns - 1}`,
      )
  }
}

function checkNames(names: readonly string[], columns: number): void {
  if (!Array.isArray(names) || names.length !== columns)
    throw new ParzenError("INVALID_DATA", `featureName: takes ${columns} names, got ${describe(names)}`)
  const wrong = names.findIndex(
    (name, i) => typeof name !== "string" || /[\s",:[\]{}]|^$/.test(name) || names.indexOf(name) < i,
  )
  if (wrong >= 0)
    throw new ParzenError(
      "INVALID_DATA",
      `featureName: takes different names without blanks and JSON's signs, column ${wrong} has ${describe(names[wrong])}`,
    )
}
