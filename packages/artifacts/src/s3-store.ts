import { Readable } from "node:stream"
import type { ReadableStream as NodeReadableStream } from "node:stream/web"
import { describe, ParzenError } from "@parzen/core"
import { artifactNotFound } from "./artifact-not-found.ts"
import type { ArtifactContent, ArtifactStore } from "./artifact-store.ts"

/** What is used of the class `S3` of `@aws-sdk/client-s3`. */
export interface S3Like {
  getObject(object: S3Object): Promise<{ readonly Body?: S3Body | undefined }>
  putObject(object: S3Object & { Body: Readable; ContentLength: number }): Promise<unknown>
  deleteObject(object: S3Object): Promise<unknown>
}

/** An object of a bucket. */
export interface S3Object {
  Bucket: string
  Key: string
}

/** What S3 answers with. */
export interface S3Body {
  transformToWebStream(): unknown
}

/** Options of {@link S3ArtifactStore}. */
export interface S3ArtifactStoreOptions {
  /** By default `new S3({})` of `@aws-sdk/client-s3`, which takes region and credentials from the environment. */
  readonly client?: S3Like | undefined
}

/**
 * Keeps artifacts as objects of a bucket, under their ids, as Optuna's `Boto3ArtifactStore` does. An object is written in one
 * request, of at most 5 GB.
 */
export class S3ArtifactStore implements ArtifactStore {
  readonly #bucket: string
  #client: S3Like | undefined

  /** @throws INVALID_ARGUMENT */
  constructor(bucketName: string, { client }: S3ArtifactStoreOptions = {}) {
    if (typeof bucketName !== "string" || bucketName === "")
      throw new ParzenError("INVALID_ARGUMENT", `bucketName: takes the name of a bucket, got ${describe(bucketName)}`)
    if (client !== undefined && typeof client?.getObject !== "function") {
      const wanted = "an S3 of @aws-sdk/client-s3 (not an S3Client)"
      throw new ParzenError("INVALID_ARGUMENT", `client: takes ${wanted}, got ${describe(client)}`)
    }
    this.#bucket = bucketName
    this.#client = client
  }

  async openReader(artifactId: string): Promise<ReadableStream<Uint8Array>> {
    const object = this.#object(artifactId)
    try {
      const { Body } = await (await this.#connect()).getObject(object)
      return Body?.transformToWebStream() as ReadableStream<Uint8Array>
    } catch (error) {
      const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } }
      if (name === "NoSuchKey" || (name !== "NoSuchBucket" && $metadata?.httpStatusCode === 404))
        throw artifactNotFound(artifactId, `the bucket '${this.#bucket}'`, error)
      throw error
    }
  }

  async write(artifactId: string, content: ArtifactContent): Promise<void> {
    const object = this.#object(artifactId)
    const client = await this.#connect()
    const Body = Readable.fromWeb(content.stream() as NodeReadableStream)
    await client.putObject({ ...object, Body, ContentLength: content.size })
  }

  /** S3 does not tell whether there was such an object. */
  async remove(artifactId: string): Promise<void> {
    const object = this.#object(artifactId)
    await (await this.#connect()).deleteObject(object)
  }

  #object(artifactId: string): S3Object {
    if (typeof artifactId === "string" && artifactId !== "") return { Bucket: this.#bucket, Key: artifactId }
    throw new ParzenError("INVALID_ARGUMENT", `artifactId: takes the id of an artifact, got ${describe(artifactId)}`)
  }

  async #connect(): Promise<S3Like> {
    return (this.#client ??= await openS3())
  }
}

async function openS3(): Promise<S3Like> {
  try {
    const { S3 } = await import("@aws-sdk/client-s3")
    return new S3({})
  } catch (error) {
    const message = "artifacts in S3 need @aws-sdk/client-s3: npm install @aws-sdk/client-s3"
    throw new ParzenError("DRIVER_MISSING", message, { cause: error })
  }
}
