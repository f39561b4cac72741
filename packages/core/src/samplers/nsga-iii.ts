import { describe, ParzenError } from "../errors.ts"
import { RandomState } from "../random/random-state.ts"
import type { StudyView } from "../trial/study-view.ts"
import { checkWhole } from "./nsga/check.ts"
import { fillByFront } from "./nsga/fill-by-front.ts"
import type { GeneticOptions } from "./nsga/genetic-sampler.ts"
import { GeneticSampler } from "./nsga/genetic-sampler.ts"
import { associate, preserveNiches } from "./nsga/niching.ts"
import { Population } from "./nsga/population.ts"
import { uniformReferencePoints } from "./nsga/reference-points.ts"

/** Options of {@link NSGAIIISampler}. */
export interface NSGAIIISamplerOptions extends GeneticOptions {
  /** Points of one coordinate for each objective, none of them the origin: trials near the lines to them are kept. By default evenly spread. */
  readonly referencePoints?: readonly (readonly number[])[] | undefined
  /** Into how many parts the even spread divides each axis, at least 1. By default 3. Not used with `referencePoints`. */
  readonly dividingParameter?: number | undefined
}

type Points = readonly (readonly number[])[]

/**
 * NSGA-III (Deb & Jain 2014; Jain & Deb 2014), for three objectives and more: as NSGA-II, but of the front that fits in only
 * partly those trials are kept that are near reference points with few others. The draws are those of Optuna 5.0.0, which
 * counts maximised objectives as minimised ones when it compares with reference points.
 *
 * Infinite values are put beyond the finite ones of their objective. Else what holds for NSGA-II holds here too.
 */
export class NSGAIIISampler extends GeneticSampler {
  readonly #referencePoints: Points | undefined

  /** @throws INVALID_ARGUMENT, INVALID_SEED */
  constructor(options: NSGAIIISamplerOptions = {}) {
    const { populationSize = 50, seed, dividingParameter = 3 } = options
    checkWhole("dividingParameter", dividingParameter, 1)
    const given = options.referencePoints && checkPoints(options.referencePoints)
    const random = new RandomState(seed)
    const spread = new Map<number, Points>()
    const pointsFor = (m: number): Points => {
      let points = given ?? spread.get(m)
      if (points === undefined) spread.set(m, (points = uniformReferencePoints(m, dividingParameter)))
      return points
    }
    super(options, {
      name: "NSGAIIISampler",
      random,
      select({ directions }, trials) {
        const population = new Population(trials, directions)
        const { m, values } = population
        return fillByFront(population, populationSize, (front, taken, n) => {
          const rows = [...taken, ...front].flatMap((i) => [...values.subarray(i * m, i * m + m)])
          const association = associate(Float64Array.from(rows), m, pointsFor(m))
          return preserveNiches(n, taken.length, association, random).map((row) => front[row] as number)
        })
      },
    })
    this.#referencePoints = given
  }

  /** @throws INVALID_ARGUMENT if the reference points are of another number of objectives than the study's */
  beforeTrial({ directions }: StudyView): void {
    const [point] = this.#referencePoints ?? []
    if (point === undefined || point.length === directions.length) return
    throw new ParzenError(
      "INVALID_ARGUMENT",
      `referencePoints have ${point.length} coordinates, the study has ${directions.length} objectives`,
    )
  }
}

function checkPoints(points: unknown): Points {
  if (!Array.isArray(points) || points.length === 0) {
    throw new ParzenError("INVALID_ARGUMENT", `referencePoints must be a list of points, got ${describe(points)}`)
  }
  const m = (points[0] as readonly number[] | undefined)?.length
  return points.map((point: unknown, i) => {
    if (!Array.isArray(point) || point.length !== m || !point.every(Number.isFinite) || point.every((x) => x === 0)) {
      throw new ParzenError(
        "INVALID_ARGUMENT",
        `referencePoints[${i}] must be as many finite numbers as the others have, not all 0, got ${describe(point)}`,
      )
    }
    return [...(point as number[])]
  })
}
