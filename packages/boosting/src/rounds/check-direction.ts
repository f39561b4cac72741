import type { Direction } from "@parzen/core"
import { ParzenError } from "@parzen/core"

/** `metric` names what becomes better in the direction `own`. @throws DIRECTION_MISMATCH for a study that goes the other way */
export function checkDirection(metric: string, own: Direction, direction: Direction): void {
  if (direction === own) return
  const better = own === "maximize" ? "greater" : "less"
  throw new ParzenError(
    "DIRECTION_MISMATCH",
    `${metric} is better when it is ${better}, and the study is to ${direction}`,
  )
}
