import { existsSync, readdirSync, readFileSync } from "node:fs"
import { defineConfig } from "vitest/config"

const root = import.meta.dirname
const packages = ["packages", "integrations"]
  .flatMap((folder) => readdirSync(`${root}/${folder}`).map((name) => `${root}/${folder}/${name}`))
  .concat(`${root}/tools/storage-tests`)
  .filter((path) => existsSync(`${path}/package.json`))

interface Manifest {
  readonly name: string
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

function manifestOf(path: string): Manifest {
  return JSON.parse(readFileSync(`${path}/package.json`, "utf8")) as Manifest
}

/** What must be there before the tests of a package: servers that are started for them, libraries that are fetched. */
function setupsFor({ name, devDependencies = {}, peerDependencies = {} }: Manifest): readonly string[] {
  const needsServers = "@parzen/test-servers" in devDependencies
  const needsLibraries = name === "@parzen/boosting" || "@parzen/boosting" in peerDependencies
  return [
    ...(needsServers ? [`${root}/tools/servers/src/vitest-setup.ts`] : []),
    ...(needsLibraries ? [`${root}/tools/boosting-libraries/vitest-setup.mjs`] : []),
    ...("onnxruntime-node" in peerDependencies ? [`${root}/tools/onnxruntime-node/vitest-setup.mjs`] : []),
  ]
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
        globalSetup: [...setupsFor(manifestOf(path))],
        include: ["test/**/*.test.ts"],
      },
    })),
  },
})
