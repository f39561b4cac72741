import { findLibrary } from "@parzen/boosting"
import { ParzenError } from "@parzen/core"
import { whyTooOld, XGBoostLibrary } from "./library/xgboost-library.ts"

/** Options of {@link loadXGBoost}. */
export interface LoadXGBoostOptions {
  /** The library's file: `libxgboost.so`, `libxgboost.dylib` or `xgboost.dll`. By default it is looked for. */
  readonly libraryPath?: string | undefined
}

/** The library that is used. */
export interface LoadedXGBoost {
  /** The file, or the name under which the system knows it. */
  readonly path: string
  /** `3.2.0` */
  readonly version: string
}

let loaded: XGBoostLibrary | undefined

/**
 * Loads XGBoost's shared library; otherwise that happens with the first `DMatrix` or `Booster`. Without `libraryPath` it is the one
 * that the variable `PARZEN_XGBOOST_LIB` names, or the first that is found of: the package `@parzen/xgboost-<platform>`, xgboost in
 * a Python environment, npm's xgboost_node, the system's.
 * @throws LIBRARY_NOT_FOUND, with all places and why not; LIBRARY_LOADED if another one is in use
 */
export function loadXGBoost({ libraryPath }: LoadXGBoostOptions = {}): LoadedXGBoost {
  if (loaded !== undefined && libraryPath !== undefined && loaded.path !== libraryPath)
    throw new ParzenError("LIBRARY_LOADED", `XGBoost is loaded from ${loaded.path} already, not from ${libraryPath}`)
  const { path, version } = xgboost(libraryPath)
  return { path, version }
}

/** The library that all use, loaded now if it was not. */
export function xgboost(libraryPath?: string): XGBoostLibrary {
  if (loaded === undefined) {
    loaded = new XGBoostLibrary(
      findLibrary(
        {
          title: "XGBoost",
          variable: "PARZEN_XGBOOST_LIB",
          packageName: "@parzen/xgboost",
          from: import.meta.url,
          fileNames: { linux: "libxgboost.so", darwin: "libxgboost.dylib", win32: "xgboost.dll" },
          pythonModule: "xgboost",
          npmPackage: "xgboost_node",
          systemNames: ["libxgboost.so.0"],
          unfit: whyTooOld,
        },
        { libraryPath },
      ),
    )
  }
  return loaded
}
