import { addressOf } from "@parzen/boosting"

/** Arrays that XGBoost reads. */
export type NativeArray = Float32Array | Uint32Array

/**
 * `array` as XGBoost's C API takes arrays: numpy's array interface, in JSON. The array must be kept alive, and be as it is, until
 * the call has ended.
 */
export function arrayInterface(array: NativeArray, shape: readonly number[] = [array.length]): string {
  const typestr = array instanceof Float32Array ? "<f4" : "<u4"
  return `{"data":[${addressOf(array)},true],"shape":[${shape.join()}],"typestr":"${typestr}","version":3}`
}
