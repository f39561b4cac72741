import { execFile } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { promisify } from "node:util"
import type * as Aws from "@aws-sdk/client-s3"
import { ParzenError, setVerbosity } from "@parzen/core"
import { assertRejects } from "@parzen/core/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { ArtifactContent, ArtifactStore } from "@parzen/artifacts"
import { Backoff, FileSystemArtifactStore, S3ArtifactStore } from "@parzen/artifacts"
import type { S3Server } from "./s3-server.ts"
import { missingMoto, startS3 } from "./s3-server.ts"
import { tempPath } from "./temp-folder.ts"

beforeAll(() => setVerbosity("silent"))

async function textOf(store: ArtifactStore, id: string): Promise<string> {
  return new Response((await store.openReader(id)) as ReadableStream<Uint8Array<ArrayBuffer>>).text()
}

function itStores(create: () => Promise<ArtifactStore>): void {
  it("gives back what was written, and the last of two", async () => {
    const store = await create()
    await store.write("a", new Blob(["first"]))
    await store.write("a", new Blob(["second ✓"]))
    expect(await textOf(store, "a")).toBe("second ✓")
  })

  it("keeps nothing, and much, byte for byte", async () => {
    const store = await create()
    await store.write("empty", new Blob([]))
    expect(await textOf(store, "empty")).toBe("")
    const bytes = Uint8Array.from({ length: 3_000_001 }, (_, i) => (i * 2654435761) >>> 24)
    await store.write("much", new Blob([bytes]))
    const back = await new Response((await store.openReader("much")) as ReadableStream<Uint8Array<ArrayBuffer>>).bytes()
    expect(Buffer.compare(back, bytes)).toBe(0)
  })

  it("says of what is not there, or was removed, that it is not", async () => {
    const store = await create()
    await assertRejects(() => store.openReader("nothing"), "ARTIFACT_NOT_FOUND")
    await store.write("a", new Blob(["x"]))
    await store.remove("a")
    await assertRejects(() => store.openReader("a"), "ARTIFACT_NOT_FOUND")
  })

  it("refuses what is no id", async () => {
    const store = await create()
    for (const id of ["", 7 as never]) {
      await assertRejects(() => store.write(id, new Blob([])), "INVALID_ARGUMENT")
      await assertRejects(() => store.openReader(id), "INVALID_ARGUMENT")
      await assertRejects(() => store.remove(id), "INVALID_ARGUMENT")
    }
  })
}

describe("FileSystemArtifactStore", () => {
  itStores(async () => new FileSystemArtifactStore(tempPath()))

  it("never leaves its folder: absolute ids, '..', links", async () => {
    const base = tempPath()
    const outside = tempPath()
    mkdirSync(base)
    mkdirSync(outside)
    writeFileSync(join(outside, "secret"), "secret")
    symlinkSync(outside, join(base, "folder"))
    symlinkSync(join(outside, "secret"), join(base, "link"))
    const store = new FileSystemArtifactStore(base)
    const ids = [join(outside, "secret"), "../x", "a/../../x", "..", ".", "folder/secret", "link", "a\0b", "a/"]
    for (const id of ids) {
      await expect(store.openReader(id)).rejects.toThrow(ParzenError)
      if (id !== "link") await expect(store.write(id, new Blob(["changed"]))).rejects.toThrow(Error)
    }
    for (const id of ids.filter((one) => one !== "link")) await expect(store.remove(id)).rejects.toThrow(ParzenError)
    // A link in the folder itself is replaced or removed, not followed.
    await store.write("link", new Blob(["own"]))
    expect(await textOf(store, "link")).toBe("own")
    expect(readdirSync(outside)).toEqual(["secret"])
    expect(readFileSync(join(outside, "secret"), "utf8")).toBe("secret")
  })

  it("leaves nothing behind of a write that fails", async () => {
    const base = tempPath()
    const failing: ArtifactContent = {
      size: 10,
      stream: () =>
        new ReadableStream({
          pull: (controller) => {
            controller.error(new Error("cut off"))
          },
        }),
    }
    await expect(new FileSystemArtifactStore(base).write("a", failing)).rejects.toThrow("cut off")
    expect(readdirSync(base)).toEqual([])
  })

  it("refuses what is no folder's path", () => {
    expect(() => new FileSystemArtifactStore("")).toThrow("basePath: takes the path of a folder, got ''")
  })
})

// What vitest would import is meant for bundlers.
const { S3 } = createRequire(import.meta.url)("@aws-sdk/client-s3") as typeof Aws
const missing = missingMoto()
if (missing !== undefined) console.log(`skipped  artifacts in S3: ${missing}`)

describe.skipIf(missing !== undefined)("S3ArtifactStore", () => {
  let server: S3Server
  beforeAll(async () => {
    server = await startS3()
  }, 40_000)
  afterAll(() => server.stop())

  const connect = (): Aws.S3 =>
    new S3({
      endpoint: server.endpoint,
      region: "us-east-1",
      forcePathStyle: true,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    })

  itStores(async () => {
    const client = connect()
    const Bucket = `bucket-${crypto.randomUUID()}`
    await client.createBucket({ Bucket })
    return new S3ArtifactStore(Bucket, { client })
  })

  it("says of a bucket that is not there so, not of the artifact", async () => {
    const store = new S3ArtifactStore("no-such-bucket", { client: connect() })
    await expect(store.openReader("a")).rejects.toMatchObject({ name: "NoSuchBucket" })
  })

  it("takes region and credentials from the environment if no client is given", async () => {
    await connect().createBucket({ Bucket: "environment" })
    const script = `
      import { S3ArtifactStore } from "@parzen/artifacts"
      const store = new S3ArtifactStore("environment")
      await store.write("a", new Blob(["hello"]))
      console.log(await new Response(await store.openReader("a")).text())`
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL: server.endpoint,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    }
    const args = [
      "--conditions=@parzen/source",
      "--import",
      import.meta.resolve("tsx"),
      "--input-type=module",
      "-e",
      script,
    ]
    const { stdout } = await promisify(execFile)(process.execPath, args, { env, cwd: import.meta.dirname })
    expect(stdout).toBe("hello\n")
  }, 60_000)

  it("stores under Backoff, which reads the content anew for each try", async () => {
    const client = connect()
    const Bucket = `bucket-${crypto.randomUUID()}`
    const store = new Backoff(new S3ArtifactStore(Bucket, { client }), { minDelayMs: 1 })
    const writing = store.write("a", new Blob(["x".repeat(100_000)]))
    await client.createBucket({ Bucket })
    await writing
    expect((await textOf(store, "a")).length).toBe(100_000)
  })
})

it("an S3 store refuses what is no bucket or client", () => {
  expect(() => new S3ArtifactStore("")).toThrow("bucketName")
  expect(() => new S3ArtifactStore("b", { client: {} as never })).toThrow("client: takes an S3 of")
})

describe("Backoff", () => {
  const failing = (n: number, error: Error): ArtifactStore & { calls: number } => {
    const attempt = async (): Promise<never> => {
      store.calls++
      if (store.calls <= n) throw error
      return undefined as never
    }
    const store = { calls: 0, openReader: attempt, write: attempt, remove: attempt }
    return store
  }

  it("makes a call again until it is done, and no more", async () => {
    for (const call of ["openReader", "remove"] as const) {
      const store = failing(2, new Error("busy"))
      await new Backoff(store, { minDelayMs: 1 })[call]("a")
      expect(store.calls).toBe(3)
    }
  })

  it("gives up after maxRetries calls, with the last error", async () => {
    const store = failing(9, new Error("busy"))
    await expect(new Backoff(store, { minDelayMs: 1, maxRetries: 4 }).write("a", new Blob([]))).rejects.toThrow("busy")
    expect(store.calls).toBe(4)
  })

  it("does not repeat a mistake", async () => {
    const store = failing(9, new ParzenError("ARTIFACT_NOT_FOUND", "not there"))
    await assertRejects(() => new Backoff(store, { minDelayMs: 1 }).openReader("a"), "ARTIFACT_NOT_FOUND")
    expect(store.calls).toBe(1)
  })

  it.each([{ maxRetries: 0 }, { multiplier: -1 }, { minDelayMs: 5, maxDelayMs: 4 }, { minDelayMs: NaN }])(
    "refuses %o",
    (options) => {
      expect(() => new Backoff(failing(0, new Error()), options)).toThrow(ParzenError)
    },
  )
})
