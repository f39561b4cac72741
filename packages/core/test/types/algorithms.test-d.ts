// Checked by `tsc -p test`, never run: each line says what compiles, and `@ts-expect-error` what must not.
import type { Distribution, Params, ParamValue, Pruner, Sampler, SearchSpace, StudyView, TrialView } from "@parzen/core"
import {
  BruteForceSampler,
  GridSampler,
  HyperbandPruner,
  InMemoryStorage,
  MedianPruner,
  NopPruner,
  PartialFixedSampler,
  PatientPruner,
  PercentilePruner,
  RandomSampler,
  SuccessiveHalvingPruner,
  ThresholdPruner,
  TPESampler,
  WilcoxonPruner,
} from "@parzen/core"
import { same } from "./same.ts"

// What compiles.
const samplers: Sampler[] = [
  new RandomSampler(),
  new RandomSampler({ seed: 1 }),
  new TPESampler(),
  new TPESampler({
    seed: 1,
    nStartupTrials: 4,
    nEiCandidates: 24,
    multivariate: true,
    group: true,
    constantLiar: false,
  }),
  new GridSampler({ searchSpace: { x: [1, 2, 3], act: ["relu", null, true] }, seed: 1 }),
  new BruteForceSampler(),
  new BruteForceSampler({ seed: 1, avoidPrematureStop: true }),
  new PartialFixedSampler({ fixedParams: { x: 1 }, baseSampler: new RandomSampler() }),
]
const pruners: Pruner[] = [
  new NopPruner(),
  new MedianPruner(),
  new MedianPruner({ nStartupTrials: 5, nWarmupSteps: 0, intervalSteps: 1, nMinTrials: 1 }),
  new PercentilePruner({ percentile: 25, nStartupTrials: 5, nWarmupSteps: 0, intervalSteps: 1, nMinTrials: 1 }),
  new SuccessiveHalvingPruner({ minResource: "auto", reductionFactor: 4, minEarlyStoppingRate: 0, bootstrapCount: 0 }),
  new HyperbandPruner({ minResource: 1, maxResource: 100, reductionFactor: 3, bootstrapCount: 1 }),
  new ThresholdPruner({ lower: 0, upper: 1, nWarmupSteps: 0, intervalSteps: 1 }),
  new PatientPruner({ wrappedPruner: new MedianPruner(), patience: 2, minDelta: 0.1 }),
  new PatientPruner({ patience: 2 }),
  new WilcoxonPruner({ pThreshold: 0.1, nStartupSteps: 2 }),
]
void samplers
void pruners

/** A sampler needs one method; the others are there if it has them. */
class OwnSampler implements Sampler {
  sampleIndependent(study: StudyView, trial: TrialView, name: string, distribution: Distribution): ParamValue {
    same<[typeof study.directions, typeof name], [readonly ("minimize" | "maximize")[], string]>()
    study.setSystemAttr("own:last", trial.number)
    return distribution.kind === "categorical" ? distribution.toExternal(0) : distribution.low
  }
  sampleRelative(_study: StudyView, _trial: TrialView, space: SearchSpace): Params {
    return Object.fromEntries([...space.keys()].map((name) => [name, null]))
  }
}
const own: Sampler = new OwnSampler()
void own

class ReportingPruner implements Pruner {
  prune(study: StudyView, trial: TrialView): boolean {
    // @ts-expect-error an algorithm reads the history and does not write it
    study.history.finished.push(trial)
    // @ts-expect-error an algorithm does not see the storage
    void study.storage
    // @ts-expect-error nor can it end a trial
    trial.state = "fail"
    return false
  }
}
const reporting: Pruner = new ReportingPruner()
void reporting

// What must not.
// @ts-expect-error a sampler draws
const none: Sampler = { beforeTrial: () => {} }
void none
// @ts-expect-error RandomSampler has no such option
void new RandomSampler({ random_state: 1 })
// @ts-expect-error the seed is an option
void new RandomSampler(42)
// @ts-expect-error TPESampler has no such option
void new TPESampler({ n_startup_trials: 4 })
// @ts-expect-error Optuna 5 deprecates it: it is left out
void new TPESampler({ priorWeight: 1 })
// @ts-expect-error constraints are set by trial.setConstraint
void new TPESampler({ constraintsFunc: () => [0] })
// @ts-expect-error GridSampler has no such option
void new GridSampler({ space: { x: [1] } })
// @ts-expect-error GridSampler needs its values
void new GridSampler({ seed: 1 })
// @ts-expect-error BruteForceSampler has no such option
void new BruteForceSampler({ avoid: true })
// @ts-expect-error PartialFixedSampler needs a sampler
void new PartialFixedSampler({ fixedParams: { x: 1 } })
// @ts-expect-error PartialFixedSampler has no such option
void new PartialFixedSampler({ params: { x: 1 }, baseSampler: new RandomSampler() })
// @ts-expect-error MedianPruner has no such option
void new MedianPruner({ nStartUpTrials: 5 })
// @ts-expect-error MedianPruner takes its options by name
void new MedianPruner(5, 10)
// @ts-expect-error the median is the percentile 50
void new MedianPruner({ percentile: 25 })
// @ts-expect-error PercentilePruner needs its percentile
void new PercentilePruner({ nStartupTrials: 5 })
// @ts-expect-error PercentilePruner has no such option
void new PercentilePruner({ percentile: 25, warmup: 1 })
// @ts-expect-error the only text is "auto"
void new SuccessiveHalvingPruner({ minResource: "max" })
// @ts-expect-error SuccessiveHalvingPruner has no such option
void new SuccessiveHalvingPruner({ eta: 3 })
// @ts-expect-error HyperbandPruner has no such option
void new HyperbandPruner({ eta: 3 })
// @ts-expect-error ThresholdPruner has no such option
void new ThresholdPruner({ max: 1 })
// @ts-expect-error ThresholdPruner needs its options
void new ThresholdPruner()
// @ts-expect-error PatientPruner needs its patience
void new PatientPruner({ wrappedPruner: new NopPruner() })
// @ts-expect-error PatientPruner has no such option
void new PatientPruner({ pruner: new NopPruner(), patience: 1 })
// @ts-expect-error WilcoxonPruner has no such option
void new WilcoxonPruner({ p: 0.1 })
// @ts-expect-error NopPruner has no options
void new NopPruner({})
// @ts-expect-error InMemoryStorage has no options
void new InMemoryStorage({ path: "study.db" })
