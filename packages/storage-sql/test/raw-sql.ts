import { createConnection } from "mysql2/promise"
import { Client } from "pg"
import { openLibsql } from "../src/sqlite/libsql-database.ts"

/** A connection of its own, as a program in Python has it. */
export interface RawSql {
  /** Runs one statement and answers its rows as arrays. */
  query(sql: string): Promise<unknown[][]>
  close(): Promise<void>
}

/** Connects to the database of a storage's URL. */
export async function openRaw(url: string): Promise<RawSql> {
  if (url.startsWith("sqlite:")) {
    const database = openLibsql(url.slice("sqlite:///".length))
    return {
      async query(sql) {
        const statement = database.prepare(sql)
        if (statement.reader) return statement.raw().all([]) as unknown[][]
        statement.run([])
        return []
      },
      close: async () => database.close(),
    }
  }
  if (url.startsWith("postgresql:")) {
    const client = new Client({ connectionString: url })
    await client.connect()
    return {
      query: async (sql) => (await client.query({ text: sql, rowMode: "array" })).rows as unknown[][],
      close: () => client.end(),
    }
  }
  const connection = await createConnection(url)
  return {
    async query(sql) {
      const [rows] = await connection.query({ sql, rowsAsArray: true })
      return Array.isArray(rows) ? (rows as unknown[][]) : []
    },
    close: () => connection.end(),
  }
}
