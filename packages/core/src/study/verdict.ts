/** The answer to `shouldPrune`: a promise that knows whether anybody has awaited it. */
export class Verdict implements Promise<boolean> {
  readonly [Symbol.toStringTag] = "Promise"
  awaited = false
  readonly #answer: Promise<boolean>

  constructor(answer: Promise<boolean>) {
    this.#answer = answer
    // Not awaited, a failure must not end the process: what failed stays queued and is told with the trial.
    answer.catch(() => {})
  }

  then<A = boolean, B = never>(
    onFulfilled?: ((answer: boolean) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.awaited = true
    return this.#answer.then(onFulfilled, onRejected)
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<boolean | B> {
    return this.then(undefined, onRejected)
  }

  finally(onFinally?: (() => void) | null): Promise<boolean> {
    this.awaited = true
    return this.#answer.finally(onFinally)
  }
}
