import type { ServerKind } from "./server-kind.ts"
import { missingVariable, SERVER_KINDS, urlVariable } from "./server-kind.ts"
import { whyMissing } from "./server.ts"
import { startServers } from "./start-servers.ts"

/** Servers that this process has put into its environment. */
export interface Provided {
  /** Why there are none of a kind. */
  readonly missing: ReadonlyMap<ServerKind, string>
  end(): Promise<void>
}

/**
 * Starts a server of each kind and names it in the environment, for the processes that this one starts. One that is named there
 * already is used as it is.
 */
export async function provideServers(
  kinds: readonly ServerKind[] = SERVER_KINDS,
  options: { readonly durable?: boolean } = {},
): Promise<Provided> {
  const missing = new Map<ServerKind, string>()
  const wanted: ServerKind[] = []
  for (const kind of kinds) {
    if (process.env[urlVariable(kind)] !== undefined) continue
    const reason = whyMissing(kind)
    if (reason === undefined) wanted.push(kind)
    else {
      process.env[missingVariable(kind)] = `${reason}, or name a server in ${urlVariable(kind)}`
      missing.set(kind, process.env[missingVariable(kind)] ?? reason)
    }
  }
  if (wanted.length === 0) return { missing, end: async () => {} }
  const servers = await startServers(wanted, options)
  for (const kind of wanted) process.env[urlVariable(kind)] = servers.urls[kind]
  return {
    missing,
    async end() {
      for (const kind of wanted) delete process.env[urlVariable(kind)]
      await servers.end()
    },
  }
}
