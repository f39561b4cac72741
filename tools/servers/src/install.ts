// Installs Debian's packages of the servers that are missing, as root, and starts nothing.
import { spawnSync } from "node:child_process"
import { existsSync, rmSync, writeFileSync } from "node:fs"
import { RECIPES } from "./recipes.ts"
import { SERVER_KINDS } from "./server-kind.ts"
import { whyMissing } from "./server.ts"

/** What Debian's packages ask whether they may start a service: 101 says no. */
const POLICY = "/usr/sbin/policy-rc.d"

const packages = SERVER_KINDS.filter((kind) => whyMissing(kind) !== undefined).map((kind) => RECIPES[kind].debian)
if (packages.length > 0) {
  const hadPolicy = existsSync(POLICY)
  if (!hadPolicy) writeFileSync(POLICY, "#!/bin/sh\nexit 101\n", { mode: 0o755 })
  try {
    aptGet("update", "-qq")
    aptGet("install", "-y", "-qq", "--no-install-recommends", ...packages)
  } finally {
    if (!hadPolicy) rmSync(POLICY)
  }
}
const missing = SERVER_KINDS.flatMap((kind) => whyMissing(kind) ?? [])
console.log(missing.length === 0 ? `installed: ${SERVER_KINDS.join(", ")}` : missing.join("\n"))
process.exitCode = missing.length === 0 ? 0 : 1

function aptGet(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  spawnSync("apt-get", args, { stdio: "inherit", env })
}
