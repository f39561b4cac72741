// Runs in every runtime: `<runtime> replay.mjs <bundle> <traces.json>`. Prints the mismatches, and exits with 1 if there are any.
import { readFileSync } from "node:fs"
import { argv, exit } from "node:process"
import { pathToFileURL } from "node:url"

const { mismatchesIn } = await import(pathToFileURL(argv[2]).href)
const mismatches = await mismatchesIn(JSON.parse(readFileSync(argv[3], "utf8")))
for (const line of mismatches) console.error(line)
exit(mismatches.length > 0 ? 1 : 0)
