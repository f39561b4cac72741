/** What is stored: a `Blob` is one. It may be read more than once. */
export interface ArtifactContent {
  /** In bytes. */
  readonly size: number
  stream(): ReadableStream<Uint8Array>
}

/** Where artifacts are kept, by id. */
export interface ArtifactStore {
  /** What is stored under the id. @throws ARTIFACT_NOT_FOUND */
  openReader(artifactId: string): Promise<ReadableStream<Uint8Array>>
  /** Stores `content`, in place of what may be there. Nobody sees half of it. */
  write(artifactId: string, content: ArtifactContent): Promise<void>
  /** @throws ARTIFACT_NOT_FOUND, where the store can tell */
  remove(artifactId: string): Promise<void>
}
