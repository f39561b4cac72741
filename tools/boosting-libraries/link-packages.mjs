import { lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { root } from "../workspaces.mjs"
import { preparePackage } from "./platform-package.mjs"
import { LIBRARIES, packageName, THIS_PLATFORM } from "./recipes.mjs"

/**
 * Makes the packages of `platform` and answers their folders from the root. This machine's are linked where the adapters find them as
 * if they had been installed: in `integrations/node_modules`, which npm leaves alone.
 */
export async function linkPackages(platform) {
  const names = Object.keys(LIBRARIES)
  const folders = await Promise.all(names.map((name) => preparePackage(name, platform)))
  for (const [i, name] of names.entries()) {
    if (platform === THIS_PLATFORM)
      link(folders[i], join(root, "integrations/node_modules", packageName(name, platform)))
  }
  return folders.map((folder) => relative(root, folder))
}

function link(folder, path) {
  const target = relative(dirname(path), folder)
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() && readlinkSync(path) === target) return
  rmSync(path, { recursive: true, force: true })
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path, "junction")
}
