export { FileCheckpointStore } from "./checkpoints/file-checkpoint-store.ts"
