import { existsSync, readdirSync, readFileSync } from "node:fs"
import { defineConfig } from "vitest/config"

const root = import.meta.dirname
const packages = ["packages", "integrations"]
  .flatMap((folder) => readdirSync(`${root}/${folder}`).map((name) => `${root}/${folder}/${name}`))
  .filter((path) => existsSync(`${path}/package.json`))

// Tests import the packages' sources, so that no build stands between an edit and its test.
const conditions = ["@parzen/source", "module", "node", "development|production"]

export default defineConfig({
  root,
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    passWithNoTests: false,
    projects: packages.map((path) => ({
      extends: true,
      test: {
        name: (JSON.parse(readFileSync(`${path}/package.json`, "utf8")) as { name: string }).name,
        root: path,
        include: ["test/**/*.test.ts"],
      },
    })),
  },
})
