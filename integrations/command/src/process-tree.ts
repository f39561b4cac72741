import { spawn } from "node:child_process"
import { readdir, readFile } from "node:fs/promises"
import { setTimeout as sleep } from "node:timers/promises"

/** A program and all that it has started. */
export interface ProcessTree {
  /** The program's process id, which is its group's too. */
  readonly pid: number
  /** What all its processes have in their environment. */
  readonly mark: string
  /** Whether the program itself has not ended yet. */
  isRunning(): boolean
}

/** Whether there is a process in the group that `pid` leads; zombies count. */
export function hasGroup(pid: number): boolean {
  return signalProcess(-pid, 0)
}

/**
 * Ends a tree: SIGTERM to each of its processes, SIGKILL to those that are there `graceMs` later. These are the program's group
 * and, where there is /proc, what has left the group. On Windows, which has no SIGTERM, all end at once.
 */
export async function endTree(tree: ProcessTree, graceMs: number): Promise<void> {
  if (process.platform === "win32") return taskkill(tree.pid)
  const over = performance.now() + graceMs
  let processes = await marked(tree.mark)
  signalAll(tree, processes, "SIGTERM")
  for (let pause = 5; performance.now() < over; pause = Math.min(2 * pause, 100)) {
    processes = await marked(tree.mark)
    const isAlive = tree.isRunning() || (HAS_PROC ? processes.length > 0 : hasGroup(tree.pid))
    if (!isAlive) break
    await sleep(Math.min(pause, Math.max(over - performance.now(), 0)))
  }
  signalAll(tree, await marked(tree.mark), "SIGKILL")
}

const HAS_PROC = process.platform === "linux"

function signalAll({ pid, isRunning }: ProcessTree, processes: readonly number[], signal: NodeJS.Signals): void {
  if (isRunning() || hasGroup(pid)) signalProcess(-pid, signal)
  for (const process of processes) if (process !== pid) signalProcess(process, signal)
}

/** The processes, zombies apart, that have `mark` in their environment; none where there is no /proc. */
async function marked(mark: string): Promise<number[]> {
  if (!HAS_PROC) return []
  const wanted = `PARZEN_RUN=${mark}`
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid) => {
      try {
        return (await readFile(`/proc/${pid}/environ`)).includes(wanted)
      } catch {
        return false
      }
    }),
  )
  return pids.flatMap((pid, i) => (found[i] === true ? [Number(pid)] : []))
}

function signalProcess(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

function taskkill(pid: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true })
    child.once("error", () => resolve())
    child.once("close", () => resolve())
  })
}
