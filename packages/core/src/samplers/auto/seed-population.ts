import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import type { StudyView, TrialView } from "../../trial/study-view.ts"
import { leastCrowdedFirst } from "../nsga/crowding.ts"
import { fillByFront } from "../nsga/fill-by-front.ts"
import { Population } from "../nsga/population.ts"

/** As many as the genetic samplers take by default. */
const POPULATION_SIZE = 50
const FIRST = 1

/**
 * Lets a genetic sampler begin with generation 1 and the best trials so far as its parents, whoever drew them, instead of at
 * random; nothing if it has begun already. `prefix` is the sampler's name in the attributes.
 */
export function seedPopulation(
  study: StudyView,
  trial: TrialView,
  prefix: string,
  complete: readonly FrozenTrial[],
): void {
  const generationKey = `${prefix}:generation`
  const parentKey = `${prefix}:parent:${FIRST}`
  // From the first complete trial of a generation on the sampler counts by itself.
  if (generationKey in trial.systemAttrs || complete.findLast(({ systemAttrs }) => generationKey in systemAttrs)) return
  if (study.systemAttrs[parentKey] === undefined) {
    const population = new Population(complete, study.directions)
    const { m, values } = population
    const best = fillByFront(population, POPULATION_SIZE, (front, _, n) =>
      leastCrowdedFirst(front, values, m).slice(0, n),
    )
    study.setSystemAttr(
      parentKey,
      best.map(({ id }) => id),
    )
  }
  trial.setSystemAttr(generationKey, FIRST)
}
