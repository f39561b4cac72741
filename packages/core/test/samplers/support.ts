import { test } from "vitest"
import type { Direction, Sampler, Study } from "../../src/index.ts"
import { createStudy, NopPruner, setVerbosity } from "../../src/index.ts"
import type { ContractSkip } from "../../src/testing/index.ts"
import { casesOf, samplerContract } from "../../src/testing/index.ts"

setVerbosity("silent")

/** One test for each case of the samplers' contract. */
export function testContract(create: (seed: number) => Sampler, skips: readonly ContractSkip[] = []): void {
  for (const { name, run } of casesOf(samplerContract, skips)) {
    test(name, () => run(({ seed, directions }) => newStudy(create(seed), directions)))
  }
}

/** An empty study that prunes nothing. */
export function newStudy(sampler: Sampler, directions: readonly Direction[] = ["minimize"]): Promise<Study> {
  return createStudy({ sampler, directions, pruner: new NopPruner() })
}
