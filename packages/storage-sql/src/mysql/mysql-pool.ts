import type { MysqlPool, MysqlPoolConnection } from "kysely"

/** What we use of a connection of `mysql2`. */
export interface Mysql2Connection {
  query(sql: string, callback: Callback): unknown
  execute(
    options: { readonly sql: string; readonly values: unknown[]; readonly rowsAsArray: boolean },
    callback: Callback,
  ): unknown
  release(): void
}

/** What we use of a pool of `mysql2`. */
export interface Mysql2Pool {
  getConnection(callback: (error: unknown, connection: Mysql2Connection) => void): void
  end(callback: (error: unknown) => void): void
}

type Callback = (error: unknown, result: never) => void

/**
 * A pool for Kysely whose parameters travel apart from their statement, and are not written into it, as `query` of mysql2 does.
 * What a procedure answers comes as arrays.
 */
export function withParameters(pool: Mysql2Pool): MysqlPool {
  const connections = new WeakMap<Mysql2Connection, MysqlPoolConnection>()
  return {
    getConnection: (callback) =>
      pool.getConnection((error, connection) => {
        if (error !== null && error !== undefined) return callback(error, undefined as never)
        let wrapped = connections.get(connection)
        if (wrapped === undefined) connections.set(connection, (wrapped = wrap(connection)))
        callback(undefined, wrapped)
      }),
    end: (callback) => pool.end(callback),
  }
}

function wrap(connection: Mysql2Connection): MysqlPoolConnection {
  const query = (sql: string, values: unknown[], callback: Callback): unknown =>
    // What makes procedures and triggers cannot be prepared, and takes no parameters.
    values.length === 0
      ? connection.query(sql, callback)
      : connection.execute({ sql, values, rowsAsArray: /^\s*call /.test(sql) }, callback)
  return { query: query as MysqlPoolConnection["query"], release: () => connection.release() }
}
