import { setVerbosity } from "@parzen/core"
import type { Bench } from "./bench.ts"
import { WrongCall } from "./bench.ts"
import { machine } from "./machine.ts"
import { writeResults } from "./results-file.ts"
import { costPerFit } from "./searches/cost-per-fit.ts"
import type { Duel } from "./searches/duels.ts"
import { duel } from "./searches/duels.ts"
import { halfTheFits } from "./searches/half-the-fits.ts"
import { judge } from "./searches/judge.ts"
import { searchesText } from "./searches/tables.ts"
import { readTasks } from "./searches/tasks.ts"

/** What ParzenSearchCV finds beside RandomizedSearchCV and GridSearchCV, and what a search costs beside its fits. */
export const searches: Bench = async ({ root, only }) => {
  const all = readTasks()
  const tasks = all.filter(({ name }) => name.includes(only))
  if (tasks.length === 0) {
    throw new WrongCall(`no task's name contains '${only}'; the names are: ${all.map(({ name }) => name).join("; ")}`)
  }
  setVerbosity("warning")
  const facts = machine()
  const costs = await costPerFit()
  const grid = await halfTheFits()
  const duels: Duel[] = []
  for (const task of tasks) duels.push(await duel(task))
  const results = { costs, grid, duels }
  const targets = judge(results)
  const seconds = performance.now() / 1000
  process.stdout.write(
    `${searchesText(results, targets)}\n\n${facts.cpu}, ${facts.cores} cores, load ${facts.loadAtStart}, ` +
      `Node ${facts.node}; ${seconds.toFixed(0)} s in all\n`,
  )
  writeResults(root, "searches", { date: new Date().toISOString(), machine: facts, seconds, ...results, targets })
  return tasks.length === all.length && targets.every(({ met }) => met === true)
}
