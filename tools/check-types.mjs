// `npm run types` type-checks every folder that has a tsconfig.json: those of equal options as one program, so that what they
// import is checked once. `npx tsc -p <folder>` checks one of them.
import { execFileSync } from "node:child_process"
import { dirname, join } from "node:path"
import ts from "typescript"
import { root } from "./workspaces.mjs"

const formatHost = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => "\n" }
const parsed = new Map()
let failed = 0
for (const { options, files, folders } of programs()) {
  const host = ts.createCompilerHost(options)
  const { getSourceFile } = host
  host.getSourceFile = (name, ...rest) => cached(name, () => getSourceFile(name, ...rest))
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram({ rootNames: files, options, host }))
  if (diagnostics.length > 0) console.error(ts.formatDiagnosticsWithColorAndContext(diagnostics, formatHost))
  failed += diagnostics.length
  console.log(`${files.length} files of ${folders.length} folders`)
}
if (failed > 0) {
  console.error(`types: ${failed} mistakes`)
  process.exitCode = 1
}

/** The files of all folders by what they are compiled with. */
function programs() {
  const groups = new Map()
  for (const path of execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*tsconfig.json"], {
    cwd: root,
    encoding: "utf8",
  })
    .trim()
    .split("\n")) {
    const { options, fileNames, errors } = configAt(join(root, path))
    if (errors.length > 0) throw new Error(ts.formatDiagnostics(errors, formatHost))
    const { configFilePath: _, ...compared } = options
    const key = JSON.stringify(Object.entries(compared).toSorted())
    const group = groups.get(key) ?? {
      options: { ...compared, typeRoots: [join(root, "node_modules/@types")] },
      files: [],
      folders: [],
    }
    group.files.push(...fileNames)
    group.folders.push(dirname(path))
    groups.set(key, group)
  }
  return groups.values()
}

function configAt(path) {
  const { config, error } = ts.readConfigFile(path, ts.sys.readFile)
  if (error !== undefined) throw new Error(ts.formatDiagnostics([error], formatHost))
  return ts.parseJsonConfigFileContent(config, ts.sys, dirname(path), undefined, path)
}

/** A file is parsed once for all programs: they agree on all options that parsing looks at. */
function cached(name, parse) {
  if (!parsed.has(name)) parsed.set(name, parse())
  return parsed.get(name)
}
