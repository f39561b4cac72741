// Tells which tests of a JSON report of vitest failed, and why: `node tools/failed-tests.mjs report.json`.
import { existsSync, readFileSync } from "node:fs"
import { relative } from "node:path"

const LINES = 12 // of each failure

const [path = ""] = process.argv.slice(2)
if (!existsSync(path)) console.log("no report: the tests did not end")
else {
  for (const file of JSON.parse(readFileSync(path, "utf8")).testResults) {
    const name = relative(process.cwd(), file.name)
    const failed = file.assertionResults.filter(({ status }) => status === "failed")
    if (failed.length === 0 && file.status === "failed") show(name, [file.message])
    for (const { fullName, failureMessages } of failed) show(`${name} > ${fullName.trim()}`, failureMessages)
  }
}

function show(title, messages) {
  const lines = messages.join("\n").split("\n").slice(0, LINES)
  console.log([`failed: ${title}`, ...lines.map((line) => `  ${line}`)].join("\n"))
}
