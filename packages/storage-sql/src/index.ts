export type { SqlStorageOptions } from "./open-sql-storage.ts"
export { openSqlStorage } from "./open-sql-storage.ts"
export type { SqlStorage } from "./sql-storage.ts"
