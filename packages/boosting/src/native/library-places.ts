import { spawnSync } from "node:child_process"
import { existsSync, readdirSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import type { LibraryRecipe } from "./library-recipe.ts"
import { thisMachine, usesMusl } from "./this-machine.ts"

/** A place where a library may be: a file to open, or why there is none. */
export type LibraryPlace = { readonly name: string } & ({ readonly file: string } | { readonly missing: string })

/** The environment's variables. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The platforms for which there are packages that hold the library. */
export const PLATFORMS: readonly string[] = ["linux-x64", "linux-arm64", "win32-x64", "darwin-arm64", "darwin-x64"]

/** The places to look at, in order, each found when it is asked for: the platform's package, Python, npm, the system. */
export function* libraryPlaces(recipe: LibraryRecipe, env: Environment): Generator<LibraryPlace> {
  yield platformPackage(recipe)
  yield* pythonEnvironments(recipe, env)
  yield pythonOnPath(recipe, env)
  if (recipe.npmPackage !== undefined) yield npmPackage(recipe, recipe.npmPackage)
  for (const file of new Set([fileName(recipe), ...(recipe.systemNames ?? [])])) yield { name: "the system", file }
}

function platformPackage(recipe: LibraryRecipe): LibraryPlace {
  const name = `${recipe.packageName}-${thisMachine}`
  if (!PLATFORMS.includes(thisMachine)) return { name, missing: `there is none, only for ${PLATFORMS.join(", ")}` }
  const file = resolveModule(recipe, name)
  if (file !== undefined) return { name, file }
  return { name, missing: usesMusl() ? "none for musl, which is this system's C library" : "not installed" }
}

function npmPackage(recipe: LibraryRecipe, name: string): LibraryPlace {
  const manifest = resolveModule(recipe, `${name}/package.json`)
  if (manifest === undefined) return { name, missing: "not installed" }
  return existing(recipe, name, filesOfModule(recipe, dirname(manifest)))
}

/** As the adapter would import it, or the program: a package manager may show it to one of them alone. */
function resolveModule({ from }: LibraryRecipe, name: string): string | undefined {
  for (const start of [from, join(process.cwd(), "package.json")]) {
    try {
      return createRequire(start).resolve(name)
    } catch {
      continue
    }
  }
  return undefined
}

function* pythonEnvironments(recipe: LibraryRecipe, env: Environment): Generator<LibraryPlace> {
  for (const variable of ["VIRTUAL_ENV", "CONDA_PREFIX"]) {
    const folder = env[variable]
    if (folder === undefined || folder === "") yield { name: variable, missing: "not set" }
    else yield existing(recipe, `${variable} (${folder})`, filesOfEnvironment(recipe, folder))
  }
}

function filesOfEnvironment(recipe: LibraryRecipe, folder: string): readonly string[] {
  const versions = join(folder, "lib")
  const libraries = existsSync(versions) ? readdirSync(versions).filter((name) => name.startsWith("python3")) : []
  const packages = [...libraries.map((name) => join("lib", name)), "Lib"].map((path) => join(path, "site-packages"))
  const modules = packages.flatMap((path) => filesOfModule(recipe, join(folder, path, recipe.pythonModule)))
  // Conda also keeps the library apart from the module.
  return [...modules, ...["lib", "Library/bin"].map((path) => join(folder, path, fileName(recipe)))]
}

function filesOfModule(recipe: LibraryRecipe, folder: string): readonly string[] {
  return ["lib", "bin"].map((path) => join(folder, path, fileName(recipe)))
}

/** Where the program's Python would import the module from; the module itself is not imported. */
function pythonOnPath(recipe: LibraryRecipe, env: Environment): LibraryPlace {
  const program = process.platform === "win32" ? "python" : "python3"
  const code = [
    "import sys",
    'sys.path = [path for path in sys.path if path != ""]', // a folder of this name in the working directory is no module
    "from importlib.util import find_spec",
    "spec = find_spec(sys.argv[1])",
    'print("\\n".join(spec.submodule_search_locations or []) if spec else "")',
  ]
  const options = { env: { ...env }, encoding: "utf8", timeout: 10_000, windowsHide: true } as const
  const { status, stdout, error } = spawnSync(program, ["-c", code.join("\n"), recipe.pythonModule], options)
  if (error !== undefined || status !== 0) return { name: program, missing: error?.message ?? `ended with ${status}` }
  const folders = stdout.split(/\r?\n/).filter((folder) => folder !== "")
  if (folders.length === 0) return { name: program, missing: `has no module ${recipe.pythonModule}` }
  const files = folders.flatMap((folder) => filesOfModule(recipe, folder))
  return existing(recipe, `${program} (${folders.join(", ")})`, files)
}

function existing(recipe: LibraryRecipe, name: string, files: readonly string[]): LibraryPlace {
  const file = files.find((path) => existsSync(path))
  return file === undefined ? { name, missing: `has no ${fileName(recipe)}` } : { name, file }
}

function fileName({ fileNames }: LibraryRecipe): string {
  return process.platform === "win32" || process.platform === "darwin" ? fileNames[process.platform] : fileNames.linux
}
