import type { Decisions, Estimator } from "../src/index.ts"

/** What a {@link FixedEstimator} answers, whatever it is asked about. */
export interface FixedAnswers {
  readonly type?: "classifier" | "regressor"
  readonly classes?: readonly unknown[]
  readonly pred?: readonly unknown[]
  readonly proba?: readonly (readonly number[])[] | null
  readonly dec?: Decisions | null
}

/** An estimator that answers what was recorded. It has only the methods that have an answer, and counts how often each is asked. */
export class FixedEstimator implements Estimator<number[][], unknown> {
  readonly estimatorType: "classifier" | "regressor"
  readonly params = {}
  readonly classes?: readonly unknown[]
  readonly asked: string[] = []
  readonly predictProba?: () => readonly (readonly number[])[]
  readonly decisionFunction?: () => Decisions
  readonly #answers: FixedAnswers

  constructor(answers: FixedAnswers) {
    const { type = "classifier", classes, proba, dec } = answers
    this.#answers = answers
    this.estimatorType = type
    if (classes !== undefined) this.classes = classes
    if (proba != null) this.predictProba = () => this.#answer("predictProba", proba)
    if (dec != null) this.decisionFunction = () => this.#answer("decisionFunction", dec)
  }

  withParams(): FixedEstimator {
    return new FixedEstimator(this.#answers)
  }

  fit(): void {}

  predict(): ArrayLike<unknown> {
    return this.#answer("predict", this.#answers.pred ?? [])
  }

  #answer<T>(method: string, answer: T): T {
    this.asked.push(method)
    return answer
  }
}
