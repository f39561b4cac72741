// Lays out the package that holds a library for one platform: out of the Python wheel, which pip downloads and whose hash it checks.
import { execFile } from "node:child_process"
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { homedir, tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { LIBRARIES, packageName } from "./recipes.mjs"

const run = promisify(execFile)
const here = import.meta.dirname

/** The folder in which {@link preparePackage} leaves a package. */
export function packageFolder(name, platform) {
  return join(here, "packages", `${name}-${platform}`)
}

/** Makes the package of library `name` for `platform`, if it is not there already, and answers its folder. */
export async function preparePackage(name, platform) {
  const folder = packageFolder(name, platform)
  const library = LIBRARIES[name]
  const wheel = library.wheels[platform]
  if (wheel === undefined) {
    throw new Error(
      `${library.title} ships no library for ${platform}, only for ${Object.keys(library.wheels).join(", ")}`,
    )
  }
  if (!isReady(folder, wheel)) {
    const staging = `${folder}.${process.pid}`
    await unpackWheel(library, wheel, staging)
    writeTexts(name, platform, staging)
    rmSync(folder, { recursive: true, force: true })
    try {
      renameSync(staging, folder)
    } catch (error) {
      rmSync(staging, { recursive: true })
      if (!isReady(folder, wheel)) throw error // else another process was faster
    }
  }
  writeTexts(name, platform, folder)
  return folder
}

function isReady(folder, wheel) {
  const manifest = join(folder, "package.json")
  if (!existsSync(manifest) || JSON.parse(readFileSync(manifest, "utf8")).wheel.sha256 !== wheel.sha256) return false
  return [wheel.library, wheel.openmp].every((path) => path === undefined || existsSync(join(folder, path)))
}

/** Takes out of the wheel what the library needs, as it lies there: it finds its OpenMP by this layout. */
async function unpackWheel(library, wheel, folder) {
  const { licenseInWheel } = library
  const wanted = [wheel.library, wheel.openmp, licenseInWheel].filter((path) => path !== undefined)
  const download = mkdtempSync(join(tmpdir(), "parzen-wheel-"))
  try {
    const file = await downloadWheel(library, wheel, download)
    const unpack = "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2], sys.argv[3:])"
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    await python(["-c", unpack, file, folder, ...wanted])
    if (licenseInWheel === undefined) return
    renameSync(join(folder, licenseInWheel), join(folder, "LICENSE"))
    rmSync(join(folder, licenseInWheel.split("/")[0]), { recursive: true })
  } finally {
    rmSync(download, { recursive: true, force: true })
  }
}

/** By pip, so that its configured index is asked; it refuses a wheel of another hash. */
async function downloadWheel({ version }, { project, tags, sha256 }, folder) {
  const requirements = join(folder, "requirements.txt")
  writeFileSync(requirements, `${project}==${version} --hash=sha256:${sha256}\n`)
  // The Python version picks a wheel only; nothing of Python is run from it.
  const target = ["--implementation", "cp", "--python-version", "3.11", ...tags.flatMap((tag) => ["--platform", tag])]
  const how = ["--quiet", "--no-input", "--no-deps", "--only-binary=:all:", "--require-hashes", ...target]
  await python(["-m", "pip", "download", ...how, "--requirement", requirements, "--dest", folder])
  const file = readdirSync(folder).find((each) => each.endsWith(".whl"))
  if (file === undefined) throw new Error(`pip left no wheel of ${project} ${version}`)
  return join(folder, file)
}

async function python(args) {
  const program = process.platform === "win32" ? "python" : "python3"
  try {
    await run(program, args, { cwd: homedir() })
  } catch (error) {
    const why = error.code === "ENOENT" ? "Python is not installed" : (error.stderr || error.message).trim()
    throw new Error(`${program} ${args.slice(0, 3).join(" ")} failed: ${why}`, { cause: error })
  }
}

function writeTexts(name, platform, folder) {
  const library = LIBRARIES[name]
  const wheel = library.wheels[platform]
  const write = (path, text) => writeFileSync(join(folder, path), text)
  const licenses = ["LICENSE", "NOTICE"]
  if (library.licenseFile !== undefined) cpSync(join(here, library.licenseFile), join(folder, "LICENSE"))
  if (wheel.openmp !== undefined) {
    for (const each of ["licenses/GPL-3.0.txt", "licenses/GCC-exception-3.1.txt"]) {
      mkdirSync(join(folder, dirname(each)), { recursive: true })
      cpSync(join(here, each), join(folder, each))
      licenses.push(each)
    }
  }
  write("NOTICE", noticeOf(library, wheel))
  write("README.md", readmeOf(name, platform))
  write("package.json", `${JSON.stringify(manifestOf(name, platform, licenses), undefined, 2)}\n`)
}

function manifestOf(name, platform, licenses) {
  const { title, version, license } = LIBRARIES[name]
  const { project, sha256, library, openmp } = LIBRARIES[name].wheels[platform]
  const [os, cpu] = platform.split("-")
  return {
    name: packageName(name, platform),
    version,
    description: `The library of ${title} ${version} for ${platform}, for @parzen/${name}`,
    license: openmp === undefined ? license : `${license} AND GPL-3.0-or-later WITH GCC-exception-3.1`,
    os: [os],
    cpu: [cpu],
    ...(os === "linux" && { libc: ["glibc"] }),
    main: library,
    files: [library, ...(openmp === undefined ? [] : [openmp]), ...licenses],
    preferUnplugged: true,
    publishConfig: { access: "public" },
    wheel: { project, version, sha256 },
  }
}

function noticeOf({ title, version, license, copyright, source }, { project, library, openmp }) {
  const lines = [
    `${library}: ${title} ${version}, unchanged out of the Python wheel of ${project} ${version}.`,
    `${copyright}. License: ${license}, see LICENSE. Source: ${source}`,
  ]
  if (openmp !== undefined) {
    lines.push(
      "",
      `${openmp}: GNU libgomp, unchanged out of the same wheel, which took it from AlmaLinux 8 (gcc 8.5.0).`,
      "Copyright (C) Free Software Foundation, Inc. License: GPL-3.0-or-later with the GCC Runtime Library Exception 3.1,",
      "see licenses/. Source: https://gcc.gnu.org",
    )
  }
  return `${lines.join("\n")}\n`
}

function readmeOf(name, platform) {
  const { title, version } = LIBRARIES[name]
  return `# ${packageName(name, platform)}

The shared library of ${title} ${version} for ${platform}, out of ${title}'s Python wheel. \`@parzen/${name}\` has it as an optional
dependency, so that npm installs it on this platform. NOTICE says what is in it and under which licenses.
`
}
