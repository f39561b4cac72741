// `npm run gallery` draws the pictures of docs/gallery anew: those that examples/visualization/plots writes.
import { execFileSync } from "node:child_process"
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { root } from "./workspaces.mjs"

const from = join(root, "examples/visualization/plots")
const to = join(root, "docs/gallery")
execFileSync("npm", ["start", "--silent"], { cwd: from, stdio: "inherit", shell: process.platform === "win32" })
rmSync(to, { recursive: true, force: true })
mkdirSync(to, { recursive: true })
const pictures = readdirSync(join(from, "figures")).filter((name) => name.endsWith(".svg"))
for (const name of pictures) copyFileSync(join(from, "figures", name), join(to, name))
console.log(`${pictures.length} pictures in docs/gallery`)
