// Which library each adapter is published with: the version, and for each platform the Python wheel that holds it, by its hash.

/** A library's name is that of its Python module; its adapter is `@parzen/<name>`. */
export const LIBRARIES = {
  xgboost: {
    title: "XGBoost",
    version: "3.2.0",
    license: "Apache-2.0",
    copyright: "Copyright by XGBoost Contributors 2014-2026",
    source: "https://github.com/dmlc/xgboost",
    // The wheels have no license file.
    licenseFile: "licenses/Apache-2.0.txt",
    wheels: {
      "linux-x64": {
        project: "xgboost-cpu",
        tags: ["manylinux_2_28_x86_64"],
        sha256: "9c10b1653e1a689bf4094a328144cf3633c9be0e5217a76fbdc2fde6abcb2950",
        library: "xgboost/lib/libxgboost.so",
        openmp: "xgboost_cpu.libs/libgomp-e985bcbb.so.1.0.0",
      },
      "linux-arm64": {
        project: "xgboost-cpu",
        tags: ["manylinux_2_28_aarch64"],
        sha256: "896b9e2bc52ec0921edf92ddd1cebedf47032e94992b7aca0293524d380ce6e9",
        library: "xgboost/lib/libxgboost.so",
        openmp: "xgboost_cpu.libs/libgomp-a49a47f9.so.1.0.0",
      },
      "win32-x64": {
        project: "xgboost-cpu",
        tags: ["win_amd64"],
        sha256: "bfe72e42f73d2c6870a1a8b75324d56ae86ddad9abd4dccefeb36f2c3196dd48",
        library: "xgboost/lib/xgboost.dll",
      },
      "darwin-arm64": {
        project: "xgboost",
        tags: ["macosx_12_0_arm64"],
        sha256: "eabbd40d474b8dbf6cb3536325f9150b9e6f0db32d18de9914fb3227d0bef5b7",
        library: "xgboost/lib/libxgboost.dylib",
      },
      "darwin-x64": {
        project: "xgboost",
        tags: ["macosx_10_15_x86_64"],
        sha256: "2f661966d3e322536d9c448090a870fcba1e32ee5760c10b7c46bac7a342079a",
        library: "xgboost/lib/libxgboost.dylib",
      },
    },
  },
  lightgbm: {
    title: "LightGBM",
    version: "4.7.0",
    license: "MIT",
    copyright: "Copyright (c) Microsoft Corporation; Copyright (c) The LightGBM developers",
    source: "https://github.com/lightgbm-org/LightGBM",
    licenseInWheel: "lightgbm-4.7.0.dist-info/licenses/LICENSE",
    wheels: {
      "linux-x64": {
        project: "lightgbm",
        tags: ["manylinux_2_28_x86_64", "manylinux_2_27_x86_64"],
        sha256: "d23e922acd891e77212e4d0fbcee9ba973c96dee479491341d05ba595357ebb7",
        library: "lightgbm/lib/lib_lightgbm.so",
      },
      "linux-arm64": {
        project: "lightgbm",
        tags: ["manylinux2014_aarch64", "manylinux_2_17_aarch64"],
        sha256: "d4529acec5c6fefe4768302a529707d0ead90f6a6f42df694b856212e09695b8",
        library: "lightgbm/lib/lib_lightgbm.so",
      },
      "win32-x64": {
        project: "lightgbm",
        tags: ["win_amd64"],
        sha256: "f42d1e5b32b6f170e606d7c689c6165671da98d7bf37f1addec2623efc8740c9",
        library: "lightgbm/bin/lib_lightgbm.dll",
      },
      "darwin-arm64": {
        project: "lightgbm",
        tags: ["macosx_12_0_arm64"],
        sha256: "129535462686f274df179133643118c5c5c5667167fe6c3a28d955f0b3c8e868",
        library: "lightgbm/lib/lib_lightgbm.dylib",
      },
      "darwin-x64": {
        project: "lightgbm",
        tags: ["macosx_10_15_x86_64"],
        sha256: "dfc1cfe8e760387be1e7ba7a214688be21fdff96e4ed9749188f83e1877c2477",
        library: "lightgbm/lib/lib_lightgbm.dylib",
      },
    },
  },
}

/** All platforms for which there are packages. */
export const PLATFORMS = Object.keys(LIBRARIES.xgboost.wheels)

/** This machine's, be there packages for it or not. */
export const THIS_PLATFORM = `${process.platform}-${process.arch}`

/** The name of the package that holds library `name` for `platform`. */
export function packageName(name, platform) {
  return `@parzen/${name}-${platform}`
}

/** The optional dependencies with which the package `adapter` is published; none for packages that are no adapter of a library here. */
export function platformDependencies(adapter) {
  const name = adapter.replace(/^@parzen\//, "")
  if (!Object.hasOwn(LIBRARIES, name)) return {}
  const { version } = LIBRARIES[name]
  return Object.fromEntries(PLATFORMS.map((platform) => [packageName(name, platform), version]))
}
