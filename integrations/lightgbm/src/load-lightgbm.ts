import { resolve } from "node:path"
import { findLibrary } from "@parzen/boosting"
import { ParzenError } from "@parzen/core"
import { LightGBMLibrary } from "./native/lightgbm-library.ts"

/** Options of {@link loadLightGBM}. */
export interface LoadLightGBMOptions {
  /** The library's file: `lib_lightgbm.so`, `.dylib` or `.dll`. By default it is looked for. */
  readonly libraryPath?: string | undefined
}

/** The library that is used. */
export interface LoadedLightGBM {
  /** The file, or the name under which the system knows it. */
  readonly path: string
}

let loaded: LightGBMLibrary | undefined

/**
 * Loads LightGBM's shared library; otherwise that happens with the first `Dataset` or `Booster`. Without `libraryPath` it is the
 * one that the variable `PARZEN_LIGHTGBM_LIB` names, or the first that is found of: the package `@parzen/lightgbm-<platform>`,
 * lightgbm in a Python environment, the system's.
 * @throws LIBRARY_NOT_FOUND, with all places and why not; LIBRARY_LOADED if another one is in use
 */
export function loadLightGBM(options: LoadLightGBMOptions = {}): LoadedLightGBM {
  const { libraryPath } = options
  if (loaded !== undefined && libraryPath !== undefined && loaded.path !== resolve(libraryPath))
    throw new ParzenError("LIBRARY_LOADED", `LightGBM is loaded from ${loaded.path} already, not from ${libraryPath}`)
  return { path: lightgbm(libraryPath).path }
}

/** The library that all use, loaded now if it was not. */
export function lightgbm(libraryPath?: string): LightGBMLibrary {
  loaded ??= new LightGBMLibrary(
    findLibrary(
      {
        title: "LightGBM",
        variable: "PARZEN_LIGHTGBM_LIB",
        packageName: "@parzen/lightgbm",
        from: import.meta.url,
        fileNames: { linux: "lib_lightgbm.so", darwin: "lib_lightgbm.dylib", win32: "lib_lightgbm.dll" },
        pythonModule: "lightgbm",
      },
      { libraryPath },
    ),
  )
  return loaded
}
