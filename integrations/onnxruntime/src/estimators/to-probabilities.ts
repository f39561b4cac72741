import { ParzenError } from "@parzen/core"
import type { OutputRows } from "./judged-model.ts"

/** How far beyond 0 and 1 a rounded probability may lie. */
const TOLERANCE = 1e-3

/** A row of probabilities for each row of the output `name`; of a single column the second class's. @throws INVALID_OUTPUT */
export function toProbabilities(name: string, { values, width }: OutputRows, fromLogits: boolean): number[][] {
  const rows = Array.from({ length: values.length / width }, (_, row) =>
    values.slice(row * width, (row + 1) * width).map(Number),
  )
  if (fromLogits) return rows.map(width === 1 ? ([logit = 0]) => sigmoid(logit) : softmax)
  const odd = values.find((value) => !(Number(value) >= -TOLERANCE && Number(value) <= 1 + TOLERANCE))
  if (odd === undefined) return rows.map(width === 1 ? ([second = 0]) => [1 - second, second] : unrounded)
  throw new ParzenError(
    "INVALID_OUTPUT",
    `output '${name}' has ${odd}, no probability: of logits give fromLogits: true`,
  )
}

/** A row that sums to 1 but for the rounding of float32 made to do so in float64; any other as it is. */
function unrounded(row: readonly number[]): number[] {
  const sum = row.reduce((sum, probability) => sum + probability, 0)
  return Math.abs(sum - 1) < TOLERANCE ? row.map((probability) => probability / sum) : [...row]
}

function softmax(logits: readonly number[]): number[] {
  const greatest = Math.max(...logits)
  const powers = logits.map((logit) => Math.exp(logit - greatest))
  const sum = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / sum)
}

function sigmoid(logit: number): number[] {
  const second = 1 / (1 + Math.exp(-logit))
  return [1 - second, second]
}
