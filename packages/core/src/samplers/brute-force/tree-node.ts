import { ParzenError } from "../../errors.ts"
import type { Candidates } from "./candidates.ts"

/**
 * What is known of the parameters after those that lead here. A node is unexpanded while no trial went on from it; then it has
 * the next parameter's name, its candidates and, of these, the children that trials went to; or it is a leaf: trials end here.
 */
export class TreeNode {
  readonly #parent: TreeNode | undefined
  readonly #children = new Map<number, TreeNode>()
  #name: string | undefined
  #candidates: Candidates | undefined
  #leaf: "complete" | "unfinished" | undefined
  #nRunning = 0
  #conflict: ParzenError | undefined
  /** How many unexpanded nodes are here and below; without and with those where a trial is running. */
  free = 1
  open = 1

  /** Without a parent nothing that happens here counts elsewhere. */
  constructor(parent?: TreeNode) {
    this.#parent = parent
  }

  /** The next parameter's name, once a trial went on from here. */
  get name(): string | undefined {
    return this.#name
  }

  /** Whether a trial that is running has come here and not further. */
  get isRunning(): boolean {
    return this.#nRunning > 0
  }

  /** The mistake that was found here or below, if there was one. */
  get conflict(): ParzenError | undefined {
    return this.#conflict
  }

  /** The child for a candidate, if a trial went there. */
  child(value: number): TreeNode | undefined {
    return this.#children.get(value)
  }

  /** What speaks against going on from here with this parameter. */
  mismatch(name: string, { key }: Candidates): ParzenError | undefined {
    if (this.#leaf === "complete") {
      return mismatch(`'${name}' comes where another trial, of the same values so far, was complete`)
    }
    if (this.#candidates === undefined) return undefined
    if (this.#name !== name) {
      return mismatch(`'${name}' comes where another trial, of the same values so far, had '${this.#name}'`)
    }
    if (this.#candidates.key !== key) {
      return mismatch(`'${name}' goes from ${key} where it went from ${this.#candidates.key}`)
    }
    return undefined
  }

  /** Goes on with a parameter's value. A value that is no candidate leads to a node that does not count here. */
  descend(name: string, candidates: Candidates, value: number): TreeNode | undefined {
    const conflict = this.mismatch(name, candidates)
    if (conflict !== undefined) return this.#report(conflict)
    if (this.#candidates === undefined) {
      this.#name = name
      this.#candidates = candidates
      this.#leaf = undefined
      this.#add(candidates.values.length - this.free, candidates.values.length - this.open)
    }
    let child = this.#children.get(value)
    if (child === undefined) {
      child = new TreeNode(candidates.set.has(value) ? this : undefined)
      this.#children.set(value, child)
    }
    return child
  }

  /** A running trial comes to this node, or leaves it. */
  visit(by: 1 | -1): void {
    this.#nRunning += by
    if (this.#candidates === undefined && this.#leaf === undefined) this.#add((this.isRunning ? 0 : 1) - this.free, 0)
  }

  /**
   * A trial ended here: nothing is left to try. Where others went on, one that failed or was pruned has only ended early; a
   * complete one cannot have.
   */
  end(complete: boolean): void {
    if (this.#candidates === undefined) {
      if (this.#leaf !== "complete") this.#leaf = complete ? "complete" : "unfinished"
      this.#add(-this.free, -this.open)
    } else if (complete) {
      this.#report(
        mismatch(`a trial was complete where another, of the same values so far, went on with '${this.#name}'`),
      )
    }
  }

  #add(free: number, open: number): void {
    if (free === 0 && open === 0) return
    this.free += free
    this.open += open
    if (this.#parent !== undefined) this.#parent.#add(free, open)
  }

  #report(conflict: ParzenError): undefined {
    this.#conflict ??= conflict
    if (this.#parent !== undefined) this.#parent.#report(conflict)
  }
}

function mismatch(message: string): ParzenError {
  return new ParzenError("SEARCH_SPACE_MISMATCH", `brute force needs one search space: ${message}`)
}
