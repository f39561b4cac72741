import { readdirSync } from "node:fs"
import { join } from "node:path"
import type { ServerKind } from "./server-kind.ts"

/** Where a server runs. */
export interface Place {
  /** Its own, empty at first, and the commands' working folder. */
  readonly folder: string
  readonly port: number
  /** Whether a commit is on the disk before it is answered; tests do without, benches do not. */
  readonly durable: boolean
}

/** How to run one kind of server. */
export interface Recipe {
  /** Debian's package. */
  readonly debian: string
  /** The programs it takes. */
  readonly programs: readonly string[]
  /** The user that the package makes for it: none of these servers should run as root. */
  readonly user: string
  /** Ends it quickly, with all that was committed. */
  readonly stopSignal: NodeJS.Signals
  /** Ends it at once, as a crash would. */
  readonly crashSignal: NodeJS.Signals
  url(port: number): string
  /** The command that fills the folder, if there is one. */
  prepare?(place: Place): readonly string[]
  /** The command that runs it in the foreground. */
  run(place: Place): readonly string[]
}

/** Folders of programs besides PATH. */
export function programFolders(): string[] {
  return [...(process.env["PATH"] ?? "").split(":"), "/usr/sbin", "/usr/local/sbin", ...debianPostgresFolders()]
}

function debianPostgresFolders(): string[] {
  const parent = "/usr/lib/postgresql"
  try {
    const versions = readdirSync(parent).sort((a, b) => Number(b) - Number(a))
    return versions.map((version) => join(parent, version, "bin"))
  } catch {
    return []
  }
}

/** All of them, on 127.0.0.1 alone and without a password. */
export const RECIPES: Readonly<Record<ServerKind, Recipe>> = {
  postgresql: {
    debian: "postgresql",
    programs: ["initdb", "postgres"],
    user: "postgres",
    stopSignal: "SIGINT",
    crashSignal: "SIGQUIT",
    url: (port) => `postgresql://postgres@127.0.0.1:${port}/postgres`,
    prepare: () => "initdb -D data -A trust -U postgres --no-sync -E UTF8 --locale=C.UTF-8".split(" "),
    run: ({ port, durable }) => {
      const settings = `fsync=${durable ? "on" : "off"} -c max_connections=200 -c unix_socket_directories=`
      return `postgres -D data -h 127.0.0.1 -p ${port} -c ${settings}`.split(" ")
    },
  },
  mariadb: {
    debian: "mariadb-server",
    programs: ["mariadb-install-db", "mariadbd"],
    user: "mysql",
    stopSignal: "SIGTERM",
    crashSignal: "SIGKILL",
    url: (port) => `mysql://root@127.0.0.1:${port}/mysql`,
    prepare: ({ folder }) => [
      "mariadb-install-db",
      "--no-defaults",
      `--datadir=${join(folder, "data")}`,
      "--skip-test-db",
      "--auth-root-authentication-method=normal",
    ],
    run: ({ folder, port, durable }) => [
      "mariadbd",
      "--no-defaults",
      `--datadir=${join(folder, "data")}`,
      `--socket=${join(folder, "socket")}`,
      `--pid-file=${join(folder, "pid")}`,
      `--port=${port}`,
      "--bind-address=127.0.0.1",
      "--max-connections=300",
      "--innodb-buffer-pool-size=64M",
      // 2: written at each commit, so that a crash of the server alone loses nothing.
      `--innodb-flush-log-at-trx-commit=${durable ? 1 : 2}`,
    ],
  },
  redis: {
    debian: "redis-server",
    programs: ["redis-server"],
    user: "redis",
    stopSignal: "SIGTERM",
    crashSignal: "SIGKILL",
    url: (port) => `redis://127.0.0.1:${port}/0`,
    run: ({ port, durable }) => {
      const fsync = durable ? "always" : "no"
      const options = `--appendonly yes --appendfsync ${fsync} --databases 10000`
      return `redis-server --port ${port} --bind 127.0.0.1 --save  ${options}`.split(" ")
    },
  },
}
