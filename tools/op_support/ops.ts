import { tf } from "../../backends/tf.ts";
import type { Draw } from "./draw.ts";

/** An op of tfjs with random arguments. */
export type Op = (draw: Draw) => tf.Tensor | tf.Tensor[];

// deno-lint-ignore no-explicit-any -- ops by name
const named = tf as any;
const table = (names: string, make: (name: string) => Op): Record<string, Op> =>
  Object.fromEntries(names.split(" ").map((name) => [name, make(name)]));

const elementwise = table(
  "abs acos acosh asin asinh atan atanh ceil cos cosh elu erf exp expm1 floor isFinite isInf isNaN " +
    "leakyRelu log log1p logicalNot logSigmoid neg onesLike reciprocal relu relu6 round rsqrt selu " +
    "sigmoid sign sin sinh softplus sqrt square step tan tanh zerosLike clone",
  (name) => (d) => named[name](d.tensor(d.shape())),
);

const binary = table(
  "add sub mul div divNoNan floorDiv mod pow maximum minimum squaredDifference atan2 equal notEqual " +
    "less lessEqual greater greaterEqual logicalAnd logicalOr logicalXor prelu",
  (name) => (d) => {
    const shape = d.shape(), a = d.tensor(shape), b = d.tensor(d.broadcast(shape));
    return name === "prelu" || d.below(2) === 0 ? named[name](a, b) : named[name](b, a);
  },
);

const axes = (d: Draw, shape: number[]) =>
  shape.length === 0 || d.below(3) === 0
    ? undefined
    : shape.map((_, i) => i).filter((_, i) => i === 0 || d.below(2) === 0);

const reductions = table("sum mean max min all any logSumExp norm", (name) => (d) => {
  const shape = d.shape(1), x = d.tensor(shape), keep = d.below(2) === 0;
  if (name === "norm") return tf.norm(x, "euclidean", d.axis(shape), keep);
  return named[name](x, axes(d, shape), keep);
});

const product: Record<string, Op> = {
  prod(d) {
    const shape = d.shape(1).map((size, i) => Math.min(size, i < 3 ? 2 : 1));
    return tf.prod(d.tensor(shape), axes(d, shape), d.below(2) === 0);
  },
};

const positions = table("argMax argMin", (name) => (d) => {
  const shape = d.shape(1);
  return named[name](d.tensor(shape), d.axis(shape));
});

const alongAxis = table("cumsum cumprod", (name) => (d) => {
  const shape = d.shape(1);
  return named[name](d.tensor(shape), d.below(shape.length), d.below(2) === 0, d.below(2) === 0);
});

const images = (d: Draw, channels = 1 + d.below(3)) =>
  d.tensor(d.hollow([1 + d.below(2), 4 + d.below(3), 4 + d.below(3), channels])) as tf.Tensor4D;

/** Products, and what is made of them. */
const products: Record<string, Op> = {
  matMul(d) {
    const [m, n, k] = d.hollow([1 + d.below(5), 1 + d.below(9), 1 + d.below(9)]);
    const outer = Array.from({ length: d.below(3) }, () => 1 + d.below(3));
    const [ta, tb] = [d.below(2) === 0, d.below(2) === 0];
    const a = d.tensor([...d.broadcast(outer), ...(ta ? [k, m] : [m, k])]);
    const b = d.tensor([...d.broadcast(outer), ...(tb ? [n, k] : [k, n])]);
    return tf.matMul(a, b, ta, tb);
  },
  "fused.matMul"(d) {
    const [m, n, k] = d.hollow([1 + d.below(5), 1 + d.below(9), 1 + d.below(9)]);
    const [a, b] = [d.tensor([m, k]), d.tensor([k, n])] as [tf.Tensor2D, tf.Tensor2D];
    const bias = d.tensor(d.pick([n], [1, n], [m, n])) as tf.Tensor1D;
    return tf.fused.matMul({ a, b, bias, activation: d.pick("relu", "linear") });
  },
  "fused.conv2d"(d) {
    const x = images(d), filter = d.tensor([3, 3, x.shape[3], 2]) as tf.Tensor4D;
    const bias = d.tensor(d.pick([2], [])), activation = d.pick("relu", "linear");
    return tf.fused.conv2d({ x, filter, strides: 1, pad: "same", bias, activation } as never);
  },
  dot(d) {
    const [m, k] = d.hollow([1 + d.below(4), 1 + d.below(9)]);
    return tf.dot(d.tensor([m, k]), d.tensor([k]));
  },
  outerProduct: (d) =>
    tf.outerProduct(d.tensor(d.shape(1, 1)) as tf.Tensor1D, d.tensor([3]) as never),
  einsum(d) {
    const [m, n, k] = d.hollow([1 + d.below(4), 1 + d.below(4), 1 + d.below(4)]);
    return tf.einsum(d.pick("ij,kj->ik", "ij,kj->ki"), d.tensor([m, k]), d.tensor([n, k]));
  },
  conv2d(d) {
    const x = images(d), filter = d.tensor([3, 3, x.shape[3], 1 + d.below(3)]) as tf.Tensor4D;
    return tf.conv2d(x, filter, d.pick(1, 2), d.pick("same", "valid"));
  },
  depthwiseConv2d(d) {
    const x = images(d), filter = d.tensor([3, 3, x.shape[3], 1 + d.below(2)]) as tf.Tensor4D;
    return tf.depthwiseConv2d(x, filter, 1, d.pick("same", "valid"));
  },
  conv2dTranspose(d) {
    const x = images(d), [n, h, w, c] = x.shape;
    const filter = d.tensor([2, 2, 2, c]) as tf.Tensor4D;
    return tf.conv2dTranspose(x, filter, [n, 2 * h, 2 * w, 2], 2, "valid");
  },
  maxPool: (d) => tf.maxPool(images(d), 2, d.pick(1, 2), d.pick("same", "valid")),
  avgPool: (d) => tf.avgPool(images(d), 2, d.pick(1, 2), d.pick("same", "valid")),
  softmax: (d) => tf.softmax(d.tensor(d.shape(1))),
  logSoftmax: (d) => tf.logSoftmax(d.tensor(d.shape(1))),
  batchNorm(d) {
    const x = images(d), c = x.shape[3];
    const of = () => d.tensor([c]) as tf.Tensor1D;
    return tf.batchNorm(x, of(), tf.abs(tf.cast(of(), "float32")), of(), of());
  },
  moments: (d) => {
    const shape = d.shape(1), { mean, variance } = tf.moments(d.tensor(shape), axes(d, shape));
    return [mean, variance];
  },
};

const MIXING = new Set(
  ("sum mean logSumExp norm prod matMul fused.matMul fused.conv2d dot outerProduct einsum conv2d " +
    "depthwiseConv2d conv2dTranspose avgPool softmax logSoftmax batchNorm moments resizeBilinear " +
    "cumsum cumprod addN scatterND bincount").split(" "),
);

/**
 * Whether an op adds or multiplies many numbers: from NaN or an infinity among them comes something
 * that is not finite, but what, and in which neighbours, depends on the order of the sums.
 */
export const isMixing = (name: string): boolean => MIXING.has(name);

/** Ops that move numbers, choose among them or count them. */
const moving: Record<string, Op> = {
  reshape: (d) => tf.reshape(d.tensor(d.shape(1)), [-1]),
  expandDims: (d) => tf.expandDims(d.tensor(d.shape(0, 4))),
  transpose: (d) => tf.transpose(d.tensor(d.shape())),
  reverse(d) {
    const shape = d.shape(1, 4);
    return tf.reverse(d.tensor(shape), [d.axis(shape)]);
  },
  concat(d) {
    const shape = d.shape(1), axis = d.below(shape.length);
    const other = shape.map((size, i) => i === axis ? 1 + d.below(3) : size);
    return tf.concat([d.tensor(shape), d.tensor(other), d.tensor(shape)], axis);
  },
  stack(d) {
    const shape = d.shape(0, 4);
    return tf.stack([d.tensor(shape), d.tensor(shape)], d.below(shape.length + 1));
  },
  unstack(d) {
    const shape = d.shape(1);
    return tf.unstack(d.tensor(shape), d.below(shape.length));
  },
  split(d) {
    const shape = d.shape(1), axis = d.below(shape.length);
    return tf.split(d.tensor(shape), [0, shape[axis]].map((size) => size), axis);
  },
  tile(d) {
    const shape = d.shape(1);
    return tf.tile(d.tensor(shape), shape.map(() => 1 + d.below(2)));
  },
  broadcastTo(d) {
    const shape = d.shape(1);
    return tf.broadcastTo(d.tensor(d.broadcast(shape)), shape);
  },
  pad(d) {
    const shape = d.shape(1, 4);
    return tf.pad(d.tensor(shape), shape.map(() => [d.below(3), d.below(2)] as [number, number]));
  },
  mirrorPad(d) {
    const shape = d.shape(1, 4);
    return tf.mirrorPad(
      d.tensor(shape),
      shape.map((n) => [+(n > 1), 0]),
      d.pick("reflect", "symmetric"),
    );
  },
  slice(d) {
    const shape = d.shape(1), begin = shape.map((size) => d.below(Math.max(1, size)));
    return tf.slice(d.tensor(shape), begin, shape.map((size, i) => Math.min(size - begin[i], 2)));
  },
  stridedSlice(d) {
    const shape = d.shape(1, 4);
    return tf.stridedSlice(
      d.tensor(shape),
      shape.map(() => 0),
      shape,
      shape.map(() => d.pick(1, 2)),
    );
  },
  where(d) {
    const shape = d.shape();
    return tf.where(d.flags(shape), d.tensor(shape), d.tensor(d.broadcast(shape)));
  },
  gather(d) {
    const shape = d.shape(1), axis = d.below(shape.length);
    const indices = d.indices(shape[axis] === 0 ? [0] : d.pick([3], [2, 2]), shape[axis]);
    return tf.gather(d.tensor(shape), indices, axis);
  },
  gatherND(d) {
    const [rows, columns] = [2 + d.below(3), 1 + d.below(3)];
    return tf.gatherND(d.tensor([rows, columns]), d.indices([3, 1], rows));
  },
  scatterND(d) {
    const [rows, columns] = d.hollow([3, 2]);
    return tf.scatterND(d.indices([rows, 1], 5), d.tensor([rows, columns]), [5, columns]);
  },
  tensorScatterUpdate: (d) =>
    tf.tensorScatterUpdate(
      d.tensor([4, 3]),
      tf.tensor2d([[1], [3]], undefined, "int32"),
      d.tensor([2, 3]),
    ),
  unsortedSegmentSum(d) {
    const shape = d.shape(1);
    const ids = d.indices([shape[0]], 4) as tf.Tensor1D;
    return tf.unsortedSegmentSum(d.tensor(shape), ids, 3);
  },
  topk(d) {
    const shape = d.shape(1), last = shape[shape.length - 1];
    const { values, indices } = tf.topk(d.tensor(shape), Math.min(last, 1 + d.below(2)));
    return [values, indices];
  },
  unique(d) {
    const { values, indices } = tf.unique(d.tensor(d.shape(1, 1)));
    return [values, indices];
  },
  clipByValue: (d) => tf.clipByValue(d.tensor(d.shape()), -1, 2),
  "cast to float32": (d) => tf.cast(d.tensor(d.shape()), "float32"),
  "cast to int32": (d) => tf.cast(d.tensor(d.shape()), "int32"),
  "cast to bool": (d) => tf.cast(d.tensor(d.shape()), "bool"),
  oneHot: (d) => tf.oneHot(d.indices(d.hollow([4]), 4), 3, 1, 0, d.facet.type),
  diag: (d) => tf.diag(d.tensor(d.shape(1, 2))),
  addN(d) {
    const shape = d.shape();
    return tf.addN([d.tensor(shape), d.tensor(shape), d.tensor(shape)]);
  },
  bincount: (d) => tf.bincount(d.indices([5], 3) as tf.Tensor1D, d.tensor([5]) as tf.Tensor1D, 4),
  depthToSpace: (d) => tf.depthToSpace(d.tensor(d.hollow([1, 2, 3, 4])) as tf.Tensor4D, 2),
  spaceToBatchND: (d) =>
    tf.spaceToBatchND(d.tensor(d.hollow([1, 4, 4, 2])), [2, 2], [[0, 0], [0, 0]]),
  resizeBilinear: (d) => tf.image.resizeBilinear(images(d), [7, 3]),
  resizeNearestNeighbor: (d) => tf.image.resizeNearestNeighbor(images(d), [7, 3]),
};

/** The ops of tfjs that a strategy or a network may be written in, by name. */
export const OPS: Readonly<Record<string, Op>> = {
  ...elementwise,
  ...binary,
  ...reductions,
  ...product,
  ...positions,
  ...alongAxis,
  ...products,
  ...moving,
};
