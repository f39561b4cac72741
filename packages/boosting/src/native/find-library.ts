import { existsSync, statSync } from "node:fs"
import { isAbsolute, resolve } from "node:path"
import { describe, ParzenError } from "@parzen/core"
import koffi from "koffi"
import type { LibraryHandle } from "koffi"
import { libraryMachine } from "./library-machine.ts"
import type { Environment, LibraryPlace } from "./library-places.ts"
import { libraryPlaces, PLATFORMS } from "./library-places.ts"
import type { LibraryRecipe } from "./library-recipe.ts"
import { thisMachine, usesMusl } from "./this-machine.ts"
import { whyNotOpened } from "./why-not-opened.ts"

/** Options of {@link findLibrary}. */
export interface FindLibraryOptions {
  /** The file. Nothing else is tried then. */
  readonly libraryPath?: string | undefined
  /** Default: that of the process. */
  readonly env?: Environment
}

/** A library that is open. */
export interface FoundLibrary {
  readonly library: LibraryHandle
  /** The file, or the name under which the system knows it. */
  readonly path: string
  /** Where it was: `@parzen/xgboost-linux-x64`, `python3 (/usr/lib/python3/dist-packages/xgboost)`, ... */
  readonly place: string
}

/**
 * Opens a boosting library's shared library. It is the one that `libraryPath` or else the recipe's variable names; else the first
 * that can be opened of: the package for this platform, the Python environment of `VIRTUAL_ENV` or `CONDA_PREFIX`, the module that
 * `python3` would import, npm's package, and what the system's linker knows. Each file's header is read before it is opened.
 * @throws `INVALID_ARGUMENT` for a path that is none; `LIBRARY_NOT_FOUND` with every place and why it did not serve.
 */
export function findLibrary(recipe: LibraryRecipe, options: FindLibraryOptions = {}): FoundLibrary {
  const { libraryPath, env = process.env } = options
  if (libraryPath !== undefined && (typeof libraryPath !== "string" || libraryPath === "")) {
    throw new ParzenError("INVALID_ARGUMENT", `libraryPath must be the path of a file, got ${describe(libraryPath)}`)
  }
  const named = namedPlace(recipe, libraryPath, env)
  const places = named === undefined ? libraryPlaces(recipe, env) : [named]
  const reasons: string[] = []
  for (const place of places) {
    const found = "missing" in place ? place.missing : open(recipe, place)
    if (typeof found !== "string") return found
    reasons.push(`${place.name}: ${found}`)
  }
  throw new ParzenError(
    "LIBRARY_NOT_FOUND",
    named === undefined ? nowhere(recipe, reasons) : `${recipe.title}'s library cannot be used. ${reasons.join()}`,
  )
}

/** The file that somebody named, with the words `./` and `../` resolved. */
function namedPlace(
  recipe: LibraryRecipe,
  libraryPath: string | undefined,
  env: Environment,
): LibraryPlace | undefined {
  if (libraryPath !== undefined) return { name: "libraryPath", file: resolve(libraryPath) }
  const file = env[recipe.variable]
  return file === undefined || file === "" ? undefined : { name: recipe.variable, file: resolve(file) }
}

/** The library of a place, or why it cannot be had there. */
function open(recipe: LibraryRecipe, place: LibraryPlace & { readonly file: string }): FoundLibrary | string {
  const { file, name } = place
  const unfit = isAbsolute(file) ? unfitFile(file) : undefined
  if (unfit !== undefined) return `${file} ${unfit}`
  try {
    const library = koffi.load(file)
    const reason = recipe.unfit?.(library)
    return reason === undefined ? { library, path: file, place: name } : `${file}: ${reason}`
  } catch (error) {
    return `${file}: ${whyNotOpened(error instanceof Error ? error.message : String(error))}`
  }
}

function unfitFile(file: string): string | undefined {
  if (!existsSync(file)) return "is not there"
  if (!statSync(file).isFile()) return "is no file"
  const found = libraryMachine(file)
  if ("unfit" in found) return found.unfit
  if (found.machines.includes(thisMachine)) return undefined
  return `is built for ${found.machines.join(" and ")}, this is ${thisMachine}`
}

function nowhere(recipe: LibraryRecipe, reasons: readonly string[]): string {
  const lines = [`${recipe.variable}: not set`, ...reasons].map((reason) => `\n  ${reason}`)
  const install =
    PLATFORMS.includes(thisMachine) && !usesMusl() ? `npm install ${recipe.packageName}-${thisMachine}; ` : ""
  return (
    `${recipe.title}'s library was not found. Looked at:${lines.join("")}\n` +
    `Any one of these helps: ${install}pip install ${recipe.pythonModule}; ` +
    `or the path of the library in ${recipe.variable} or the option libraryPath`
  )
}
