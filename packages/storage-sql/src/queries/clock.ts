import type { RawBuilder } from "kysely"
import { sql } from "kysely"
import type { Dialect } from "../schema/tables.ts"

/** The database's clock in ms since 1970: workers' clocks may differ. SQLite's is this machine's. */
export function clock(dialect: Dialect): RawBuilder<number> {
  switch (dialect) {
    case "sqlite":
      return sql<number>`cast(${Date.now()} as integer)`
    case "postgresql":
      return sql<number>`cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint)`
    case "mysql":
      // Of UTC, because an hour of local time comes twice when summer ends.
      return sql<number>`(timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) div 1000)`
  }
}
