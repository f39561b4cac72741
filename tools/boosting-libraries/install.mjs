// `npm run boosting-libraries`: the libraries of XGBoost and LightGBM out of their Python wheels, as the packages that are published
// for this platform, for tests and examples. `-- --platform=all`, or the names of platforms with commas, makes those of others too.
// Needs python3 with pip.
import { parseArgs } from "node:util"
import { linkPackages } from "./link-packages.mjs"
import { LIBRARIES, PLATFORMS, THIS_PLATFORM } from "./recipes.mjs"

const { values } = parseArgs({ options: { platform: { type: "string", default: THIS_PLATFORM } } })
const platforms = values.platform === "all" ? PLATFORMS : values.platform.split(",")
const unknown = platforms.filter((platform) => !PLATFORMS.includes(platform))
if (unknown.length > 0) {
  console.error(`no libraries for ${unknown.join(", ")}, only for ${PLATFORMS.join(", ")}, or all`)
  process.exit(2)
}
try {
  for (const platform of platforms) {
    const folders = await linkPackages(platform)
    const versions = Object.values(LIBRARIES).map(({ title, version }) => `${title} ${version}`)
    console.log(`${platform}: ${versions.join(", ")} in ${folders.join(", ")}`)
  }
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
