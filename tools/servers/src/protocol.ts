import type { ServerKind } from "./server-kind.ts"

/** What a keeper is started with. */
export interface KeeperOptions {
  readonly kinds: readonly ServerKind[]
  readonly durable: boolean
}

/** What a keeper is told to do with a server. */
export interface Order {
  readonly id: number
  readonly kind: ServerKind
  readonly order: "start" | "stop" | "crash"
}

/** What a keeper answers, to the order of this id; 0 when all servers have started. */
export interface KeeperAnswer {
  readonly id: number
  readonly urls?: Readonly<Partial<Record<ServerKind, string>>>
  readonly error?: string
}
