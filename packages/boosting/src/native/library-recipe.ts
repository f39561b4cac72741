import type { LibraryHandle } from "koffi"

/** How the shared library of a boosting library is called in the places where it may be. */
export interface LibraryRecipe {
  /** As messages name it: `XGBoost`. */
  readonly title: string
  /** The environment variable that names the file: `PARZEN_XGBOOST_LIB`. */
  readonly variable: string
  /** The adapter; packages that hold the library for one platform add theirs: `@parzen/xgboost-linux-x64`. */
  readonly packageName: string
  /** The adapter's `import.meta.url`: packages are looked up from there, then from the working directory. */
  readonly from: string
  readonly fileNames: Readonly<Record<"linux" | "darwin" | "win32", string>>
  /** The Python module that holds the library in its `lib` or `bin`; pip's name for it too. */
  readonly pythonModule: string
  /** A package of npm that holds the library in its `lib`. */
  readonly npmPackage?: string
  /** Further names under which the system's linker may know it: `libxgboost.so.0`. */
  readonly systemNames?: readonly string[]
  /** Why a library that could be opened cannot be used (too old), or `undefined` where it can. */
  readonly unfit?: (library: LibraryHandle) => string | undefined
}
