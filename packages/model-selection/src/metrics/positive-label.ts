import { ParzenError } from "@parzen/core"
import type { Label } from "../data/labels.ts"
import type { PlainLabel } from "./read-targets.ts"
import { listOf, plainLabel } from "./read-targets.ts"

/**
 * The positive class: `posLabel`, or without it 1 where the classes are among 0 and 1, or -1 and 1.
 * @throws INVALID_DATA for other classes without `posLabel`
 */
export function positiveLabel(classes: readonly PlainLabel[], posLabel: Label | null | undefined): PlainLabel {
  if (posLabel !== undefined && posLabel !== null) return plainLabel(posLabel)
  if (isZeroOne(classes)) return 1
  throw new ParzenError(
    "INVALID_DATA",
    `yTrue has the classes ${listOf(classes)}; the option posLabel says which is the positive one`,
  )
}

/** Whether the classes are among 0 and 1, or among -1 and 1. */
export function isZeroOne(classes: readonly PlainLabel[]): boolean {
  const [low, high] = [classes[0], classes[classes.length - 1]]
  return (
    classes.length <= 2 &&
    ((low === 0 && high === 1) || (low === -1 && high === 1) || (low === high && [-1, 0, 1].includes(low as number)))
  )
}
