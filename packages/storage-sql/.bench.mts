import { createStudy, RandomSampler, NopPruner, setVerbosity } from "@parzen/core"
import { openSqlStorage } from "@parzen/storage-sql"
setVerbosity("silent")
const [url, n, conc, reports] = [
  process.argv[2]!,
  Number(process.argv[3]),
  Number(process.argv[4] ?? 1),
  Number(process.argv[5] ?? 0),
]
const storage = await openSqlStorage(url)
const study = await createStudy({
  studyName: "bench",
  storage,
  loadIfExists: true,
  sampler: new RandomSampler({}),
  pruner: new NopPruner(),
})
const cpu0 = process.cpuUsage()
const t = performance.now()
await study.optimize(
  async (trial) => {
    let v = 0
    for (let i = 0; i < 5; i++) v += trial.suggestFloat("x" + i, 0, 1)
    for (let i = 0; i < reports; i++) {
      trial.report(v, i)
      await trial.shouldPrune()
    }
    return v
  },
  { nTrials: n, concurrency: conc },
)
const s = (performance.now() - t) / 1000
const c = process.cpuUsage(cpu0)
console.log(
  `${n} trials ${s.toFixed(2)} s: ${(n / s).toFixed(0)} trials/s; user ${(c.user / 1000 / n).toFixed(3)} cpu ${((c.user + c.system) / 1000 / n).toFixed(3)} ms/trial`,
)
await storage.close()
