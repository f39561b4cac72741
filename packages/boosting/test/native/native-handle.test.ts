import { NativeHandle, useHandles } from "@parzen/boosting"
import { describe, expect, it } from "vitest"

class Thing extends NativeHandle {
  constructor(pointer: bigint, freed: bigint[] = []) {
    super("the Thing", pointer, (address) => freed.push(address))
  }
}

interface Latch {
  readonly done: Promise<void>
  open(): void
}

function latch(): Latch {
  let open = (): void => undefined
  const done = new Promise<void>((resolve) => {
    open = resolve
  })
  return { done, open: () => open() }
}

describe("NativeHandle", () => {
  it("frees its object once, however often it is disposed of", () => {
    const freed: bigint[] = []
    const thing = new Thing(7n, freed)
    expect(thing.pointer).toBe(7n)
    thing.dispose()
    thing[Symbol.dispose]()
    expect(freed).toEqual([7n])
    expect(thing.isDisposed).toBe(true)
  })

  it("refuses to be used after dispose()", async () => {
    const thing = new Thing(7n)
    thing.dispose()
    expect(() => thing.pointer).toThrow(expect.objectContaining({ code: "HANDLE_DISPOSED" }))
    await expect(useHandles(thing, [], async () => 1)).rejects.toMatchObject({ code: "HANDLE_DISPOSED" })
    await expect(useHandles(new Thing(8n), [thing], async () => 1)).rejects.toMatchObject({ code: "HANDLE_DISPOSED" })
  })

  it("is freed by the garbage collector's net if nobody disposes of it", async () => {
    const freed: bigint[] = []
    const { setFlagsFromString } = await import("node:v8")
    const { runInNewContext } = await import("node:vm")
    setFlagsFromString("--expose-gc")
    const collect = runInNewContext("gc") as () => void
    const made = ((): bigint => new Thing(9n, freed).pointer)()
    for (let i = 0; i < 50 && freed.length === 0; i++) {
      collect()
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    expect(freed).toEqual([made])
  })
})

describe("useHandles", () => {
  it("gives the pointers, in the order of the handles, one that is named twice too", async () => {
    const [owner, first, second] = [new Thing(1n), new Thing(2n), new Thing(3n)]
    const answer = await useHandles(owner, [second, first, second], async (own, shared) => [own, ...shared])
    expect(answer).toEqual([1n, 3n, 2n, 3n])
  })

  it("refuses a second call on its owner, and synchronous use of any, until the first has ended", async () => {
    const [owner, data] = [new Thing(1n), new Thing(2n)]
    const { done, open } = latch()
    const first = useHandles(owner, [data], () => done)
    await Promise.resolve()
    await expect(useHandles(owner, [], async () => 1)).rejects.toMatchObject({ code: "HANDLE_IN_USE" })
    expect(() => owner.pointer).toThrow(expect.objectContaining({ code: "HANDLE_IN_USE" }))
    expect(() => data.pointer).toThrow(expect.objectContaining({ code: "HANDLE_IN_USE" }))
    open()
    await first
    expect([owner.pointer, data.pointer]).toEqual([1n, 2n])
  })

  it("lets calls that share data wait for each other, in whatever order they name it", async () => {
    const [left, right] = [new Thing(2n), new Thing(3n)]
    let nInside = 0
    let most = 0
    const call = async (): Promise<void> => {
      most = Math.max(most, ++nInside)
      await new Promise((resolve) => setTimeout(resolve, 1))
      nInside--
    }
    const calls = Array.from({ length: 8 }, (_, i) =>
      useHandles(new Thing(1n), i % 2 === 0 ? [left, right] : [right, left], call),
    )
    await Promise.all(calls)
    expect(most).toBe(1)
  })

  it("frees one that is disposed of meanwhile when the call has ended, and refuses those who waited for it", async () => {
    const freed: bigint[] = []
    const data = new Thing(2n, freed)
    const { done, open } = latch()
    const first = useHandles(new Thing(1n), [data], () => done)
    const second = useHandles(new Thing(3n), [data], async () => 1)
    await Promise.resolve()
    data.dispose()
    expect(freed).toEqual([])
    open()
    await first
    expect(freed).toEqual([2n])
    await expect(second).rejects.toMatchObject({ code: "HANDLE_DISPOSED" })
  })

  it("gives the handles back when the call throws", async () => {
    const [owner, data] = [new Thing(1n), new Thing(2n)]
    await expect(useHandles(owner, [data], () => Promise.reject(new RangeError("no")))).rejects.toThrow(RangeError)
    expect([owner.pointer, data.pointer]).toEqual([1n, 2n])
  })
})
