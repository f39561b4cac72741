import { describe, ParzenError } from "@parzen/core"
import type { JournalBackend, JournalConnection, JournalReader } from "./backend.ts"
import { RedisConnection } from "./redis-connection.ts"
import type { RedisAddress } from "./redis-url.ts"
import { parseRedisUrl } from "./redis-url.ts"

/** Options of {@link JournalRedisBackend}. */
export interface JournalRedisBackendOptions {
  /** What the keys begin with, as in Optuna; by default nothing. One journal for each prefix. */
  readonly prefix?: string | undefined
  /** Whether the server is a cluster. The prefix then needs a part in braces, such as `{parzen}`, which keeps all keys in one slot. */
  readonly useCluster?: boolean | undefined
}

/** Keeps a journal in Redis under the keys of Optuna's `JournalRedisBackend`: both can use it at once. Needs `ioredis`. */
export class JournalRedisBackend implements JournalBackend {
  readonly #address: RedisAddress
  readonly #prefix: string
  readonly #useCluster: boolean

  /**
   * @param url `redis://`, `rediss://` (TLS) or `unix://`, as redis-py takes it
   * @throws INVALID_URL, INVALID_ARGUMENT
   */
  constructor(url: string, { prefix = "", useCluster = false }: JournalRedisBackendOptions = {}) {
    this.#address = parseRedisUrl(url)
    if (typeof prefix !== "string")
      throw new ParzenError("INVALID_ARGUMENT", `prefix: takes a string, got ${describe(prefix)}`)
    if (useCluster && !/\{[^}]+\}/.test(prefix)) {
      const why =
        "in a cluster the prefix must have a part in braces, such as '{parzen}', so that all keys lie in one slot"
      throw new ParzenError("INVALID_ARGUMENT", `prefix: ${why}; got ${describe(prefix)}`)
    }
    this.#prefix = prefix
    this.#useCluster = useCluster
  }

  connect(reader: JournalReader): JournalConnection {
    return new RedisConnection(this.#address, this.#prefix, this.#useCluster, reader)
  }
}
