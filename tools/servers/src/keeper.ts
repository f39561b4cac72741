// A process that runs servers for another and ends them when that one goes, however it goes: its standard input then ends.
// Says in a first line where the servers are, then answers each line of orders with a line.
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import type { KeeperAnswer, KeeperOptions, Order } from "./protocol.ts"
import { Server } from "./server.ts"
import type { ServerKind } from "./server-kind.ts"

const { kinds, durable } = JSON.parse(process.argv[2] ?? "") as KeeperOptions
const folder = mkdtempSync(join(tmpdir(), "parzen-servers-"))
chmodSync(folder, 0o755)
const servers = new Map<ServerKind, Server>()
let ending = false

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void end(0))
// Whoever asked has gone: nobody reads what is said.
process.stdout.on("error", () => {})
const orders = createInterface({ input: process.stdin })
orders.on("close", () => void end(0))
orders.on("line", (line) => void obey(JSON.parse(line) as Order))

try {
  const begun = await Promise.allSettled(
    kinds.map(async (kind) => {
      const server = await Server.create(kind, join(folder, kind), durable)
      servers.set(kind, server)
      if (ending) await server.crash()
    }),
  )
  const failed = begun.find((result) => result.status === "rejected")
  if (failed !== undefined) throw failed.reason
  say({ id: 0, urls: Object.fromEntries([...servers].map(([kind, { url }]) => [kind, url])) })
} catch (error) {
  say({ id: 0, error: error instanceof Error ? error.message : String(error) })
  await end(1)
}

async function obey({ id, kind, order }: Order): Promise<void> {
  try {
    await servers.get(kind)?.[order]()
    say({ id })
  } catch (error) {
    say({ id, error: String(error) })
  }
}

async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  await Promise.all([...servers.values()].map((server) => server.crash()))
  rmSync(folder, { recursive: true, force: true })
  process.exit(code)
}

function say(answer: KeeperAnswer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
