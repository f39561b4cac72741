import { RandomState } from "@parzen/core"

/** Rows to train on or to evaluate with, in numbers that both sides hold exactly: 32-bit floats. */
export interface Table {
  /** Row by row. */
  readonly X: Float32Array
  readonly columns: number
  readonly label: Float32Array
  /** For each row, or for each query. */
  readonly weight?: Float32Array
  /** For each row, what XGBoost starts from. */
  readonly baseMargin?: Float32Array
  /** How many rows each query has. */
  readonly group?: readonly number[]
}

/** What is to be learnt from the rows. */
export interface TableOptions {
  readonly seed: number
  readonly rows: number
  /** What the label is: a class below this number, a number, a positive number, or how relevant a row is to its query. */
  readonly label: "number" | "positive" | "relevance" | number
  /** Which part of the values is missing. */
  readonly missing?: number
  /** What stands for a missing value; NaN by default. */
  readonly missingValue?: number
  /** Whether rows are weighted, or queries. */
  readonly weights?: "rows" | "queries"
  readonly hasBaseMargin?: boolean
}

const COLUMNS = 10
/** This column holds categories, 0 to 4. */
export const CATEGORICAL = 9

/** Random rows: the label depends on six of ten columns and on noise. */
export function makeTable(options: TableOptions): Table {
  const { seed, rows, label, missing = 0, missingValue = Number.NaN, weights, hasBaseMargin = false } = options
  const random = new RandomState(seed)
  const X = Float32Array.from(random.randn(rows * COLUMNS))
  for (let i = CATEGORICAL; i < X.length; i += COLUMNS) X[i] = random.randint(5)
  const scores = Float64Array.from({ length: rows }, (_, i) =>
    scoreOf(X.subarray(i * COLUMNS, (i + 1) * COLUMNS), random),
  )
  const group = label === "relevance" ? groupsOf(rows, random) : undefined
  const drawn = random.rand(X.length)
  for (let i = 0; i < X.length; i++) if ((drawn[i] as number) < missing) X[i] = missingValue
  return {
    X,
    columns: COLUMNS,
    label: Float32Array.from(scores, (score) => labelOf(score, label)),
    ...(weights !== undefined && { weight: weightsOf(weights === "rows" ? rows : (group?.length ?? 0), random) }),
    ...(hasBaseMargin && { baseMargin: Float32Array.from(random.randn(rows)) }),
    ...(group !== undefined && { group }),
  }
}

function scoreOf(row: Float32Array, random: RandomState): number {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = row
  const category = row[CATEGORICAL] as number
  return a - b / 2 + Math.sin(3 * c) + d * e + (category === 2 ? 1 : 0) + 0.5 * random.standardNormal()
}

function labelOf(score: number, label: TableOptions["label"]): number {
  if (label === "number") return score
  if (label === "positive") return Math.exp(score / 3)
  const classes = label === "relevance" ? 5 : label
  return Math.min(classes - 1, Math.max(0, Math.floor((score / 4 + 0.5) * classes)))
}

function groupsOf(rows: number, random: RandomState): readonly number[] {
  const sizes: number[] = []
  for (let left = rows; left > 0; left -= sizes.at(-1) as number) sizes.push(Math.min(left, 5 + random.randint(15)))
  return sizes
}

function weightsOf(count: number, random: RandomState): Float32Array {
  return Float32Array.from({ length: count }, () => 0.1 + random.exponential())
}
