// `npm run release` publishes every package whose version is new (changesets). `npm run release -- --dry-run` rehearses it:
// each package is packed, installed with its peers into an empty project, and its README's first use run there.
import { execFile, spawnSync } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { codeBlocks } from "./markdown.mjs"
import { publicPackages, readJson, root } from "./workspaces.mjs"

const run = promisify(execFile)
const changesets = join(root, "node_modules/@changesets/cli/bin.js")

inherit(process.execPath, [join(root, "tools/ready.mjs")])
if (process.argv.includes("--dry-run")) await rehearse()
else inherit(process.execPath, [changesets, "publish"])

async function rehearse() {
  const folder = mkdtempSync(join(tmpdir(), "parzen-release-"))
  try {
    const packages = publicPackages()
    await rehearseVersions(join(folder, "versions"), packages)
    const tarballs = new Map()
    for (const { folder: path, manifest } of packages) tarballs.set(manifest.name, await pack(path, manifest, folder))
    for (const { folder: path, manifest } of packages) await use(path, manifest, tarballs, folder)
    console.log(`release: ${packages.length} packages packed, installed and used`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Fails if a minor of the core would force a major of a package that has it as a peer. */
async function rehearseVersions(folder, packages) {
  for (const path of ["package.json", "package-lock.json", ".changeset/config.json"]) copy(path, folder)
  for (const { folder: path } of packages) copy(join(path, "package.json"), folder)
  writeFileSync(join(folder, ".changeset/minor.md"), `---\n"@parzen/core": minor\n---\n\nA rehearsal.\n`)
  await run("git", ["init", "--quiet", "--initial-branch=main"], { cwd: folder })
  await run(process.execPath, [changesets, "version"], { cwd: folder })
  for (const { folder: path, manifest } of packages) {
    const { version } = JSON.parse(readFileSync(join(folder, path, "package.json"), "utf8"))
    const core = manifest.name === "@parzen/core"
    if (core === (version === manifest.version) || major(version) !== major(manifest.version)) {
      throw new Error(`a minor of the core takes ${manifest.name} from ${manifest.version} to ${version}`)
    }
  }
}

/** Packs the package into `folder` and answers the tarball; fails if a file that users need is not in it. */
async function pack(path, manifest, folder) {
  const args = ["pack", "--json", "--pack-destination", folder]
  const { stdout } = await run("npm", args, { cwd: join(root, path) })
  const [{ filename, files, size, unpackedSize }] = JSON.parse(stdout)
  const packed = new Set(files.map((file) => file.path))
  for (const needed of ["LICENSE", "README.md", "package.json", "dist/index.js", "dist/index.d.ts"]) {
    if (!packed.has(needed)) throw new Error(`${manifest.name}: ${needed} is not packed`)
  }
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`
  console.log(
    `${manifest.name} ${manifest.version}: ${files.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`,
  )
  return join(folder, filename)
}

/** Installs the package and its peers into an empty project and runs its README's first block marked `run` there. */
async function use(path, manifest, tarballs, folder) {
  const readme = join(path, "README.md")
  const block = codeBlocks(readme).find(({ language, words }) => language === "ts" && words.includes("run"))
  if (block === undefined) throw new Error(`${readme}: has no block of code marked \`ts run\``)
  const project = join(folder, "projects", manifest.name)
  mkdirSync(project, { recursive: true })
  writeFileSync(join(project, "package.json"), `{ "private": true, "type": "module" }\n`)
  const install = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
  await run("npm", [...install, ...toInstall(manifest, block.code, tarballs)], { cwd: project })
  const { transform } = await import("esbuild")
  writeFileSync(
    join(project, "use.mjs"),
    (await transform(block.code, { loader: "ts", format: "esm", target: "es2022" })).code,
  )
  await run(process.execPath, ["use.mjs"], { cwd: project, timeout: 120_000 }).catch((error) => {
    throw new Error(`${readme}:${block.line}: does not run from the packed package\n${error.stderr ?? error.message}`)
  })
  console.log(`${manifest.name}: installed into an empty project, its README's use ran`)
}

/** The package, its peers out of this repository, and whatever else the code imports (npm adds the other peers). */
function toInstall(manifest, code, tarballs) {
  const wanted = new Set([tarballs.get(manifest.name)])
  for (const peer of Object.keys(manifest.peerDependencies ?? {}))
    if (tarballs.has(peer)) wanted.add(tarballs.get(peer))
  for (const [, name] of code.matchAll(/from "((?:@[\w.-]+\/)?[\w.-]+)/g)) {
    const version = manifest.devDependencies?.[name] ?? readJson("package.json").devDependencies[name]
    if (tarballs.has(name)) wanted.add(tarballs.get(name))
    else if (version !== undefined && manifest.peerDependencies?.[name] === undefined) wanted.add(`${name}@${version}`)
  }
  return [...wanted]
}

function copy(path, folder) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  cpSync(join(root, path), join(folder, path))
}

function major(version) {
  return version.split(".")[0]
}

function inherit(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" })
  if (error !== undefined) throw error
  if (status !== 0) process.exit(status ?? 1)
}
