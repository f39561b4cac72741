import type { Distribution } from "../../distributions/distribution.ts"
import type { FrozenTrial } from "../../trial/frozen-trial.ts"
import { candidatesOf } from "./candidates.ts"
import { TreeNode } from "./tree-node.ts"

/** A trial's way through the tree: the root, then a node for each of its parameters, as far as there was no conflict. */
export type Path = readonly [TreeNode, ...TreeNode[]]

interface Traveller {
  readonly path: [TreeNode, ...TreeNode[]]
  readonly passed: Set<string>
  /** Whether the trial has ended, or met a conflict. */
  stopped: boolean
}

/** The trials of one study as paths from a common root: they are followed while they run, and stay when they have ended. */
export class TrialTree {
  readonly #root = new TreeNode()
  readonly #travellers = new Map<number, Traveller>()

  /** Takes in a finished trial. @throws INFINITE_SEARCH_SPACE */
  add(trial: FrozenTrial): void {
    this.end(trial, trial.state === "complete")
    this.#travellers.delete(trial.number)
  }

  /** Takes in the end of a trial that is about to finish; {@link add} then changes nothing. @throws INFINITE_SEARCH_SPACE */
  end(trial: FrozenTrial, complete: boolean): Path {
    const path = this.follow(trial)
    const traveller = this.#travellers.get(trial.number) as Traveller
    if (!traveller.stopped) {
      last(path).visit(-1)
      last(path).end(complete)
      traveller.stopped = true
    }
    return path
  }

  /** Takes in how far a running trial has come. @throws INFINITE_SEARCH_SPACE */
  follow({ number, params, distributions }: FrozenTrial): Path {
    let traveller = this.#travellers.get(number)
    if (traveller === undefined) {
      this.#root.visit(1)
      this.#travellers.set(number, (traveller = { path: [this.#root], passed: new Set(), stopped: false }))
    }
    for (const name in distributions) {
      if (traveller.stopped) break
      if (!traveller.passed.has(name)) step(traveller, name, distributions[name] as Distribution, params[name])
    }
    return traveller.path
  }
}

function step(traveller: Traveller, name: string, distribution: Distribution, value: unknown): void {
  const node = last(traveller.path)
  const next = node.descend(name, candidatesOf(name, distribution), distribution.toInternal(value))
  node.visit(-1)
  if (next === undefined) {
    traveller.stopped = true
    return
  }
  next.visit(1)
  traveller.path.push(next)
  traveller.passed.add(name)
}

/** The node where a path ends. */
export function last(path: Path): TreeNode {
  return path[path.length - 1] as TreeNode
}
