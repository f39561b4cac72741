import type { LayersModel, Tensor } from "@tensorflow/tfjs"

/** The values of a model's weights, in the order of `model.getWeights()`. */
export type Weights = readonly Awaited<ReturnType<Tensor["data"]>>[]

/** Copies the weights out of the backend: no tensor has to be disposed, whatever becomes of the training. */
export async function readWeights(model: LayersModel): Promise<Weights> {
  return Promise.all(model.getWeights().map(async (weight) => (await weight.data()).slice()))
}

/** Puts them back. */
export async function writeWeights(model: LayersModel, weights: Weights): Promise<void> {
  const tensors: Tensor[] = []
  for (const [i, weight] of model.getWeights().entries()) {
    // The tensor's own buffer may be what the backend holds: a new one of the same kind takes the values.
    const BufferOfTensor = (await weight.buffer()).constructor as unknown as TensorBufferConstructor
    tensors.push(new BufferOfTensor(weight.shape, weight.dtype, weights[i]).toTensor())
  }
  model.setWeights(tensors)
  for (const tensor of tensors) tensor.dispose()
}

type TensorBufferConstructor = new (shape: number[], dtype: string, values: unknown) => { toTensor(): Tensor }
