import { LibraryThread, LibraryThreads } from "@parzen/boosting"
import type { ThreadedLibrary } from "@parzen/boosting"
import { describe, expect, it } from "vitest"

// The C library stands for a boosting library: usleep answers 0, what answers anything else has failed.
const libc: ThreadedLibrary = {
  title: "libc",
  path: "libc.so.6",
  signatures: {
    sleep: "int usleep(unsigned int us)",
    compare: "int strcmp(const char *left, const char *right)",
    fraction: "int modf_l(double)",
    users: "int getresuid(_Out_ uint32_t *real, _Out_ uint32_t *effective, _Out_ uint32_t *saved)",
    version: "const char *gnu_get_libc_version()",
    address: "long labs(void *callback)",
  },
  lastError: "version",
  registerLog: "address",
  onLog: () => undefined,
}

// Other systems have no file of this name.
describe.skipIf(process.platform !== "linux")("LibraryThread", () => {
  it("lets the event loop go on while a function runs", async () => {
    const thread = new LibraryThread(libc)
    await thread.call("sleep", 0)
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    expect(await thread.call("sleep", 100_000)).toBeUndefined()
    clearInterval(timer)
    expect(turns).toBeGreaterThan(10)
  })

  it("calls one function after the other, and answers each its own", async () => {
    const thread = new LibraryThread(libc)
    const pairs = ["aa", "ab", "bb", "ba"].map((pair) => thread.call("compare", pair[0], pair[1]))
    expect(await Promise.all(pairs)).toEqual([undefined, expect.any(String), undefined, expect.any(String)])
  })

  it("answers the text of the thread's last error where a function fails", async () => {
    expect(await new LibraryThread(libc).call("compare", "a", "b")).toMatch(/^\d+\.\d+$/)
  })

  it("fills in outputs before it settles", async () => {
    const users = [[-1], [-1], [-1]]
    await new LibraryThread(libc).call("users", ...users)
    expect(users[0]).toEqual([process.getuid?.()])
  })

  it("answers why a function could not be called, and goes on", async () => {
    const thread = new LibraryThread(libc)
    expect(await thread.call("sleep", "long")).toMatch(/expected/i)
    expect(await thread.call("fraction", 1)).toMatch(/modf_l/)
    expect(await thread.call("sleep", 0)).toBeUndefined()
  })

  it("refuses calls when it could not open the library", async () => {
    const thread = new LibraryThread({ ...libc, path: "/nowhere/libc.so" })
    const failure = { code: "LIBRARY_FAILED", message: expect.stringContaining("libc") }
    await expect(thread.call("sleep", 0)).rejects.toMatchObject(failure)
    expect(thread.hasEnded).toBe(true)
    await expect(thread.call("sleep", 0)).rejects.toMatchObject(failure)
  })
})

describe.skipIf(process.platform !== "linux")("LibraryThreads", () => {
  it("gives a thread that is not held, and makes one only where there is none", () => {
    const threads = new LibraryThreads(libc)
    const first = threads.idlest()
    expect(threads.idlest()).toBe(first)
    first.hold()
    const second = threads.idlest()
    expect(second).not.toBe(first)
    second.hold()
    first.release()
    expect(threads.idlest()).toBe(first)
  })

  it("gives the one that the fewest hold when there are enough", () => {
    const threads = new LibraryThreads(libc)
    const held = Array.from({ length: 16 }, () => {
      const thread = threads.idlest()
      thread.hold()
      return thread
    })
    expect(new Set(held).size).toBe(16)
    held[3]?.hold()
    held[0]?.hold()
    expect(threads.idlest()).toBe(held[1])
  })
})
