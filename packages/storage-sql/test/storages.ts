import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { testServer } from "@parzen/test-servers"
import { afterAll } from "vitest"

/** A kind of database, as tests find it. */
export interface Place {
  readonly name: string
  /** Why there is none: its cases are to be skipped. */
  readonly missing: string | undefined
  /** The URL of a new and empty database. */
  newUrl(): Promise<string>
}

/** SQLite in a file, and the servers that run. */
export function places(): Place[] {
  return [sqlite(), server("PostgreSQL", "postgresql"), server("MariaDB", "mariadb")]
}

/** SQLite in files of a folder that is gone after the tests of the file that asks. */
export function sqlite(): Place {
  const folder = mkdtempSync(join(tmpdir(), "parzen-storage-sql-"))
  afterAll(() => rmSync(folder, { recursive: true }))
  let files = 0
  return { name: "SQLite", missing: undefined, newUrl: async () => `sqlite:///${folder}/${files++}.db` }
}

function server(name: string, kind: "postgresql" | "mariadb"): Place {
  const { missing, newDatabase } = testServer(kind)
  return { name, missing, newUrl: newDatabase }
}
