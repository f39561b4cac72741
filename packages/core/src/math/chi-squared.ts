import { log } from "./log.ts"
import { centralQuantile, tailQuantile } from "./normal-quantile.ts"

/** The quantile of the chi-squared distribution of one degree of freedom at 0 <= q < 1: a normal quantile's square. */
export function chiSquaredQuantile(q: number): number {
  const x = q <= 0.85 ? centralQuantile(q / 2) : tailQuantile(Math.sqrt(-log((1 - q) / 2)))
  return x * x
}
