// `npm run release` publishes every package whose version is new (changesets). `npm run release -- --dry-run` rehearses it:
// each package is packed, installed with its peers into an empty project, and its README's first use run there. The adapters of
// XGBoost and LightGBM are published with packages that hold their library for one platform each, as optional dependencies: these
// are made here, out of Python wheels.
import { execFile, spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import { promisify } from "node:util"
import { preparePackage } from "./boosting-libraries/platform-package.mjs"
import {
  LIBRARIES,
  packageName,
  platformDependencies,
  PLATFORMS,
  THIS_PLATFORM,
} from "./boosting-libraries/recipes.mjs"
import { codeBlocks } from "./markdown.mjs"
import { publicPackages, readJson, root } from "./workspaces.mjs"

const run = promisify(execFile)
const changesets = join(root, "node_modules/@changesets/cli/bin.js")

inherit(process.execPath, [join(root, "tools/ready.mjs")])
if (process.argv.includes("--dry-run")) await rehearse()
else await publish()

/** The packages for platforms go first: an adapter never names one that is not there. */
async function publish() {
  for (const [name, { version }] of Object.entries(LIBRARIES)) {
    for (const platform of PLATFORMS) {
      const published = await run("npm", ["view", `${packageName(name, platform)}@${version}`, "version"]).catch(
        () => "",
      )
      if (published !== "" && published.stdout.trim() !== "") continue
      inherit("npm", ["publish", "--access", "public", await preparePackage(name, platform)])
    }
  }
  const adapters = publicPackages().filter(({ manifest }) => isAdapter(manifest))
  const before = adapters.map(({ folder }) => readFileSync(join(root, folder, "package.json")))
  let status
  try {
    for (const { folder, manifest } of adapters) writeManifest(join(root, folder), manifest)
    status = spawnSync(process.execPath, [changesets, "publish"], { cwd: root, stdio: "inherit" }).status
  } finally {
    for (const [i, { folder }] of adapters.entries()) writeFileSync(join(root, folder, "package.json"), before[i])
  }
  process.exitCode = status ?? 1
}

function isAdapter({ name }) {
  return Object.keys(platformDependencies(name)).length > 0
}

/** The package.json as it is published: in the repository, npm would look for packages for platforms that are not published yet. */
function writeManifest(folder, manifest) {
  const published = isAdapter(manifest)
    ? { ...manifest, optionalDependencies: platformDependencies(manifest.name) }
    : manifest
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(published, undefined, 2)}\n`)
}

async function rehearse() {
  const folder = mkdtempSync(join(tmpdir(), "parzen-release-"))
  try {
    const packages = publicPackages()
    await rehearseVersions(join(folder, "minor"), packages)
    const released = await nextVersions(join(folder, "next"), packages, ".changeset")
    const tarballs = new Map()
    for (const { folder: path, manifest } of released) tarballs.set(manifest.name, await pack(path, manifest, folder))
    for (const name of Object.keys(LIBRARIES)) {
      for (const platform of PLATFORMS) checkPlatformPackage(await preparePackage(name, platform))
      tarballs.set(packageName(name, THIS_PLATFORM), await packPlatformPackage(name, THIS_PLATFORM, folder))
    }
    // Two at a time: each mostly waits for npm.
    const left = [...released]
    const lane = async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift())
        await use(next.folder, next.manifest, tarballs, folder)
    }
    for (const { reason } of await Promise.allSettled([lane(), lane()])) if (reason !== undefined) throw reason
    console.log(`release: ${packages.length} packages packed, installed and used`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Fails if a minor of the core would force a major of a package that has it as a peer. */
async function rehearseVersions(folder, packages) {
  mkdirSync(join(folder, ".changeset"), { recursive: true })
  writeFileSync(join(folder, ".changeset/minor.md"), `---\n"@parzen/core": minor\n---\n\nA rehearsal.\n`)
  const next = await nextVersions(folder, packages, ".changeset/config.json")
  for (const [i, { manifest }] of packages.entries()) {
    const { version } = next[i].manifest
    const core = manifest.name === "@parzen/core"
    if (core === (version === manifest.version) || major(version) !== major(manifest.version)) {
      throw new Error(`a minor of the core takes ${manifest.name} from ${manifest.version} to ${version}`)
    }
  }
}

/** The packages as changesets writes their package.json for a release, with the changesets of `folder` and those at `path`. */
async function nextVersions(folder, packages, path) {
  for (const each of ["package.json", "package-lock.json", path]) copy(each, folder)
  for (const { folder: each } of packages) copy(join(each, "package.json"), folder)
  await run("git", ["init", "--quiet", "--initial-branch=main"], { cwd: folder })
  await run(process.execPath, [changesets, "version"], { cwd: folder })
  return packages.map(({ folder: each }) => ({
    folder: each,
    manifest: JSON.parse(readFileSync(join(folder, each, "package.json"), "utf8")),
  }))
}

/** Packs the package as it is released into `folder` and answers the tarball; fails if a file that users need is not in it. */
async function pack(path, manifest, folder) {
  const needed = ["LICENSE", "README.md", "package.json", "dist/index.js", "dist/index.d.ts"]
  const staged = join(folder, "staged", path)
  const unwanted = ["node_modules", ".turbo", "test"]
  cpSync(join(root, path), staged, { recursive: true, filter: (source) => !unwanted.includes(basename(source)) })
  writeManifest(staged, manifest)
  return npmPack(staged, manifest, needed, folder)
}

function packPlatformPackage(name, platform, folder) {
  const path = join(root, "tools/boosting-libraries/packages", `${name}-${platform}`)
  const manifest = JSON.parse(readFileSync(join(path, "package.json"), "utf8"))
  return npmPack(path, manifest, [...manifest.files, "README.md"], folder)
}

function checkPlatformPackage(folder) {
  const { name, files } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  for (const path of files) if (!existsSync(join(folder, path))) throw new Error(`${name}: ${path} is missing`)
}

/** Packs what lies in `path` into `folder` and answers the tarball. */
async function npmPack(path, { name, version }, needed, folder) {
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: path })
  const [{ filename, files, size, unpackedSize }] = JSON.parse(stdout)
  const packed = new Set(files.map((file) => file.path))
  for (const file of needed) if (!packed.has(file)) throw new Error(`${name}: ${file} is not packed`)
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`
  console.log(
    `${name} ${version}: ${files.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`,
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
  await run("npm", [...install, ...toInstall(manifest, readme, block.code, tarballs)], { cwd: project })
  const { transform } = await import("esbuild")
  writeFileSync(
    join(project, "use.mjs"),
    (await transform(block.code, { loader: "ts", format: "esm", target: "es2022" })).code,
  )
  const env = { ...process.env, PARZEN_XGBOOST_LIB: "", PARZEN_LIGHTGBM_LIB: "" }
  await run(process.execPath, ["use.mjs"], { cwd: project, env, timeout: 120_000 }).catch((error) => {
    throw new Error(`${readme}:${block.line}: does not run from the packed package\n${error.stderr ?? error.message}`)
  })
  console.log(`${manifest.name}: installed into an empty project, its README's use ran`)
}

/**
 * The package, its peers out of this repository, the library of this platform, optional peers that the README installs, and whatever else
 * the code imports (npm adds the other peers). The libraries of other platforms are not published yet: npm goes on without what is optional.
 */
function toInstall(manifest, readme, code, tarballs) {
  const wanted = new Set([tarballs.get(manifest.name)])
  for (const name of Object.keys(platformDependencies(manifest.name)))
    if (tarballs.has(name)) wanted.add(tarballs.get(name))
  for (const peer of Object.keys(manifest.peerDependencies ?? {}))
    if (tarballs.has(peer)) wanted.add(tarballs.get(peer))
  for (const [, name] of code.matchAll(/from "((?:@[\w.-]+\/)?[\w.-]+)/g)) {
    const version = manifest.devDependencies?.[name] ?? readJson("package.json").devDependencies[name]
    if (tarballs.has(name)) wanted.add(tarballs.get(name))
    else if (version !== undefined && manifest.peerDependencies?.[name] === undefined) wanted.add(`${name}@${version}`)
  }
  for (const name of optionalPeers(readme, manifest)) wanted.add(`${name}@${manifest.peerDependencies[name]}`)
  return [...wanted]
}

/** The optional peers that the README's first command installs. */
function optionalPeers(readme, { peerDependenciesMeta = {} }) {
  const command = codeBlocks(readme).find(({ language }) => language === "sh")?.code ?? ""
  return Object.keys(peerDependenciesMeta).filter((name) => command.split(/\s+/).includes(name))
}

function copy(path, folder) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  cpSync(join(root, path), join(folder, path), { recursive: true })
}

function major(version) {
  return version.split(".")[0]
}

function inherit(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" })
  if (error !== undefined) throw error
  if (status !== 0) process.exit(status ?? 1)
}
