// Proves that the linter holds the layers: writes every forbidden import into a tree of its own, under this repository's
// rules, and fails unless the linter objects to each, and to none of the allowed ones.
import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { root } from "./workspaces.mjs"

const RESTRICTED = "eslint(no-restricted-imports)"
const BELOW_ALGORITHMS = ["math", "random", "distributions", "trial", "space"]

/** What each folder of core's src may import; `errors` and `logging` always, itself always. */
const LAYERS = {
  math: [],
  random: ["math"],
  distributions: ["math"],
  trial: ["distributions"],
  space: ["trial", "distributions", "math"],
  storage: ["trial", "distributions", "math"],
  samplers: BELOW_ALGORITHMS,
  pruners: BELOW_ALGORITHMS,
  importance: BELOW_ALGORITHMS,
  study: [...BELOW_ALGORITHMS, "storage", "samplers", "pruners", "importance"],
  testing: ["trial", "distributions"],
}
const FOLDERS = Object.keys(LAYERS)
const core = "packages/core/src"

/** Each case: a file, what it holds, and the rule that must object to it (none: it must pass). */
const cases = [
  ...layerCases(),
  ...testingCases(),
  ...purityCases(),
  ...cycleCases(),
  ...packageCases(),
  ...styleCases(),
]

const unknown = unknownSources()
const found = lint(cases)
const failures = cases.filter(({ file, rule }) => {
  const rules = found.get(file) ?? []
  return rule === undefined ? rules.length > 0 : !rules.includes(rule)
})
for (const { file, code, rule } of failures) {
  const wanted = rule === undefined ? "must pass" : `must fail by ${rule}`
  console.error(`${file} ${wanted}, found [${found.get(file) ?? ""}]: ${code}`)
}
for (const name of unknown)
  console.error(
    `${core}/${name}: belongs to no layer; say in tools/check-layers.mjs and .oxlintrc.json what it may import`,
  )
const forbidden = cases.filter(({ rule }) => rule !== undefined).length
console.log(
  `layers: ${forbidden} forbidden imports and forms, ${cases.length - forbidden} allowed ones, ${failures.length + unknown.length} failures`,
)
process.exitCode = failures.length + unknown.length === 0 ? 0 : 1

function layerCases() {
  const every = []
  for (const from of FOLDERS) {
    for (const to of FOLDERS) {
      if (from === to || from === "testing") continue
      const rule = LAYERS[from].includes(to) ? undefined : RESTRICTED
      every.push({
        file: `${core}/${from}/to-${to}.ts`,
        code: `import { x } from "../${to}/leaf.ts"\nexport const y: number = x\n`,
        rule,
      })
      every.push({
        file: `${core}/${from}/deep/type-of-${to}.ts`,
        code: `import type { X } from "../../${to}/leaf.ts"\nexport type Y = X\n`,
        rule,
      })
      every.push({
        file: `${core}/${from}/lazy-${to}.ts`,
        code: `export const y = async () => (await import("../${to}/leaf.ts")).x\n`,
        rule,
      })
      every.push({ file: `${core}/${from}/again-${to}.ts`, code: `export { x } from "../${to}/leaf.ts"\n`, rule })
    }
    every.push({
      file: `${core}/${from}/errors.ts`,
      code: `import { x } from "../errors.ts"\nexport const y: number = x\n`,
    })
    every.push({
      file: `${core}/${from}/index-of-all.ts`,
      code: `import { x } from "../index.ts"\nexport const y: number = x\n`,
      rule: RESTRICTED,
    })
  }
  every.push({
    file: `${core}/samplers/by-type.ts`,
    code: `export type Y = import("../storage/leaf.ts").X\n`,
    rule: "typescript(consistent-type-imports)",
  })
  every.push({ file: `${core}/errors-like.ts`, code: `export const y = 1\n` })
  return every
}

function testingCases() {
  const imports = (path, rule) => ({
    file: `${core}/testing/${path.replaceAll(/\W/g, "-")}.ts`,
    code: `import type { X } from "../${path}"\nexport type Y = X\n`,
    rule,
  })
  const interfaces = [
    "storage/storage.ts",
    "samplers/sampler.ts",
    "pruners/pruner.ts",
    "study/study.ts",
    "study/trial.ts",
    "trial/leaf.ts",
    "distributions/leaf.ts",
  ]
  const inner = [
    "storage/in-memory.ts",
    "samplers/random.ts",
    "samplers/tpe/tpe.ts",
    "pruners/median.ts",
    "study/optimize.ts",
    "study/studies.ts",
    "math/leaf.ts",
    "random/leaf.ts",
    "space/leaf.ts",
    "importance/leaf.ts",
  ]
  return [
    ...interfaces.map((path) => imports(path)),
    ...inner.map((path) => imports(path, RESTRICTED)),
    {
      file: `${core}/testing/runs-study.ts`,
      code: `import { x } from "../study/study.ts"\nexport const y: number = x\n`,
      rule: RESTRICTED,
    },
  ]
}

function purityCases() {
  const impure = ["node:fs", "fs", "node:process", "lodash", "@parzen/core", "@parzen/model-selection"]
  const uses = {
    "Math.random()": "eslint(no-restricted-properties)",
    "process.env": "eslint(no-restricted-globals)",
    "Buffer.alloc(1)": "eslint(no-restricted-globals)",
    "console.log(1)": "eslint(no-console)",
  }
  return [
    ...impure.flatMap((name, i) =>
      ["study", "math", "testing"].map((folder) => ({
        file: `${core}/${folder}/impure-${i}.ts`,
        code: `import * as x from "${name}"\nexport const y: unknown = x\n`,
        rule: RESTRICTED,
      })),
    ),
    {
      file: `${core}/errors.ts`,
      code: `import "./logging.ts"\nexport const x = 1\nexport type X = number\n`,
      rule: RESTRICTED,
    },
    {
      file: `${core}/index.ts`,
      code: `import { x } from "node:fs"\nexport { x }\nexport type X = number\n`,
      rule: RESTRICTED,
    },
    ...Object.entries(uses).map(([code, rule], i) => ({
      file: `${core}/study/uses-${i}.ts`,
      code: `export const y: unknown = ${code}\n`,
      rule,
    })),
  ]
}

function cycleCases() {
  const rule = "import(no-cycle)"
  return [
    { file: `${core}/trial/ring-a.ts`, code: `import type { B } from "./ring-b.ts"\nexport type A = B\n`, rule },
    { file: `${core}/trial/ring-b.ts`, code: `import type { C } from "./ring-c.ts"\nexport type B = C\n`, rule },
    { file: `${core}/trial/ring-c.ts`, code: `import type { A } from "./ring-a.ts"\nexport type C = A | 1\n`, rule },
  ]
}

function packageCases() {
  const from = (file, name, rule) => ({
    file,
    code: `import { x } from "${name}"\nexport const y: unknown = x\n`,
    rule,
  })
  const selection = "packages/model-selection/src"
  const forest = "integrations/random-forest/src"
  return [
    from(`${selection}/a.ts`, "@parzen/core"),
    from(`${selection}/b.ts`, "./a.ts"),
    from(`${selection}/deep/c.ts`, "../a.ts"),
    from(`${selection}/d.ts`, "ml-matrix", RESTRICTED),
    from(`${selection}/e.ts`, "node:fs", RESTRICTED),
    from(`${selection}/f.ts`, "@parzen/random-forest", RESTRICTED),
    from(`${selection}/g.ts`, "@parzen/core/dist/index.js", RESTRICTED),
    from(`${selection}/h.ts`, "../../core/src/index.ts", RESTRICTED),
    from(`${forest}/a.ts`, "@parzen/core"),
    from(`${forest}/b.ts`, "ml-random-forest"),
    from(`${forest}/c.ts`, "@parzen/model-selection"),
    from(`${forest}/d.ts`, "@parzen/core/testing", RESTRICTED),
    from(`${forest}/e.ts`, "@parzen/core/src/study/study.ts", RESTRICTED),
    from(`${forest}/f.ts`, "../../../packages/core/src/index.ts", RESTRICTED),
    from(`integrations/other/src/f.ts`, "../../random-forest/src/index.ts", RESTRICTED),
    from(`packages/model-selection/test/a.test.ts`, "../src/index.ts"),
    from(`packages/model-selection/test/b.test.ts`, "../../../packages/core/src/index.ts", RESTRICTED),
    from(`packages/model-selection/test/c.test.ts`, "../../core/src/index.ts", RESTRICTED),
  ]
}

function styleCases() {
  const file = (name) => `${core}/trial/${name}.ts`
  return [
    { file: file("default"), code: `export default 1\n`, rule: "import(no-default-export)" },
    { file: file("any"), code: `export const y: any = 1\n`, rule: "typescript(no-explicit-any)" },
    {
      file: file("bang"),
      code: `export const y = (x: number | null): number => x!\n`,
      rule: "typescript(no-non-null-assertion)",
    },
  ]
}

/** Files and folders of core's src that no layer names. */
function unknownSources() {
  const known = new Set([...FOLDERS, "errors.ts", "logging.ts", "index.ts"])
  return readdirSync(join(root, core)).filter((name) => !known.has(name))
}

/** The rules that object to each file. */
function lint(files) {
  const tree = mkdtempSync(join(tmpdir(), "parzen-layers-"))
  try {
    cpSync(join(root, ".oxlintrc.json"), join(tree, ".oxlintrc.json"))
    for (const folder of FOLDERS)
      write(tree, `${core}/${folder}/leaf.ts`, "export const x = 1\nexport type X = number\n")
    for (const { file, code } of files) write(tree, file, code)
    const { stdout, error } = spawnSync(
      process.execPath,
      [join(root, "node_modules/oxlint/bin/oxlint"), "--format=json"],
      {
        cwd: tree,
        encoding: "utf8",
        maxBuffer: 1 << 28,
      },
    )
    if (error !== undefined) throw error
    const rules = new Map()
    for (const { filename, code } of JSON.parse(stdout).diagnostics)
      rules.set(filename, [...(rules.get(filename) ?? []), code])
    return rules
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
}

function write(tree, file, code) {
  mkdirSync(dirname(join(tree, file)), { recursive: true })
  writeFileSync(join(tree, file), code)
}
