import type { ChildProcess } from "node:child_process"
import { spawn } from "node:child_process"
import { readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { setVerbosity } from "@parzen/core"
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest"
import type { Process } from "./processes.ts"
import { eventually, living, processes } from "./processes.ts"
import { runTrial, sh } from "./run-trials.ts"

const GRACE_MS = 600

// Waiting for processes takes long where many run.
vi.setConfig({ testTimeout: 60_000 })

beforeAll(() => setVerbosity("silent"))
afterAll(() => setVerbosity("info"))

/** A time to sleep that tells the processes of one test by their command line. */
let nSleeps = 0
const unique = (): string => `86400.7${process.pid}${++nSleeps}`

function start(options: { nTrials: number; timeoutMs?: number }, command: readonly string[]): ChildProcess {
  const script = `${import.meta.dirname}/supervised-study.ts`
  const given = JSON.stringify({ graceMs: GRACE_MS, ...options })
  const argv = ["--conditions=@parzen/source", "--import", "tsx", script, given, ...command]
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "ignore", "inherit"] })
  onTestFinished(() => void child.kill("SIGKILL"))
  return child
}

/** The programs, without the process that has started them. */
const programs = (nap: string): Process[] => living(nap).filter(({ command }) => !command.includes("supervised-study"))

function supervisorsOf(pid: number | undefined): Process[] {
  return processes().filter(
    ({ parent, command, state }) => parent === pid && command.includes("parzen-supervisor") && state !== "Z",
  )
}

const folderOf = ({ command }: Process): string => /parzen-command-\w+/.exec(command)?.[0] ?? "none"

describe.runIf(process.platform === "linux")("when the process of a study is killed by SIGKILL", () => {
  test.each<[string, (nap: string) => string[]]>([
    ["heed SIGTERM", (nap) => ["sleep", nap]],
    ["ignore SIGTERM and their input", (nap) => sh(`trap '' TERM; while :; do sleep ${nap}; done`)],
    ["have left their group", (nap) => sh(`setsid sleep ${nap} & setsid sleep ${nap} & wait`)],
  ])("programs that %s are gone within the grace, with their supervisor and its folder", async (_what, command) => {
    const nap = unique()
    const parent = start({ nTrials: 1000 }, command(nap))
    expect(await eventually(() => programs(nap).length >= 2, 20_000)).toBe(true)
    const [supervisor] = supervisorsOf(parent.pid)
    const folder = folderOf(supervisor as Process)
    expect(readdirSync(tmpdir())).toContain(folder)
    parent.kill("SIGKILL")
    expect(await eventually(() => programs(nap).length === 0, GRACE_MS + 1000)).toBe(true)
    expect(await eventually(() => living(folder).length === 0)).toBe(true)
    expect(readdirSync(tmpdir())).not.toContain(folder)
  })

  test("none is left that was just being started or ended", async () => {
    const naps = [unique(), unique()]
    await Promise.all(
      naps.map(async (nap, i) => {
        // Programs start and end all the time.
        const parent = start({ nTrials: 10_000, timeoutMs: 5 }, ["sleep", nap])
        expect(await eventually(() => programs(nap).length >= 2, 20_000)).toBe(true)
        await new Promise((resolve) => setTimeout(resolve, i * 13))
        parent.kill("SIGKILL")
        expect(await eventually(() => programs(nap).length === 0, GRACE_MS + 1000)).toBe(true)
        await new Promise((resolve) => setTimeout(resolve, 50))
        expect(programs(nap)).toEqual([])
      }),
    )
  })
})

test("a supervisor that is killed is started again, and watches what runs", async () => {
  const running = runTrial({ command: ["sleep", unique()], timeoutMs: 2000 })
  expect(await eventually(() => supervisorsOf(process.pid).length === 1)).toBe(true)
  const [first] = supervisorsOf(process.pid)
  process.kill(first?.pid ?? 0, "SIGKILL")
  const isAnother = (): boolean => supervisorsOf(process.pid).some(({ pid }) => pid !== first?.pid)
  expect(await eventually(isAnother)).toBe(true)
  expect((await running).state).toBe("fail")
})

test("a process whose trials are over ends by itself, and its supervisor with it", async () => {
  const child = start({ nTrials: 20 }, ["true"])
  expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(0)
  expect(await eventually(() => supervisorsOf(child.pid).length === 0)).toBe(true)
})
