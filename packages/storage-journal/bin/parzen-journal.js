#!/usr/bin/env node
import { isParzenError } from "@parzen/core"
import { compactJournal, JournalFileBackend, JournalRedisBackend } from "@parzen/storage-journal"

const USAGE = `usage: parzen-journal compact <file, or redis:// URL> [--prefix <prefix>]

Replaces a journal by a shorter one that says the same. Stop Optuna's workers before; those of @parzen/storage-journal may go on.`

const [command, place, option, prefix, ...more] = process.argv.slice(2)
const isOption = option === undefined || (option === "--prefix" && prefix !== undefined)
if (command !== "compact" || place === undefined || !isOption || more.length > 0) {
  console.error(USAGE)
  process.exitCode = 2
} else {
  try {
    const isRedis = /^(rediss?|unix):/.test(place)
    const backend = isRedis ? new JournalRedisBackend(place, { prefix }) : new JournalFileBackend(place)
    const { before, after } = await compactJournal(backend)
    console.log(`${before} entries have become ${after}`)
  } catch (error) {
    if (!isParzenError(error)) throw error
    console.error(`${error.code}: ${error.message}`)
    process.exitCode = 1
  }
}
