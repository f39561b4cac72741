import { spawn } from "node:child_process"
import { join } from "node:path"
import { createInterface } from "node:readline"
import type { KeeperAnswer, KeeperOptions, Order } from "./protocol.ts"
import type { ServerKind } from "./server-kind.ts"

/** Servers that run for this process alone and end with it. */
export interface Servers {
  readonly urls: Readonly<Partial<Record<ServerKind, string>>>
  /** Starts a server again that was stopped or crashed: same URL, same content. */
  start(kind: ServerKind): Promise<void>
  /** Ends a server as an administrator would. */
  stop(kind: ServerKind): Promise<void>
  /** Ends a server at once, without a farewell. */
  crash(kind: ServerKind): Promise<void>
  /** Ends all of them and deletes what they held. */
  end(): Promise<void>
}

/** Starts new servers on free ports, whatever else runs. `durable`: a commit is on the disk before it is answered. */
export async function startServers(
  kinds: readonly ServerKind[],
  { durable = false }: { readonly durable?: boolean } = {},
): Promise<Servers> {
  const options: KeeperOptions = { kinds, durable }
  const script = join(import.meta.dirname, "keeper.ts")
  const keeper = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(options)], {
    cwd: import.meta.dirname,
    stdio: ["pipe", "pipe", "inherit"],
    // Out of reach of what ends this process and its group: it still has to tidy up.
    detached: true,
    env: { ...process.env, NODE_OPTIONS: "", VITEST: "" },
  })
  keeper.stdin.on("error", () => {})
  const waiting = new Map<number, { resolve(answer: KeeperAnswer): void; reject(error: Error): void }>()
  const answered = (id: number): Promise<KeeperAnswer> =>
    new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
  const gone = new Promise<void>((resolve) => {
    keeper.on("exit", () => {
      for (const { reject } of waiting.values()) reject(new Error("the servers' keeper has ended"))
      resolve()
    })
  })
  createInterface({ input: keeper.stdout }).on("line", (line) => {
    const answer = JSON.parse(line) as KeeperAnswer
    const waiter = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.error === undefined) waiter?.resolve(answer)
    else waiter?.reject(new Error(answer.error))
  })
  let lastId = 0
  const tell = async (kind: ServerKind, order: Order["order"]): Promise<void> => {
    const id = ++lastId
    keeper.stdin.write(`${JSON.stringify({ id, kind, order } satisfies Order)}\n`)
    await answered(id)
  }
  const { urls = {} } = await answered(0)
  return {
    urls,
    start: (kind) => tell(kind, "start"),
    stop: (kind) => tell(kind, "stop"),
    crash: (kind) => tell(kind, "crash"),
    end: () => {
      keeper.stdin.end()
      return gone
    },
  }
}
