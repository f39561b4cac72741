import { spawnSync } from "node:child_process"
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { pathToFileURL } from "node:url"
import { isParzenError } from "@parzen/core"
import { afterAll, beforeEach, describe, expect, it } from "vitest"
import type { FindLibraryOptions, FoundLibrary } from "../../src/native/find-library.ts"
import { findLibrary } from "../../src/native/find-library.ts"
import type { LibraryRecipe } from "../../src/native/library-recipe.ts"

const machine = `${process.platform}-${process.arch}`
const NAME = "libodd_boost.so"
const PLATFORM_PACKAGE = `@parzen/odd-${machine}`
// A library that this process has: a native addon.
const { sharedObjects } = process.report.getReport() as unknown as { readonly sharedObjects: readonly string[] }
const library = sharedObjects.find((path) => path.endsWith(".node")) ?? ""
const roots: string[] = []

// Node remembers which packages it did not find, and the linker maps files: each test has folders of its own.
let root: string
beforeEach(() => newRoot())
afterAll(() => {
  for (const path of roots) rmSync(path, { recursive: true })
})

function newRoot(): void {
  root = mkdtempSync(join(tmpdir(), "parzen-find-library-"))
  roots.push(root)
}

function recipe(): LibraryRecipe {
  return {
    title: "OddBoost",
    variable: "PARZEN_ODD_LIB",
    packageName: "@parzen/odd",
    from: pathToFileURL(join(root, "adapter/index.js")).href,
    fileNames: { linux: NAME, darwin: NAME, win32: NAME },
    pythonModule: "odd_boost",
    npmPackage: "odd_node",
    systemNames: ["libodd_boost.so.0"],
  }
}

/** Puts the library, or `content`, at `path` in the folder of this test. */
function place(path: string, content?: string | Buffer): string {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  if (content === undefined) copyFileSync(library, file)
  else writeFileSync(file, content)
  return file
}

/** Each place below the option and the variable, in order: puts the library there and answers its file. */
const PLACES: Readonly<Record<string, () => string>> = {
  [PLATFORM_PACKAGE]: () => {
    place(`adapter/node_modules/${PLATFORM_PACKAGE}/package.json`, `{ "main": "odd/lib/${NAME}" }`)
    return place(`adapter/node_modules/${PLATFORM_PACKAGE}/odd/lib/${NAME}`)
  },
  VIRTUAL_ENV: () => place(`venv/lib/python3.11/site-packages/odd_boost/lib/${NAME}`),
  CONDA_PREFIX: () => place(`conda/lib/${NAME}`),
  python3: () => {
    const file = place(`python/odd_boost/lib/${NAME}`)
    chmodSync(place("bin/python3", `#!/bin/sh\necho ${join(root, "python/odd_boost")}\n`), 0o755)
    return file
  },
  odd_node: () => {
    place("adapter/node_modules/odd_node/package.json", "{}")
    return place(`adapter/node_modules/odd_node/lib/${NAME}`)
  },
}

/** The environment of a test: no Python is on its PATH but the test's own. */
function environment(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const folders = { VIRTUAL_ENV: join(root, "venv"), CONDA_PREFIX: join(root, "conda") }
  return { PATH: join(root, "bin"), ...folders, ...more }
}

function find(options: FindLibraryOptions = {}): FoundLibrary {
  return findLibrary(recipe(), { env: environment(), ...options })
}

function failure(options: FindLibraryOptions = {}, code: string = "LIBRARY_NOT_FOUND"): string {
  try {
    find(options)
  } catch (error) {
    if (!isParzenError(error)) throw error
    expect(error.code).toBe(code)
    return error.message
  }
  throw new Error("a library was found")
}

describe("the order of places", () => {
  it("lists every place and why it did not serve, then what helps, where there is no library", () => {
    const message = failure({ env: environment({ CONDA_PREFIX: "" }) })
    expect(message.split("\n")).toEqual([
      "OddBoost's library was not found. Looked at:",
      "  PARZEN_ODD_LIB: not set",
      `  ${PLATFORM_PACKAGE}: not installed`,
      `  VIRTUAL_ENV (${join(root, "venv")}): has no ${NAME}`,
      "  CONDA_PREFIX: not set",
      expect.stringMatching(/^ {2}python3?: .*ENOENT/),
      "  odd_node: not installed",
      expect.stringContaining(`  the system: ${NAME}: `),
      "  the system: libodd_boost.so.0: not installed",
      `Any one of these helps: npm install ${PLATFORM_PACKAGE}; pip install odd_boost; ` +
        "or the path of the library in PARZEN_ODD_LIB or the option libraryPath",
    ])
  })

  it.each(Object.keys(PLACES))("has %s before all that follow", (name) => {
    const names = Object.keys(PLACES)
    const files = names.slice(names.indexOf(name)).map((each) => PLACES[each]?.())
    const found = find()
    expect(found.path).toBe(files[0])
    expect(found.place.split(" ")[0]).toBe(name)
  })

  it("has the option before the variable, and the variable before all others", () => {
    for (const put of Object.values(PLACES)) put()
    const named = place(`named/${NAME}`)
    const libraryPath = place(`option/${NAME}`)
    const env = environment({ PARZEN_ODD_LIB: named })
    expect(find({ env })).toMatchObject({ path: named, place: "PARZEN_ODD_LIB" })
    expect(find({ env, libraryPath })).toMatchObject({ path: libraryPath, place: "libraryPath" })
    expect(find({ env: environment({ PARZEN_ODD_LIB: "" }) }).place).toBe(PLATFORM_PACKAGE)
  })

  it("goes on where a place has a library that cannot be opened or that the adapter refuses, and says so", () => {
    const files = Object.values(PLACES).map((put) => put())
    truncateSync(files[0] ?? "", 4000)
    expect(find().place).toMatch(/^VIRTUAL_ENV/)
    const refusing = { ...recipe(), unfit: () => "version 0.1 is too old, at least 1.0" }
    const refused = (): unknown => findLibrary(refusing, { env: environment() })
    expect(refused).toThrow(`${PLATFORM_PACKAGE}: ${files[0]} is cut short: it has 4000 bytes of `)
    for (const file of files.slice(1)) expect(refused).toThrow(`${file}: version 0.1 is too old, at least 1.0`)
  })

  it("takes no folder of the working directory for the Python module", () => {
    mkdirSync(join(root, "odd_boost"))
    const inFolder = spawnSync("python3", ["--version"]).status === 0 ? /python3: has no module odd_boost/ : /ENOENT/
    const before = process.cwd()
    try {
      process.chdir(root)
      expect(failure({ env: { PATH: process.env["PATH"] } })).toMatch(inFolder)
    } finally {
      process.chdir(before)
    }
  })
})

describe("a file that is named", () => {
  it("is the only one that is tried", () => {
    for (const put of Object.values(PLACES)) put()
    const absent = join(root, "absent.so")
    const message = (name: string): string => `OddBoost's library cannot be used. ${name}: ${absent} is not there`
    expect(failure({ libraryPath: absent })).toBe(message("libraryPath"))
    expect(failure({ env: environment({ PARZEN_ODD_LIB: absent }) })).toBe(message("PARZEN_ODD_LIB"))
  })

  it("is refused where it is no path", () => {
    expect(failure({ libraryPath: "" }, "INVALID_ARGUMENT")).toBe("libraryPath must be the path of a file, got ''")
    expect(failure({ libraryPath: 3 as unknown as string }, "INVALID_ARGUMENT")).toContain("got 3")
  })

  it("is refused with its reason where it is a folder, no library, or cut short, before the linker may die of it", () => {
    expect(failure({ libraryPath: root })).toContain(`${root} is no file`)
    expect(failure({ libraryPath: place("text.so", "libodd_boost") })).toContain("text.so is no shared library")
    expect(failure({ libraryPath: place("empty.so", "") })).toContain("empty.so is cut short: it has 0 bytes")
    const { length } = readFileSync(library)
    const cut = place("cut.so")
    truncateSync(cut, length >> 1)
    expect(failure({ libraryPath: cut })).toContain(`cut.so is cut short: it has ${length >> 1} bytes`)
  })

  it("names what a library needs that the system lacks, and how to get OpenMP's", () => {
    const content = readFileSync(library)
    const needed = ["libstdc++.so.6", "libm.so.6"].find((name) => content.includes(`\0${name}\0`)) ?? ""
    const renamed = needed.replace(/^.{4}/, "libg")
    content.write(renamed, content.indexOf(`\0${needed}\0`) + 1)
    expect(failure({ libraryPath: place("needs.so", content) })).toContain(`needs.so: it needs ${renamed}, which this`)
  })
})

describe("the machine of a library", () => {
  const elf = (machineCode: number): Buffer => {
    const head = Buffer.alloc(64)
    head.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
    head.writeUInt16LE(machineCode, 18)
    return head
  }
  const machO = (cpu: number): Buffer => {
    const head = Buffer.alloc(32)
    head.writeUInt32LE(0xfeedfacf, 0)
    head.writeUInt32LE(cpu, 4)
    return head
  }
  const fat = Buffer.alloc(48)
  for (const [i, word] of [0xcafebabe, 2, 0x01000007, 0, 0, 0, 0, 0x0100000c].entries()) fat.writeUInt32BE(word, 4 * i)
  const pe = (code: number): Buffer => {
    const head = Buffer.alloc(256)
    head.write("MZ")
    head.writeUInt32LE(128, 0x3c)
    head.write("PE\0\0", 128)
    head.writeUInt16LE(code, 132)
    return head
  }
  const headers: readonly (readonly [string, Buffer])[] = [
    ["linux-x64", elf(62)],
    ["linux-arm64", elf(183)],
    ["linux-arm", elf(40)],
    ["linux-machine 4711", elf(4711)],
    ["darwin-x64", machO(0x01000007)],
    ["darwin-arm64", machO(0x0100000c)],
    ["darwin-x64 and darwin-arm64", fat],
    ["win32-x64", pe(0x8664)],
    ["win32-arm64", pe(0xaa64)],
  ]

  it.each(headers.filter(([name]) => name !== machine))("is read from the header: %s", (name, header) => {
    const libraryPath = place("other.so", header)
    expect(failure({ libraryPath })).toBe(
      `OddBoost's library cannot be used. libraryPath: ${libraryPath} is built for ${name}, this is ${machine}`,
    )
  })
})
