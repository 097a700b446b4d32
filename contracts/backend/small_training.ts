import type { Backend, StepInput, StepOutput } from "../../backends/backend.ts";
import { ops } from "../../backends/ops.ts";
import { tf } from "../../backends/tf.ts";
import { random } from "./compare.ts";

/** A small network and its state, as a strategy would have them. */
export function start(): StepInput {
  const make = (seed: number, shape: number[], scale: number) => {
    const { values } = random(seed, shape);
    return tf.tensor(values.map((v) => v * scale), shape);
  };
  const weights = {
    stem: make(1, [3, 3, 3, 8], 0.3),
    body: make(2, [3, 3, 8, 8], 0.2),
    short: make(3, [1, 1, 8, 16], 0.3),
    wide: make(4, [3, 3, 8, 16], 0.2),
    ...{ gamma: tf.ones([8]), beta: tf.zeros([8]), gamma2: tf.ones([16]), beta2: tf.zeros([16]) },
    ...{ head: make(5, [16, 5], 0.3), bias: tf.zeros([5]) },
  };
  const slots = Object.fromEntries(
    Object.entries(weights).map(([name, w]) => [name, tf.zerosLike(w)]),
  );
  return {
    ...{ weights, slots },
    buffers: { mean: tf.zeros([8]) },
    batch: { images: make(6, [6, 9, 9, 3], 1), targets: tf.softmax(make(7, [6, 5], 1)) },
    learningRate: tf.scalar(0.05),
  };
}

/** One step of training it: a residual net in small. */
export function learn({ weights, buffers, slots, batch, learningRate }: StepInput): StepOutput {
  const names = Object.keys(weights), w = weights;
  let mean: tf.Tensor | undefined;
  const loss = (...list: tf.Tensor[]) => {
    const v = Object.fromEntries(names.map((name, i) => [name, list[i]]));
    const t4 = (t: tf.Tensor) => t as tf.Tensor4D, t1 = (t: tf.Tensor) => t as tf.Tensor1D;
    const conv = (x: tf.Tensor4D, name: string, stride: number, padding: number) =>
      ops.conv2d(x, t4(v[name]), { stride, padding });
    const norm = (x: tf.Tensor4D, suffix: string, relu: boolean, residual?: tf.Tensor4D) =>
      ops.batchNorm(x, t1(v[`gamma${suffix}`]), t1(v[`beta${suffix}`]), {
        ...{ epsilon: 1e-5, relu, residual },
      });
    const stem = norm(conv(t4(batch.images), "stem", 1, 1), "", true);
    // kept: what the loss makes on its way is freed before its gradient is taken
    mean = tf.keep(tf.add(tf.mul(buffers.mean, 0.9), tf.mul(stem.mean, 0.1)));
    const pooled = ops.maxPool(stem.y, { size: 3, stride: 2, padding: 1 });
    const body = norm(conv(pooled, "body", 1, 1), "", true, pooled).y;
    const short = norm(conv(body, "short", 2, 0), "2", false).y;
    const wide = norm(conv(body, "wide", 2, 1), "2", true, short).y;
    const logits = ops.dense(
      ops.globalAveragePool(wide),
      v.head as tf.Tensor2D,
      t1(v.bias),
    );
    return tf.neg(tf.mean(tf.sum(tf.mul(batch.targets, tf.logSoftmax(logits)), 1))) as tf.Scalar;
  };
  const { value, grads } = tf.valueAndGrads(loss)(names.map((name) => w[name]));
  const rule = { learningRate, momentum: 0.9, weightDecay: 5e-4, nesterov: false };
  const updates = names.map((name, i) => ops.sgd(w[name], grads[i], slots[name], rule));
  const collect = (pick: (update: typeof updates[number]) => tf.Tensor) =>
    Object.fromEntries(names.map((name, i) => [name, pick(updates[i])]));
  return {
    weights: collect(({ weight }) => weight),
    slots: collect(({ velocity }) => velocity!),
    buffers: { mean: mean! },
    terms: { loss: value },
  };
}

/** All numbers of a state, one after the other. */
export async function bytesOf(
  state: Pick<StepOutput, "weights" | "buffers" | "slots">,
): Promise<Uint8Array> {
  const tensors = [state.weights, state.buffers, state.slots].flatMap(Object.values) as tf.Tensor[];
  const arrays = await Promise.all(tensors.map((tensor) => tensor.data() as Promise<Float32Array>));
  const bytes = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let offset = 0;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), offset);
    offset += byteLength;
  }
  return bytes;
}

/** The bytes that one step from the start gives. */
export async function once(backend: Backend): Promise<Uint8Array> {
  const input = start();
  const output = await backend.compile(learn)(input);
  const bytes = await bytesOf(output);
  tf.dispose([input, output] as unknown as tf.TensorContainer);
  return bytes;
}
