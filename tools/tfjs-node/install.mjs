// Installs @tensorflow/tfjs-node here and builds its addon without the download that its install script wants:
// TensorFlow's library and C headers come out of the Python wheel tensorflow-cpu. `npm run tfjs-node`, once.
// Needs Linux on x64, python3 with pip, make and a C++ compiler; 600 MB in the cache folder, which PARZEN_CACHE moves.
import { execFileSync, spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs"
import { homedir, tmpdir } from "node:os"
import { dirname, join } from "node:path"

const WHEEL = "tensorflow-cpu==2.15.1"
const LIBRARIES = ["libtensorflow_cc", "libtensorflow_framework"]
const HEADERS = ["tensorflow/c/", "tensorflow/core/platform/", "tsl/", "xla/tsl/"]
/** tfjs-node looks for its addon under no newer Node-API than this. */
const NODE_API = Math.min(8, Number(process.versions.napi))

const here = import.meta.dirname
const tfjsNode = join(here, "node_modules/@tensorflow/tfjs-node")
const addon = join(tfjsNode, `lib/napi-v${NODE_API}/tfjs_binding.node`)
const cache = join(process.env.PARZEN_CACHE ?? join(homedir(), ".cache/parzen"), WHEEL)

if (process.platform !== "linux" || process.arch !== "x64")
  fail("this builds for Linux on x64; elsewhere, npm install @tensorflow/tfjs-node downloads a build")
checkTools()
if (!existsSync(join(tfjsNode, "package.json"))) {
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], here)
}
if (!existsSync(cache)) unpackWheel()
// The addon is of no use where the cache that it links to is gone.
if (!existsSync(addon) || !existsSync(join(tfjsNode, "deps/lib/libtensorflow_framework.so.2"))) buildAddon()
console.log(`tfjs-node is ready: ${run(process.execPath, ["check.mjs"], here).trim()}`)

/** Names all that is missing at once, before anything is downloaded. */
function checkTools() {
  const works = (command, args) => spawnSync(command, args, { stdio: "ignore" }).status === 0
  const wanted = []
  if (!existsSync(cache)) {
    wanted.push(["python3", works("python3", ["--version"]), "python3"])
    wanted.push(["pip of python3", works("python3", ["-m", "pip", "--version"]), "python3-pip"])
  }
  if (!existsSync(addon)) {
    wanted.push(["python3", works("python3", ["--version"]), "python3"]) // node-gyp runs on it
    wanted.push(["make", works("make", ["--version"]), "make"])
    wanted.push(["a C++ compiler", works(process.env.CXX ?? "g++", ["--version"]), "g++"])
  }
  const missing = new Map(wanted.filter(([, isThere]) => !isThere).map(([name, , debian]) => [name, debian]))
  if (missing.size === 0) return
  fail(
    `tfjs-node cannot be built: ${[...missing.keys()].join(", ")} not found ` +
      `(on Debian: apt-get install ${[...missing.values()].join(" ")}). Without tfjs-node, tests and examples run on tfjs's wasm ` +
      "backend, but for those that train convolutions or embeddings.",
  )
}

/** Takes the libraries and the headers out of the wheel; the folder appears when it is whole. */
function unpackWheel() {
  const folder = mkdtempSync(join(tmpdir(), "parzen-wheel-"))
  try {
    console.log(`Downloading ${WHEEL} (207 MB)`)
    const platforms = ["manylinux2014_x86_64", "manylinux_2_17_x86_64"].flatMap((name) => ["--platform", name])
    // The Python version picks a wheel only; nothing of Python is run from it.
    const python = ["--implementation", "cp", "--python-version", "311", ...platforms]
    const pip = ["-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", ...python]
    run("python3", [...pip, "-d", folder, WHEEL])
    const staging = `${cache}.part`
    const wheel = readdirSync(folder).find((name) => name.endsWith(".whl"))
    if (wheel === undefined) fail(`pip left no wheel of ${WHEEL}`)
    const wanted = [
      ...LIBRARIES.map((name) => `tensorflow/${name}.so.2`),
      ...HEADERS.map((name) => `tensorflow/include/${name}`),
    ]
    const unpack = [
      "import sys, zipfile",
      "wheel = zipfile.ZipFile(sys.argv[1])",
      "wheel.extractall(sys.argv[2], [name for name in wheel.namelist() if name.startswith(tuple(sys.argv[3:]))])",
    ]
    rmSync(staging, { recursive: true, force: true })
    mkdirSync(staging, { recursive: true })
    run("python3", ["-c", unpack.join("\n"), join(folder, wheel), staging, ...wanted])
    renameSync(staging, cache)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function buildAddon() {
  const deps = join(tfjsNode, "deps")
  rmSync(deps, { recursive: true, force: true })
  mkdirSync(join(deps, "lib"), { recursive: true })
  symlinkSync(join(cache, "tensorflow/include"), join(deps, "include"))
  for (const name of LIBRARIES) {
    const library = join(cache, `tensorflow/${name}.so.2`)
    symlinkSync(library, join(deps, `lib/${name}.so.2`))
    // The name that the linker looks for: binding.gyp says -ltensorflow.
    symlinkSync(library, join(deps, `lib/${name.replace("_cc", "")}.so`))
  }
  const gyp = join(here, "node_modules/node-gyp/bin/node-gyp.js")
  const api = [`--napi_build_version=${NODE_API}`, `--napi_version=${process.versions.napi}`]
  const module = ["--module_name=tfjs_binding", `--module_path=${dirname(addon)}`]
  // Node's own headers, where they were installed with it: node-gyp would download them.
  const prefix = dirname(dirname(process.execPath))
  const headers = existsSync(join(prefix, "include/node/node_api.h")) ? [`--nodedir=${prefix}`] : []
  run(process.execPath, [gyp, "rebuild", "--loglevel=warn", ...module, ...api, ...headers], tfjsNode)
}

function run(command, args, cwd) {
  try {
    return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })
  } catch (error) {
    return fail(`${command} failed: ${error.message}\n${error.stdout ?? ""}`.trimEnd())
  }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
