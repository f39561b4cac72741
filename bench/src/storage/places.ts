import { join } from "node:path"

/** The storages that are timed. */
export type PlaceKind = "sqlite" | "postgresql" | "journal"

/** All of them. */
export const PLACE_KINDS: readonly PlaceKind[] = ["sqlite", "postgresql", "journal"]

/** What people call them. */
export const PLACE_TITLES: Readonly<Record<PlaceKind, string>> = {
  sqlite: "SQLite",
  postgresql: "PostgreSQL",
  journal: "journal file",
}

/** The URL of a place named `name`; files are new by name, PostgreSQL is one database, where studies are. */
export function placeUrl(kind: PlaceKind, folder: string, name: string): string {
  switch (kind) {
    case "sqlite":
      return `sqlite:///${join(folder, `${name}.db`)}`
    case "postgresql":
      return process.env["PARZEN_POSTGRESQL_URL"] ?? ""
    case "journal":
      return `journal:${join(folder, `${name}.log`)}`
  }
}
