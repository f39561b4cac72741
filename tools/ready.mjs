// Makes the checkout ready to run: `node tools/ready.mjs [workspace]` installs what is missing and builds what `workspace`
// needs (every package without a name). What has not changed since is neither installed nor built again.
// It runs before anything is installed, so it uses nothing but Node.
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { readJson, root, workspaces } from "./workspaces.mjs"

const [workspace] = process.argv.slice(2)
const [major, minor] = process.versions.node.split(".").map(Number)
if (major < 20 || (major === 20 && minor < 19)) fail(`Parzen needs Node 20.19 or newer, this is ${process.version}`)

const stale = staleness()
if (stale !== undefined) {
  console.error(`Installing: ${stale}`)
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"])
}
const filter = workspace === undefined ? [] : [`--filter=${workspace}^...`]
run(process.execPath, ["node_modules/turbo/bin/turbo", "run", "build", "--output-logs=errors-only", ...filter], "pipe")

/** Why an install is due, or undefined where `node_modules` is what the lockfile and every package.json ask for. */
function staleness() {
  const hidden = "node_modules/.package-lock.json"
  if (!existsSync(join(root, hidden))) return "node_modules is missing"
  const locked = readJson("package-lock.json").packages
  const installed = readJson(hidden).packages
  for (const [path, { version, integrity, link, optional }] of Object.entries(locked)) {
    if (!path.includes("node_modules/")) continue
    const found = installed[path]
    if (found === undefined && optional) continue
    if (found?.version !== version || found?.integrity !== integrity || found?.link !== link)
      return `${path} is not as locked`
  }
  for (const { folder, manifest } of [{ folder: "", manifest: readJson("package.json") }, ...workspaces()]) {
    for (const field of ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"]) {
      if (!sameEntries(manifest[field], locked[folder]?.[field])) {
        fail(`package-lock.json is behind ${join(folder, "package.json")}: run npm install`)
      }
    }
  }
  return undefined
}

function sameEntries(left = {}, right = {}) {
  const names = Object.keys(left)
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name])
}

/** Runs to the end; what it prints appears as it comes (`inherit`) or only where it fails (`pipe`). */
function run(command, args, stdout = "inherit") {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1" }
  const stdio = ["ignore", stdout, stdout]
  const done = spawnSync(command, args, {
    cwd: root,
    stdio,
    env,
    encoding: "utf8",
    shell: process.platform === "win32",
  })
  if (done.error !== undefined) fail(done.error.message)
  if (done.status === 0) return
  process.stderr.write(`${done.stdout ?? ""}${done.stderr ?? ""}`)
  process.exit(done.status ?? 1)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
