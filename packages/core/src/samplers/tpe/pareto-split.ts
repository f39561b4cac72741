import type { Direction } from "../../trial/direction.ts"
export class ParetoSplit {
  constructor(directions: readonly Direction[]) {
    void directions
  }
  insert(number: number, values: readonly number[]): void {
    void number
    void values
  }
  best(n: number): readonly number[] {
    void n
    return []
  }
}
