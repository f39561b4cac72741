import type { ChildProcess } from "node:child_process"
import { spawn } from "node:child_process"
import { accessSync, appendFileSync, chownSync, constants, mkdirSync, readFileSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { ping } from "./ping.ts"
import type { Place, Recipe } from "./recipes.ts"
import { programFolders, RECIPES } from "./recipes.ts"
import type { ServerKind } from "./server-kind.ts"

/** How long a server may take to answer, and to end, in ms. */
const READY_MS = 30_000
const END_MS = 10_000

/** A server in a folder of its own, run by this process. */
export class Server {
  readonly kind: ServerKind
  readonly #recipe: Recipe
  readonly #place: Place
  readonly #log: string
  #child: ChildProcess | undefined
  #ended: Promise<unknown> = Promise.resolve()

  private constructor(kind: ServerKind, place: Place) {
    this.kind = kind
    this.#recipe = RECIPES[kind]
    this.#place = place
    this.#log = join(place.folder, "log")
  }

  /** Fills `folder`, which must be new, and starts the server. @throws Error with the end of its log */
  static async create(kind: ServerKind, folder: string, durable: boolean): Promise<Server> {
    mkdirSync(folder, { mode: 0o755 })
    const server = new Server(kind, { folder, port: await freePort(), durable })
    const { prepare, user } = RECIPES[kind]
    const owner = ownerOf(user)
    if (owner !== undefined) chownSync(folder, owner.uid, owner.gid)
    const command = prepare?.(server.#place)
    if (command !== undefined) {
      const preparing = server.#spawn(command)
      if ((await exit(preparing)) !== 0) throw server.#failure("could not be prepared")
    }
    await server.start()
    return server
  }

  get url(): string {
    return this.#recipe.url(this.#place.port)
  }

  /** Starts it, again after {@link stop} or {@link crash}, on the same port with what it held. */
  async start(): Promise<void> {
    const child = this.#spawn(this.#recipe.run(this.#place))
    this.#child = child
    this.#ended = exit(child)
    const deadline = Date.now() + READY_MS
    while (child.exitCode === null && child.signalCode === null) {
      try {
        return await ping(this.kind, this.url)
      } catch (error) {
        if (Date.now() > deadline) throw this.#failure(`does not answer: ${String(error)}`)
        await sleep(30)
      }
    }
    throw this.#failure("has ended")
  }

  /** Ends it as an administrator would. */
  async stop(): Promise<void> {
    await this.#end(this.#recipe.stopSignal)
  }

  /** Ends it at once. */
  async crash(): Promise<void> {
    await this.#end(this.#recipe.crashSignal)
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    if (child === undefined) return
    this.#child = undefined
    child.kill(signal)
    const timer = setTimeout(() => child.kill("SIGKILL"), END_MS)
    await this.#ended
    clearTimeout(timer)
  }

  #spawn([program = "", ...args]: readonly string[]): ChildProcess {
    const path = findProgram(program)
    if (path === undefined) throw new Error(`'${program}' is not installed`)
    const { folder } = this.#place
    const child = spawn(path, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], ...ownerOf(this.#recipe.user) })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        try {
          appendFileSync(this.#log, chunk)
        } catch {
          // The folder has gone already: nobody reads on.
        }
      })
    }
    return child
  }

  #failure(what: string): Error {
    let said = ""
    try {
      said = readFileSync(this.#log, "utf8").trimEnd().split("\n").slice(-10).join("\n")
    } catch {
      // It has said nothing.
    }
    return new Error(`${this.kind} ${what}\n${said}`)
  }
}

/** Why servers of this kind cannot be started here, or `undefined` where they can. */
export function whyMissing(kind: ServerKind): string | undefined {
  const { programs, debian } = RECIPES[kind]
  const lacking = programs.find((program) => findProgram(program) === undefined)
  return lacking === undefined ? undefined : `no '${lacking}' found: install Debian's ${debian}`
}

function findProgram(name: string): string | undefined {
  return programFolders()
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

/** Whom a server is to run as: root is refused by PostgreSQL and MariaDB. */
function ownerOf(user: string): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const lines = readFileSync("/etc/passwd", "utf8").split("\n")
  const line = [user, "nobody"].map((name) => lines.find((entry) => entry.startsWith(`${name}:`))).find(Boolean)
  if (line === undefined) throw new Error(`there is neither a user '${user}' nor 'nobody' to run a server as`)
  const [, , uid, gid] = line.split(":")
  return { uid: Number(uid), gid: Number(gid) }
}

function exit(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on("close", resolve)
    child.on("error", reject)
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
    })
  })
}
