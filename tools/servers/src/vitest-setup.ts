import type { Provided } from "./provide-servers.ts"
import { provideServers } from "./provide-servers.ts"

const SHARED = Symbol.for("parzen.test-servers")

/** Starts the servers once for all projects that need them, and says which are missing; in CI none may be. */
export async function setup(): Promise<void> {
  const shared = globalThis as { [SHARED]?: Promise<Provided> }
  if (shared[SHARED] !== undefined) return void (await shared[SHARED])
  shared[SHARED] = provideServers()
  const { missing } = await shared[SHARED]
  if (missing.size === 0) return
  const lines = [...missing].map(([kind, reason]) => `skipped  what needs ${kind}: ${reason}`)
  if (process.env["CI"] !== undefined) throw new Error(lines.join("\n"))
  console.log(lines.join("\n"))
}

/** Stops them. */
export async function teardown(): Promise<void> {
  await (await (globalThis as { [SHARED]?: Promise<Provided> })[SHARED])?.end()
}
