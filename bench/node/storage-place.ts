import type { Storage } from "@parzen/core"
import { JournalFileBackend, JournalStorage } from "@parzen/storage-journal"
import { openSqlStorage } from "@parzen/storage-sql"

/** Opens `journal:<path>` or what `openSqlStorage` opens. Trials are leased in all of them, as workers that may die need. */
export async function openStorage(url: string): Promise<Storage> {
  if (!url.startsWith("journal:")) return openSqlStorage(url)
  return new JournalStorage(new JournalFileBackend(url.slice("journal:".length)), { heartbeatIntervalMs: 60_000 })
}
