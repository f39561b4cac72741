import { describe, expect, it } from "vitest"
import { whyNotOpened } from "../../src/native/why-not-opened.ts"

const cannotOpen = "cannot open shared object file: No such file or directory"

describe.skipIf(process.platform === "win32")("what the dynamic linker says", () => {
  it.each([
    [`libgomp.so.1: ${cannotOpen}`, /^it needs libgomp\.so\.1, which this system lacks: apt-get install libgomp1 /],
    [
      "Error loading shared library libgomp.so.1: No such file or directory (needed by /app/lib_lightgbm.so)",
      /^it needs libgomp\.so\.1, .*apk add libgomp/,
    ],
    [
      "dlopen(libxgboost.dylib, 0x0005): Library not loaded: @rpath/libomp.dylib\n  Referenced from: libxgboost.dylib",
      /^it needs libomp\.dylib, which this system lacks: brew install libomp$/,
    ],
    [`libcudart.so.12: ${cannotOpen}`, /^it needs libcudart\.so\.12, which this system lacks$/],
    [cannotOpen, /^not installed$/],
    [
      "/lib/libc.so.6: version `GLIBC_2.38' not found (required by libxgboost.so)",
      /^\/lib\/libc\.so\.6: version `GLIBC_2\.38' not found/,
    ],
  ])("is turned into what is lacking: %s", (words, expected) => {
    expect(whyNotOpened(`Failed to load shared library: ${words}`)).toMatch(expected)
  })
})
