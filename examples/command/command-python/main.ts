// Tunes a Python script that trains a small network to tell the sex of penguins, pruned per epoch; then one in PyTorch.
import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { Distribution, Study } from "@parzen/core"
import { createStudy, FixedTrial, float, int, MedianPruner, setVerbosity, TPESampler } from "@parzen/core"
import { CommandError, commandObjective } from "@parzen/command"

const N_TRIALS = 40
const EPOCHS = 30
const LEAST = { accuracy: 0.85, pruned: 5 }

const python = process.env["PYTHON"] ?? "python3"
const data = fileURLToPath(import.meta.resolve("@observablehq/sample-datasets/penguins.csv"))

type Objective = ReturnType<typeof commandObjective>

/** Runs `script` with the parameters as arguments; its messages are the reports and the value. */
function objectiveOf(script: string, space: Readonly<Record<string, Distribution>>): Objective {
  return commandObjective({
    command: [python, "-B", script, "--epochs", String(EPOCHS), "{trial.args}"],
    env: { PENGUINS: data },
    space,
    cwd: import.meta.dirname,
    timeoutMs: 60_000,
  })
}

async function tune(objective: Objective, nTrials: number): Promise<Study> {
  const study = await createStudy({
    sampler: new TPESampler({ seed: 42 }),
    pruner: new MedianPruner({ nWarmupSteps: 4 }),
  })
  await study.optimize(objective, { nTrials, concurrency: 2, catch: [CommandError], showProgressBar: true })
  return study
}

function summaryOf(study: Study): { readonly accuracy: number; readonly pruned: number; readonly text: string } {
  const pruned = study.trials.filter(({ state }) => state === "pruned").length
  const epochs = study.trials.reduce((sum, trial) => sum + Object.keys(trial.intermediateValues).length, 0)
  const { value: loss = Infinity, params, userAttrs } = study.bestTrial
  const accuracy = Number(userAttrs["test accuracy"])
  const saved = `${pruned} of ${study.trials.length} trials pruned, ${epochs} of ${study.trials.length * EPOCHS} epochs trained`
  const best = `log-loss ${loss.toFixed(4)}, accuracy ${accuracy.toFixed(3)} on penguins that no trial saw`
  return { accuracy, pruned, text: `${saved}\n  ${best}\n  ${JSON.stringify(params)}` }
}

setVerbosity("warning") // without a line for each trial
const space = {
  units: int(2, 24, { log: true }),
  lr: float(1e-3, 0.3, { log: true }),
  l2: float(1e-6, 1e-1, { log: true }),
}
const objective = objectiveOf("train.py", { ...space, momentum: float(0, 0.95) })
const untuned = Number(await objective(new FixedTrial({ units: 8, lr: 0.05, l2: 1e-4, momentum: 0.9 })))
const study = await tune(objective, N_TRIALS)
const { accuracy, pruned, text } = summaryOf(study)
console.log(`train.py, untuned: log-loss ${untuned.toFixed(4)}\ntrain.py: ${text}`)

if (spawnSync(python, ["-c", "import torch"]).status === 0) {
  console.log(`train_torch.py: ${summaryOf(await tune(objectiveOf("train_torch.py", space), 10)).text}`)
} else {
  console.log(`train_torch.py: not run, '${python}' has no PyTorch (pip install torch; PYTHON names another Python)`)
}

const isGood = accuracy >= LEAST.accuracy && pruned >= LEAST.pruned && study.bestValue < untuned
console.log(
  `${isGood ? "ok" : "FAILED"}: accuracy ${accuracy.toFixed(3)} (at least ${LEAST.accuracy}), ${pruned} trials pruned ` +
    `(at least ${LEAST.pruned}), log-loss ${study.bestValue.toFixed(4)} (below ${untuned.toFixed(4)})`,
)
process.exitCode = isGood ? 0 : 1
