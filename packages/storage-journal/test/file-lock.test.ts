import { lstatSync, readlinkSync, symlinkSync, utimesSync, writeFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { ParzenError, setVerbosity } from "@parzen/core"
import { beforeAll, describe, expect, test } from "vitest"
import { JournalFileBackend, JournalFileOpenLock, JournalFileSymlinkLock } from "@parzen/storage-journal"
import { tempPath } from "./temp-folder.ts"

beforeAll(() => setVerbosity("silent"))

const locks = [
  ["JournalFileSymlinkLock", JournalFileSymlinkLock],
  ["JournalFileOpenLock", JournalFileOpenLock],
] as const

describe.each(locks)("%s", (_, Lock) => {
  test("excludes both kinds until it is released", async () => {
    const path = tempPath("study.log")
    writeFileSync(path, "")
    const first = new Lock(path)
    await first.acquire()
    for (const [, Other] of locks) {
      const other = new Other(path)
      let isTaken = false
      const waiting = other.acquire().then(() => (isTaken = true))
      await sleep(20)
      expect([isTaken, first.isHeld(), other.isHeld()]).toEqual([false, true, false])
      expect(first.release()).toBe(true)
      await waiting
      expect(other.release()).toBe(true)
      await first.acquire()
    }
    first.release()
    expect(lstatSync(`${path}.lock`, { throwIfNoEntry: false })).toBeUndefined()
  })

  test("is taken from a process that has died, and told to one that only stood still", async () => {
    const path = tempPath("study.log")
    writeFileSync(path, "")
    const dead = new Lock(path)
    await dead.acquire()
    const next = new Lock(path, { gracePeriodMs: 30 })
    await next.acquire()
    expect([dead.isHeld(), next.isHeld()]).toEqual([false, true])
    expect(dead.release()).toBe(false)
    expect(next.release()).toBe(true)
  })

  test("is not taken from one that shows life", async () => {
    const path = tempPath("study.log")
    writeFileSync(path, "")
    const slow = new Lock(path)
    await slow.acquire()
    let isTaken = false
    const waiting = new Lock(path, { gracePeriodMs: 100 }).acquire().then(() => (isTaken = true))
    for (let i = 0; i < 15; i++) {
      utimesSync(`${path}.lock`, i, i)
      await sleep(15)
    }
    expect(isTaken).toBe(false)
    slow.release()
    await waiting
  })

  test("refuses a grace period that is no time", () => {
    expect(() => new Lock("study.log", { gracePeriodMs: 0 })).toThrow(ParzenError)
  })
})

test("a link leads to the file, as Optuna needs it to see whether its owner lives", async () => {
  const path = tempPath("study.log")
  await new JournalFileSymlinkLock(path).acquire()
  expect(readlinkSync(`${path}.lock`)).toBe("study.log")
})

test("a link that leads nowhere, as Optuna makes it of a relative path, is taken away all the same", async () => {
  const path = tempPath("study.log")
  symlinkSync("no/such/file", `${path}.lock`)
  const lock = new JournalFileSymlinkLock(path, { gracePeriodMs: 30 })
  await lock.acquire()
  expect(lock.isHeld()).toBe(true)
})

test("what is no path or no lock is refused", () => {
  expect(() => new JournalFileBackend("")).toThrow("filePath: takes the path of a file, got ''")
  expect(() => new JournalFileBackend("a.log", { lockObj: {} as never })).toThrow("lockObj: takes a lock")
})
