import type { ChildProcess } from "node:child_process"
import { execFileSync, spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"

const venv = fileURLToPath(new URL("../.venv", import.meta.url))
const requirements = fileURLToPath(new URL("requirements.txt", import.meta.url))
const stamp = `${venv}/requirements.sha256`

/** Moto's S3, which keeps everything in memory. */
export interface S3Server {
  readonly endpoint: string
  stop(): void
}

/** Why there is none: CI installs moto in a virtual environment, and so does `PARZEN_INSTALL_MOTO=1`. */
export function missingMoto(): string | undefined {
  const pins = createHash("sha256").update(readFileSync(requirements)).digest("hex")
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === pins) return undefined
  if (process.env["CI"] === undefined && process.env["PARZEN_INSTALL_MOTO"] === undefined)
    return "moto is not installed: run with PARZEN_INSTALL_MOTO=1 (Python 3 is needed)"
  execFileSync("python3", ["-m", "venv", "--clear", venv])
  execFileSync(`${venv}/bin/pip`, ["install", "--quiet", "--disable-pip-version-check", "--requirement", requirements])
  writeFileSync(stamp, pins)
  return undefined
}

/** Starts moto on a free port. */
export async function startS3(): Promise<S3Server> {
  const port = await freePort()
  const server: ChildProcess = spawn(`${venv}/bin/moto_server`, ["-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
  })
  const endpoint = `http://127.0.0.1:${port}`
  const deadline = Date.now() + 30_000
  while (!(await answers(endpoint))) {
    if (Date.now() > deadline || server.exitCode !== null) throw new Error("moto does not start")
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { endpoint, stop: () => void server.kill() }
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint).then(
    ({ ok }) => ok,
    () => false,
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
