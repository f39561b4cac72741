import type { Pointer } from "@parzen/boosting"
import { NativeHandle } from "@parzen/boosting"
import { lightgbm } from "../load-lightgbm.ts"

/** A dataset in the library's memory. Boosters point to it as long as they live: it is freed after the last of them. */
export class BinnedData extends NativeHandle {
  readonly #shares: { count: number }

  constructor(pointer: Pointer) {
    const shares = { count: 1 }
    super("the Dataset", pointer, () => release(pointer, shares))
    this.#shares = shares
  }

  /** Keeps the data until what this answers is called, once. */
  share(): () => void {
    const { pointer } = this
    const shares = this.#shares
    shares.count++
    return () => release(pointer, shares)
  }
}

function release(pointer: Pointer, shares: { count: number }): void {
  shares.count--
  if (shares.count === 0) lightgbm().callSync("LGBM_DatasetFree", [pointer])
}
