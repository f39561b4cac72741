import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Storage } from "@parzen/core"
import { JournalFileBackend, JournalRedisBackend, JournalStorage } from "@parzen/storage-journal"
import { openSqlStorage } from "@parzen/storage-sql"
import type { ServerKind } from "@parzen/test-servers"
import { testServer } from "@parzen/test-servers"

/** A kind of place that outlives a process. */
export type PlaceKind = "sqlite" | "postgresql" | "mariadb" | "journal-file" | "journal-redis"

/** An empty place for studies, by a URL that every process can open. */
export interface Place {
  /** SQLAlchemy's form, or `journal+file:` and `journal+redis:` before a path or URL. */
  readonly url: string
  /** Deletes what is in it, where that does not go with its server. */
  remove(): Promise<void>
}

/** How long a trial is held without renewal in these tests, and how often it is renewed, in ms. */
export interface LeaseTimes {
  readonly heartbeatIntervalMs: number
  readonly gracePeriodMs: number
}

/** All of them. */
export const PLACE_KINDS: readonly PlaceKind[] = ["sqlite", "postgresql", "mariadb", "journal-file", "journal-redis"]

/** The server that a place needs. */
export const SERVER_OF: Readonly<Partial<Record<PlaceKind, ServerKind>>> = {
  postgresql: "postgresql",
  mariadb: "mariadb",
  "journal-redis": "redis",
}

/** Why there can be no place of this kind here. */
export function whyNoPlace(kind: PlaceKind): string | undefined {
  const server = SERVER_OF[kind]
  return server && testServer(server).missing
}

/** Makes a new place; on a server of its own where `newUrl` makes databases on that. */
export async function newPlace(kind: PlaceKind, newUrl?: () => Promise<string>): Promise<Place> {
  const server = SERVER_OF[kind]
  if (server !== undefined) {
    const url = await (newUrl ?? testServer(server).newDatabase)()
    return { url: `${kind === "journal-redis" ? "journal+" : ""}${url}`, remove: async () => {} }
  }
  const folder = await mkdtemp(join(tmpdir(), "parzen-place-"))
  const url = kind === "sqlite" ? `sqlite:///${join(folder, "study.db")}` : `journal+file:${join(folder, "study.log")}`
  return { url, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Opens the storage at a place. */
export async function openPlace(url: string, times: LeaseTimes = SLOW): Promise<Storage> {
  if (url.startsWith("journal+file:"))
    return new JournalStorage(new JournalFileBackend(url.slice("journal+file:".length)), times)
  if (url.startsWith("journal+"))
    return new JournalStorage(new JournalRedisBackend(url.slice("journal+".length)), times)
  return openSqlStorage(url, times)
}

const SLOW: LeaseTimes = { heartbeatIntervalMs: 20_000, gracePeriodMs: 60_000 }
