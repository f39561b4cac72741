// Runs trials of the study in the journal named by the first argument, in a process of its own.
import { loadStudy, RandomSampler, setVerbosity } from "@parzen/core"
import { JournalFileBackend, JournalFileOpenLock, JournalStorage } from "@parzen/storage-journal"

const [path = "", kind, nTrials] = process.argv.slice(2)
setVerbosity("error")
const options = kind === "open" ? { lockObj: new JournalFileOpenLock(path) } : {}
const storage = new JournalStorage(new JournalFileBackend(path, options))
const study = await loadStudy({ studyName: "s", storage, sampler: new RandomSampler() })
await study.optimize(
  (trial) => {
    trial.setUserAttr("pid", process.pid)
    return trial.suggestFloat("x", 0, 1)
  },
  { nTrials: Number(nTrials) },
)
await storage.close()
