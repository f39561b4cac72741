import { existsSync, readdirSync, readFileSync } from "node:fs"
import { defineConfig } from "vitest/config"

const root = import.meta.dirname
const packages = ["packages", "integrations"]
  .flatMap((folder) => readdirSync(`${root}/${folder}`).map((name) => `${root}/${folder}/${name}`))
  .concat(`${root}/tools/storage-tests`)
  .filter((path) => existsSync(`${path}/package.json`))

interface Manifest {
  readonly name: string
  readonly devDependencies?: Readonly<Record<string, string>>
}

function manifestOf(path: string): Manifest {
  return JSON.parse(readFileSync(`${path}/package.json`, "utf8")) as Manifest
}

// Their tests run against PostgreSQL, MariaDB and Redis, which are started for them.
function needsServers({ devDependencies = {} }: Manifest): boolean {
  return "@parzen/test-servers" in devDependencies
}

// Tests import the packages' sources, so that no build stands between an edit and its test.
const conditions = ["@parzen/source", "module", "node", "development|production"]

export default defineConfig({
  root,
  resolve: { conditions },
  // Not "module", which is for bundlers: Node cannot load everything that packages give under it.
  ssr: { resolve: { conditions: conditions.filter((condition) => condition !== "module") } },
  test: {
    passWithNoTests: false,
    projects: packages.map((path) => ({
      extends: true,
      test: {
        name: manifestOf(path).name,
        root: path,
        globalSetup: needsServers(manifestOf(path)) ? [`${root}/tools/servers/src/vitest-setup.ts`] : [],
        include: ["test/**/*.test.ts"],
      },
    })),
  },
})
