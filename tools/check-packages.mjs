// Runs publint and attw over each package as it would be published, and holds what every package of this repository shares.
import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { publicPackages, readJson, root } from "./workspaces.mjs"

const CORE = "@parzen/core"
const expected = { license: "MIT", type: "module" }
const engines = readJson("package.json").engines.node
let failures = 0

const packages = publicPackages()
for (const { folder, manifest } of packages) {
  for (const reason of mistakes(manifest)) fail(`${folder}/package.json: ${reason}`)
  tool(folder, "publint/src/cli.js", ["--strict"])
  tool(folder, "@arethetypeswrong/cli/dist/index.js", ["--pack", ".", "--profile", "esm-only", "--quiet"])
}
console.log(`packages: ${packages.length} checked with publint and attw, ${failures} failures`)
process.exitCode = failures === 0 ? 0 : 1

function mistakes(manifest) {
  const found = []
  for (const [key, value] of Object.entries(expected))
    if (manifest[key] !== value) found.push(`${key} must be ${value}`)
  // A list names the entries that exist for their side effect.
  if (manifest.sideEffects !== false && !Array.isArray(manifest.sideEffects))
    found.push("sideEffects must be false, or the list of files that have them")
  if (manifest.engines?.node !== engines) found.push(`engines.node must be ${engines}`)
  for (const [name, entry] of Object.entries(manifest.exports ?? {})) {
    const conditions = Object.keys(entry)
    if (name !== "./package.json" && conditions.join() !== "@parzen/source,types,default") {
      found.push(`exports['${name}'] must have @parzen/source, types and default in this order, got ${conditions}`)
    }
  }
  if (manifest.name === CORE) {
    if (manifest.dependencies !== undefined) found.push("the core has no dependencies")
  } else if (manifest.peerDependencies?.[CORE] !== ">=0.1.0 <1") {
    found.push(`${CORE} must be a peer, >=0.1.0 <1`)
  }
  for (const field of ["dependencies", "peerDependencies"]) {
    const own = Object.keys(manifest[field] ?? {}).filter((name) => name.startsWith("@parzen/"))
    if (field === "dependencies" && own.length > 0)
      found.push(`${own} must be peers, else a program holds several copies`)
  }
  return found
}

function tool(folder, script, args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "node_modules", script), ...args], {
    cwd: join(root, folder),
    encoding: "utf8",
  })
  if (status !== 0) fail(`${folder}: ${script.split("/src/")[0]}\n${stdout}${stderr}`)
}

function fail(message) {
  failures++
  console.error(message)
}
