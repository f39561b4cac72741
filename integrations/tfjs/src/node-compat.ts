// Import this before @tensorflow/tfjs-node 4.22, which calls two functions that Node 23 removed from `util`.
import util from "node:util"

interface RemovedUtil {
  isNullOrUndefined?: (value: unknown) => boolean
  isArray?: (value: unknown) => boolean
}

const removed = util as RemovedUtil
removed.isNullOrUndefined ??= (value) => value == null
removed.isArray ??= Array.isArray
