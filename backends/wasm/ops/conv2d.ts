import type { tf } from "../../tf.ts";
import type { Convolution } from "../../training_ops.ts";
import { split, sumsEach } from "../split.ts";
import type { TrainingBackend } from "../runtime.ts";
import { type Geometry, geometry, up } from "./geometry.ts";
import { kernel } from "./register.ts";
import * as small from "./small_conv2d.ts";
import * as winograd from "./winograd.ts";

const numbers = (g: Geometry) => [
  ...[g.n, g.h, g.w, g.ci, g.ho, g.wo, g.co, g.kh, g.kw, g.stride, g.padding],
];
const multiplyAdds = (g: Geometry) => g.n * g.ho * g.wo * g.co * g.kh * g.kw * g.ci;
/** Output pixels at a time: as many as keep the im2col block near the second-level cache. */
const rowsFor = (k: number) => Math.max(16, Math.min(256, up(32_768 / k, 4)));

/** What does a convolution with fewer products than im2col, where something does. */
const better = (g: Geometry) => [winograd, small].find(({ pays }) => pays(g));

/** Convolves `x` with an already packed filter. */
function gather(b: TrainingBackend, x: number, y: number, g: Geometry, pack: (to: number) => void) {
  const k = g.kh * g.kw * g.ci, rows = rowsFor(k);
  const packed = up(k * up(g.co, 8) * 4, 64), each = up((32 + 4 * g.kw * g.ci + rows * k) * 4, 64);
  const filter = b.scratch(packed + b.pool.threads * each);
  pack(filter);
  const pixels = g.n * g.ho * g.wo;
  const parts = split(b.pool.threads, Math.ceil(pixels / rows), multiplyAdds(g), 8);
  b.run("convForward", parts, x, filter, y, filter + packed, each, ...numbers(g), rows);
}

const forward = kernel<Convolution>("CrlcConv2D", (b, { x, filter }, options) => {
  const g = geometry(x.shape, filter.shape, options), k = g.kh * g.kw * g.ci;
  const y = b.make([g.n, g.ho, g.wo, g.co]);
  const other = better(g);
  if (other) {
    other.forward(b, b.at(x), b.at(filter), b.at(y), g);
    return y;
  }
  gather(b, b.at(x), b.at(y), g, (to) => {
    const parts = split(b.pool.threads, Math.ceil(g.co / 8), 4 * k * g.co);
    b.run("packMatrix", parts, b.at(filter), to, k, g.co, 0);
  });
  return y;
});

type InputGradient = Convolution & { shape: number[] };

const inputGradient = kernel<InputGradient>("CrlcConv2DInputGradient", (b, { dy, filter }, o) => {
  const g = geometry(o.shape, filter.shape, o), k = g.kh * g.kw * g.ci;
  const dx = b.make(o.shape), pack = 4 * k * g.co;
  const other = better(g);
  if (other) {
    other.inputGradient(b, b.at(dy), b.at(filter), b.at(dx), g);
    return dx;
  }
  if (g.stride === 1 && g.kh === g.kw) {
    const turned = {
      ...{ ...g, h: g.ho, w: g.wo, ci: g.co, ho: g.h, wo: g.w, co: g.ci },
      padding: g.kh - 1 - g.padding,
    };
    gather(b, b.at(dy), b.at(dx), turned, (to) => {
      const parts = split(b.pool.threads, Math.ceil(g.ci / 8), pack);
      b.run("packFlipped", parts, b.at(filter), to, g.kh * g.kw, g.ci, g.co);
    });
    return dx;
  }
  const rows = rowsFor(k), k8 = up(k, 8);
  const packed = up(k8 * g.co * 4, 64), each = up((32 + rows * (g.co + k8)) * 4, 64);
  const scratch = b.scratch(packed + b.pool.threads * each);
  const threads = b.pool.threads;
  b.run("packMatrix", split(threads, k8 / 8, pack), b.at(filter), scratch, g.co, k, 1);
  b.run(
    "convInputGradient",
    split(threads, g.n, multiplyAdds(g), 8),
    ...[b.at(dy), scratch, b.at(dx), scratch + packed, each, ...numbers(g), rows],
  );
  return dx;
});

type FilterGradient = Convolution & { shape: number[] };

const filterGradient = kernel<FilterGradient>("CrlcConv2DFilterGradient", (b, { x, dy }, o) => {
  const g = geometry(x.shape, o.shape, o), k = g.kh * g.kw * g.ci;
  const dw = b.make(o.shape);
  const other = better(g);
  if (other) {
    other.filterGradient(b, b.at(x), b.at(dy), b.at(dw), g);
    return dw;
  }
  const rows = rowsFor(k), k4 = up(k, 4), co8 = up(g.co, 8);
  const threads = b.pool.threads;
  const size = k4 * co8;
  const blocks = Math.ceil(g.n * g.ho * g.wo / rows);
  const parts = split(threads, blocks, multiplyAdds(g), sumsEach(size));
  const each = up((k4 + rows * (k4 + co8)) * 4, 64), sums = up(parts * size * 4, 64);
  const scratch = b.scratch(sums + threads * each);
  b.run(
    "convFilterGradient",
    parts,
    ...[b.at(x), b.at(dy), scratch, scratch + sums, each, ...numbers(g), rows],
  );
  const adding = split(threads, k, 4 * parts * size);
  b.run("sumTerms", adding, scratch, b.at(dw), parts, size, k, g.co, co8);
  return dw;
});

const convGradient: tf.GradConfig = {
  kernelName: "CrlcConv2D",
  inputsToSave: ["x", "filter"],
  gradFunc: (dy, [x, filter], attributes) => {
    const { stride, padding } = attributes as unknown as Convolution;
    return {
      x: () =>
        inputGradient(
          { dy: dy as tf.Tensor, filter },
          { stride, padding, shape: x.shape },
        ) as tf.Tensor,
      filter: () =>
        filterGradient(
          { x, dy: dy as tf.Tensor },
          { stride, padding, shape: filter.shape },
        ) as tf.Tensor,
    };
  },
};

export const kernels = [forward, inputGradient, filterGradient];
export const gradients = [convGradient];

/** `conv2d` of the training ops on own kernels. */
export function conv2d(x: tf.Tensor4D, filter: tf.Tensor4D, options: Convolution): tf.Tensor4D {
  const { stride, padding } = options;
  return forward({ x, filter }, { stride, padding }) as tf.Tensor4D;
}
