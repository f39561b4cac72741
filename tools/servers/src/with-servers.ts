// `node --import tsx tools/servers/src/with-servers.ts [--durable] [--only=<kind>] <command...>` runs a command with the servers
// named in its environment. Without a command it prints their URLs and keeps them until it is interrupted.
import { spawn } from "node:child_process"
import { provideServers } from "./provide-servers.ts"
import { SERVER_KINDS, urlVariable } from "./server-kind.ts"

const given = process.argv.slice(2)
const nFlags = given.findIndex((word) => !word.startsWith("--"))
const flags = nFlags === -1 ? given : given.slice(0, nFlags)
const [program, ...args] = given.slice(flags.length)
const kinds = SERVER_KINDS.filter(
  (kind) => !flags.some((flag) => flag.startsWith("--only=") && flag !== `--only=${kind}`),
)
const servers = await provideServers(kinds, { durable: flags.includes("--durable") })
for (const [kind, reason] of servers.missing) console.error(`missing  ${kind}: ${reason}`)
const failsWithout = servers.missing.size > 0 && process.env["CI"] !== undefined
process.exitCode = failsWithout ? 1 : await (program === undefined ? untilInterrupted() : run(program))
await servers.end()

function run(command: string): Promise<number> {
  const child = spawn(command, args, { stdio: "inherit" })
  // An interrupt from the terminal reaches the command too; it ends, and then the servers do.
  process.on("SIGINT", () => {})
  process.on("SIGTERM", () => child.kill("SIGTERM"))
  return new Promise((resolve, reject) => {
    child.on("exit", (code) => resolve(code ?? 1))
    child.on("error", reject)
  })
}

function untilInterrupted(): Promise<number> {
  for (const kind of SERVER_KINDS) {
    const url = process.env[urlVariable(kind)]
    if (url !== undefined) console.log(`export ${urlVariable(kind)}=${url}`)
  }
  const timer = setInterval(() => {}, 2 ** 30)
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        clearInterval(timer)
        resolve(0)
      })
    }
  })
}
