/** A function of a native library, as koffi declares it. */
export interface NativeFunction {
  // oxlint-disable-next-line typescript/no-explicit-any -- koffi converts what it is given by the function's signature
  (...args: any[]): any
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  readonly async: (...args: any[]) => unknown
}

/**
 * Calls `call` on a thread of koffi's, so that the event loop goes on; settles with what the function answers. Arrays among
 * `args` are kept from the garbage collector until then.
 */
export function callAsync(call: NativeFunction, ...args: unknown[]): Promise<number> {
  return new Promise((resolve, reject) => {
    call.async(...args, (error: unknown, status: number) => {
      if (error === null || error === undefined) resolve(status)
      else reject(error as Error)
    })
  })
}
