import { readdirSync, readFileSync } from "node:fs"

/** A process, as /proc has it. */
export interface Process {
  readonly pid: number
  readonly parent: number
  readonly state: string
  readonly command: string
}

/** All processes. */
export function processes(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/stat`, "utf8")
        const [state = "", parent = ""] = status.slice(status.lastIndexOf(")") + 2).split(" ")
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ")
        return [{ pid: Number(name), parent: Number(parent), state, command }]
      } catch {
        return [] // It has ended meanwhile.
      }
    })
}

/** The processes that live, zombies apart, and have `text` in their command line. */
export function living(text: string): Process[] {
  return processes().filter(({ command, state }) => command.includes(text) && state !== "Z")
}

/** Waits until `condition` holds, for at most `ms`; whether it does. */
export async function eventually(condition: () => boolean, ms = 5000): Promise<boolean> {
  const over = performance.now() + ms
  while (!condition()) {
    if (performance.now() > over) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}
