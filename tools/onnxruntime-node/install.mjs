// Installs onnxruntime-node here (290 MB: the libraries of every platform) and links it into integrations/node_modules, where
// @parzen/onnxruntime finds it and no `npm install` removes it. `npm run onnxruntime-node`; what is there already is left as it is.
// Its install script, which downloads CUDA's libraries, is not run.
import { execFileSync } from "node:child_process"
import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from "node:fs"
import { join } from "node:path"

const here = import.meta.dirname
const installed = join(here, "node_modules/onnxruntime-node")
const modules = join(here, "../../integrations/node_modules")
const link = join(modules, "onnxruntime-node")

const wanted = readJson(join(here, "package.json")).dependencies["onnxruntime-node"]
if (!isInstalled()) {
  console.log(`Installing onnxruntime-node ${wanted} (290 MB)`)
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
  execFileSync("npm", ["ci", ...quiet], { cwd: here, stdio: "inherit", shell: process.platform === "win32" })
}
if (!isLinked()) {
  mkdirSync(modules, { recursive: true })
  rmSync(link, { recursive: true, force: true })
  symlinkSync(installed, link, "junction")
}

function isInstalled() {
  const manifest = join(installed, "package.json")
  return existsSync(manifest) && readJson(manifest).version === wanted
}

function isLinked() {
  const found = lstatSync(link, { throwIfNoEntry: false })
  return found?.isSymbolicLink() === true && readlinkSync(link).replace(/[\\/]$/, "") === installed
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"))
}
