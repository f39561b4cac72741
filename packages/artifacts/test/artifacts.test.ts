import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { createStudy, createTrial, InMemoryStorage, loadStudy, setVerbosity } from "@parzen/core"
import { assertRejects } from "@parzen/core/testing"
import { JournalFileBackend, JournalStorage } from "@parzen/storage-journal"
import { beforeAll, describe, expect, it } from "vitest"
import {
  downloadArtifact,
  FileSystemArtifactStore,
  getAllArtifactMeta,
  removeArtifact,
  uploadArtifact,
} from "@parzen/artifacts"
import { guessType } from "../src/guess-type.ts"
import { tempPath } from "./temp-folder.ts"

beforeAll(() => setVerbosity("silent"))

function file(name: string, content: string): string {
  const folder = tempPath()
  mkdirSync(folder)
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

describe("an artifact", () => {
  it("of a running trial is listed in Optuna's attributes, for everybody, and can be had again", async () => {
    const log = tempPath()
    const artifactStore = new FileSystemArtifactStore(tempPath())
    const study = await createStudy({ studyName: "s", storage: new JournalStorage(new JournalFileBackend(log)) })
    await study.optimize(
      async (trial) => {
        const filePath = file("model.json.gz", "weights")
        const id = await uploadArtifact({ artifactStore, filePath, studyOrTrial: trial })
        expect(getAllArtifactMeta(trial).map(({ artifactId }) => artifactId)).toEqual([id])
        return 1
      },
      { nTrials: 1 },
    )
    const loaded = await loadStudy({ studyName: "s", storage: new JournalStorage(new JournalFileBackend(log)) })
    const [meta] = getAllArtifactMeta(loaded.bestTrial)
    const artifactId = meta?.artifactId ?? ""
    expect(meta).toEqual({ artifactId, filename: "model.json.gz", mimetype: "application/json", encoding: "gzip" })
    expect(loaded.bestTrial.systemAttrs).toEqual({
      [`artifacts:${artifactId}`]: `{"artifact_id":"${artifactId}","filename":"model.json.gz","mimetype":"application/json","encoding":"gzip"}`,
    })
    const filePath = tempPath()
    await downloadArtifact({ artifactStore, filePath, artifactId })
    expect(readFileSync(filePath, "utf8")).toBe("weights")
    await assertRejects(() => downloadArtifact({ artifactStore, filePath, artifactId }), "FILE_EXISTS")
    await removeArtifact({ artifactStore, artifactId })
    await assertRejects(() => removeArtifact({ artifactStore, artifactId }), "ARTIFACT_NOT_FOUND")
    await assertRejects(
      () => downloadArtifact({ artifactStore, filePath: tempPath(), artifactId }),
      "ARTIFACT_NOT_FOUND",
    )
    expect(getAllArtifactMeta(loaded.bestTrial)).toHaveLength(1)
  })

  it("of a study is listed with the study alone", async () => {
    const storage = new InMemoryStorage()
    const artifactStore = new FileSystemArtifactStore(tempPath())
    const study = await createStudy({ studyName: "s", storage })
    const given = { mimetype: "text/markdown", encoding: "br" }
    await uploadArtifact({ artifactStore, filePath: file("data", "x"), studyOrTrial: study, ...given })
    await uploadArtifact({ artifactStore, filePath: file("b.csv", "x"), studyOrTrial: study })
    const loaded = await loadStudy({ studyName: "s", storage })
    expect(
      getAllArtifactMeta(loaded).map(({ filename, mimetype, encoding }) => [filename, mimetype, encoding]),
    ).toEqual([
      ["data", "text/markdown", "br"],
      ["b.csv", "text/csv", undefined],
    ])
  })

  it("of a trial that runs elsewhere needs the storage", async () => {
    const storage = new InMemoryStorage()
    const artifactStore = new FileSystemArtifactStore(tempPath())
    await createStudy({ studyName: "other", storage })
    const theirs = await createStudy({ studyName: "s", storage })
    const trial = await theirs.ask()
    const ours = await loadStudy({ studyName: "s", storage })
    const [running] = ours.trials
    if (running === undefined) return expect.unreachable()
    const upload = { artifactStore, filePath: file("a.txt", "x"), studyOrTrial: running }
    await assertRejects(() => uploadArtifact(upload), "INVALID_ARGUMENT")
    await uploadArtifact({ ...upload, storage })
    await theirs.tell(trial, 1)
    await ours.sync()
    expect(getAllArtifactMeta(ours.bestTrial).map(({ filename }) => filename)).toEqual(["a.txt"])
    await assertRejects(() => uploadArtifact({ ...upload, studyOrTrial: ours.bestTrial, storage }), "TRIAL_FINISHED")
    const stranger = createTrial({ state: "waiting" })
    await assertRejects(() => uploadArtifact({ ...upload, studyOrTrial: stranger, storage }), "TRIAL_NOT_FOUND")
  })

  it("is not kept where its trial has ended meanwhile", async () => {
    const base = tempPath()
    const artifactStore = new FileSystemArtifactStore(base)
    const study = await createStudy()
    const trial = await study.ask()
    const uploading = uploadArtifact({ artifactStore, filePath: file("a.txt", "x"), studyOrTrial: trial })
    await Promise.all([assertRejects(() => uploading, "TRIAL_FINISHED"), study.tell(trial, 1)])
    expect(existsSync(base) ? readdirSync(base) : []).toEqual([])
  })

  it("is not stored if something is wrong", async () => {
    const base = tempPath()
    const artifactStore = new FileSystemArtifactStore(base)
    const study = await createStudy()
    const filePath = file("a.txt", "x")
    const wrong = [
      { artifactStore, filePath: "/no/such/file", studyOrTrial: study },
      { artifactStore, filePath: base.slice(0, base.lastIndexOf("/")), studyOrTrial: study },
      { artifactStore, filePath: "", studyOrTrial: study },
      { artifactStore: {} as never, filePath, studyOrTrial: study },
      { artifactStore, filePath, studyOrTrial: "s" as never },
    ]
    for (const options of wrong) await assertRejects(() => uploadArtifact(options), "INVALID_ARGUMENT")
    expect([existsSync(base), study.systemAttrs]).toEqual([false, {}])
  })

  it("that the dashboard has deleted, or that is no JSON, is not listed", async () => {
    const systemAttrs = { "artifacts:a": "null", "artifacts:b": "{", "artifacts:c": 1, other: "x" }
    expect(getAllArtifactMeta(createTrial({ state: "fail", systemAttrs }))).toEqual([])
  })
})

// By Python 3.11's mimetypes.guess_type.
it.each([
  ["a.txt", "text/plain", undefined],
  ["model.tar.gz", "application/x-tar", "gzip"],
  ["model.tgz", "application/x-tar", "gzip"],
  ["a.svgz", "image/svg+xml", "gzip"],
  ["a.PNG", "image/png", undefined],
  ["a.csv.bz2", "text/csv", "bzip2"],
  ["a.json.br", "application/json", "br"],
  ["README", "application/octet-stream", undefined],
  ["txt", "application/octet-stream", undefined],
  ["weights.unknown", "application/octet-stream", undefined],
  ["a.xz", "application/octet-stream", "xz"],
])("the name %s is guessed to be %s, packed by %s", (name, mimetype, encoding) => {
  expect(guessType(name)).toEqual({ mimetype, encoding })
})
