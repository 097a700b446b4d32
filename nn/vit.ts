import { ops } from "../backends/ops.ts";
import { tf } from "../backends/tf.ts";
import { constant, heUniformFanIn } from "./initialisers.ts";
import type { Scope } from "./scope.ts";

/** The smooth step of a transformer's layers: exact, by tanh, or by a sigmoid (CLIP's first). */
export type Gelu = "exact" | "tanh" | "sigmoid";

/** A vision transformer (Dosovitskiy et al. 2021), spelt out. */
export interface Vit {
  /** Height and width of the images, a multiple of `patch`. */
  readonly side: number;
  /** Height and width of a patch. */
  readonly patch: number;
  readonly width: number;
  readonly blocks: number;
  readonly heads: number;
  /** Width of the hidden layer of a block. */
  readonly hidden: number;
  /** Tokens before the patches: a class token, registers; 0 is SigLIP. */
  readonly prefix: number;
  /** Whether a norm comes before the first block, as in CLIP. */
  readonly normBefore: boolean;
  /** Whether what a block adds is scaled, channel by channel, as in DINOv2. */
  readonly layerScale: boolean;
  readonly gelu: Gelu;
  /** Added to the variance before its root is taken. */
  readonly epsilon: number;
  /** What the feature is: the first token, the mean of the patches, or what a query attends to. */
  readonly pool: "class" | "mean" | "attention";
  /** Width after a last product without bias, as in CLIP. */
  readonly projection?: number;
}

/** Layer norm over the last axis of `[rows, width]`. */
function layerNorm(scope: Scope, x: tf.Tensor2D, epsilon: number): tf.Tensor2D {
  const width = [x.shape[1]];
  const gamma = scope.weight("gamma", width, constant(1));
  const beta = scope.weight("beta", width, constant(0));
  const centred = tf.sub(x, tf.mean(x, 1, true));
  const variance = tf.mean(tf.square(centred), 1, true);
  return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, epsilon))), gamma), beta);
}

function dense(scope: Scope, x: tf.Tensor2D, width: number): tf.Tensor2D {
  const kernel = scope.weight<tf.Rank.R2>("kernel", [x.shape[1], width], heUniformFanIn);
  return ops.dense(x, kernel, scope.weight<tf.Rank.R1>("bias", [width], constant(0)));
}

function gelu(x: tf.Tensor2D, kind: Gelu): tf.Tensor2D {
  if (kind === "sigmoid") return tf.mul(x, tf.sigmoid(tf.mul(x, 1.702)));
  const step = kind === "exact"
    ? tf.erf(tf.mul(x, Math.SQRT1_2))
    : tf.tanh(tf.mul(tf.mul(x, Math.sqrt(2 / Math.PI)), tf.add(tf.mul(tf.square(x), 0.044715), 1)));
  return tf.mul(tf.mul(x, 0.5), tf.add(step, 1));
}

/** `[n * t, width]` to `[n * heads, t, width / heads]`. */
function toHeads(x: tf.Tensor2D, n: number, heads: number): tf.Tensor3D {
  const t = x.shape[0] / n, d = x.shape[1] / heads;
  const apart = tf.transpose(tf.reshape(x, [n, t, heads, d]), [0, 2, 1, 3]);
  return tf.reshape(apart, [n * heads, t, d]);
}

/** Softmax attention of several heads; `q` may have other rows than `k` and `v`. */
function attend(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  v: tf.Tensor2D,
  n: number,
  heads: number,
): tf.Tensor2D {
  const width = q.shape[1], rows = q.shape[0], d = width / heads;
  const scaled = tf.mul(toHeads(q, n, heads), d ** -0.5) as tf.Tensor3D;
  const weights = tf.softmax(tf.matMul(scaled, toHeads(k, n, heads), false, true));
  const mixed = tf.matMul(weights, toHeads(v, n, heads));
  const apart = tf.transpose(tf.reshape(mixed, [n, heads, rows / n, d]), [0, 2, 1, 3]);
  return tf.reshape(apart, [rows, width]);
}

function perceptron(scope: Scope, x: tf.Tensor2D, { hidden, width, gelu: kind }: Vit): tf.Tensor2D {
  return dense(scope.child("fc2"), gelu(dense(scope.child("fc1"), x, hidden), kind), width);
}

function block(scope: Scope, x: tf.Tensor2D, n: number, form: Vit): tf.Tensor2D {
  const { width, heads, epsilon } = form;
  const add = (x: tf.Tensor2D, change: tf.Tensor2D, scale: string): tf.Tensor2D =>
    tf.add(
      x,
      form.layerScale ? tf.mul(change, scope.weight(scale, [width], constant(1))) : change,
    );
  const qkv = dense(scope.child("qkv"), layerNorm(scope.child("norm1"), x, epsilon), 3 * width);
  const [q, k, v] = tf.split(qkv, 3, 1) as tf.Tensor2D[];
  const mixed = dense(scope.child("out"), attend(q, k, v, n, heads), width);
  const y = add(x, mixed, "scale1");
  return add(y, perceptron(scope, layerNorm(scope.child("norm2"), y, epsilon), form), "scale2");
}

/** The patches of images as rows: `[n, side, side, 3]` to `[n * grid * grid, patch * patch * 3]`. */
function patchesOf(images: tf.Tensor4D, { side, patch }: Vit): tf.Tensor2D {
  const n = images.shape[0], grid = side / patch;
  const cut = tf.reshape(images, [n * grid, patch, grid, patch * 3]);
  return tf.reshape(tf.transpose(cut, [0, 2, 1, 3]), [n * grid * grid, patch * patch * 3]);
}

/** Of every image's tokens, some: `[n * tokens, width]` to `[n, count, width]`. */
function tokensOf(x: tf.Tensor2D, n: number, from: number, count: number): tf.Tensor3D {
  const apart = tf.reshape(x, [n, x.shape[0] / n, x.shape[1]]) as tf.Tensor3D;
  return tf.slice(apart, [0, from, 0], [n, count, x.shape[1]]);
}

/** What one learned query attends to, and a perceptron on it (SigLIP). */
function attentionPool(scope: Scope, x: tf.Tensor2D, n: number, form: Vit): tf.Tensor2D {
  const { width, heads, epsilon } = form;
  const probe = scope.weight<tf.Rank.R2>("probe", [1, width], constant(0));
  const q = tf.tile(dense(scope.child("query"), probe, width), [n, 1]);
  const [k, v] = tf.split(dense(scope.child("keyvalue"), x, 2 * width), 2, 1) as tf.Tensor2D[];
  const y = dense(scope.child("out"), attend(q, k, v, n, heads), width);
  return tf.add(y, perceptron(scope, layerNorm(scope.child("norm"), y, epsilon), form));
}

/** The feature of each image, of its tokens after the last norm. */
function poolOf(scope: Scope, x: tf.Tensor2D, n: number, form: Vit): tf.Tensor2D {
  const { width, prefix, epsilon, pool } = form, norm = scope.child("norm");
  if (pool === "class") {
    // The norm is of each token alone: that of the first is enough.
    const first = tf.reshape(tokensOf(x, n, 0, 1), [n, width]) as tf.Tensor2D;
    return layerNorm(norm, first, epsilon);
  }
  const tokens = layerNorm(norm, x, epsilon);
  if (pool === "attention") return attentionPool(scope.child("pool"), tokens, n, form);
  return tf.mean(tokensOf(tokens, n, prefix, x.shape[0] / n - prefix), 1);
}

/**
 * A vision transformer up to its feature. Position embeddings are those of this size of image:
 * stored ones of another size must be interpolated before.
 *
 * @param images `[n, side, side, 3]`, normalised.
 * @returns Features `[n, width]`, or `[n, projection]`.
 */
export function vit(scope: Scope, images: tf.Tensor4D, form: Vit): tf.Tensor2D {
  const { side, patch, width, prefix, epsilon } = form;
  const n = images.shape[0], places = (side / patch) ** 2;
  const patches = dense(scope.child("patch"), patchesOf(images, form), width);
  const positions = scope.weight("positions", [1, places, width], constant(0));
  let tokens = tf.add(tf.reshape(patches, [n, places, width]), positions) as tf.Tensor3D;
  if (prefix > 0) {
    const first = scope.weight<tf.Rank.R3>("prefix", [1, prefix, width], constant(0));
    tokens = tf.concat([tf.tile(first, [n, 1, 1]), tokens], 1);
  }
  let x = tf.reshape(tokens, [n * (prefix + places), width]) as tf.Tensor2D;
  if (form.normBefore) x = layerNorm(scope.child("before"), x, epsilon);
  for (let i = 1; i <= form.blocks; i++) x = block(scope.child(`block${i}`), x, n, form);
  const feature = poolOf(scope, x, n, form);
  if (form.projection === undefined) return feature;
  const kernel = scope.weight<tf.Rank.R2>("projection", [width, form.projection], heUniformFanIn);
  return tf.matMul(feature, kernel);
}
