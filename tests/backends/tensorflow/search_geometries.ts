/**
 * Convolutions, pooling and their gradients of random geometries on TensorFlow, against cpu: for
 * faults that lie in one geometry of many, and for memory that is written where it should not be.
 * `search_geometries.ts CASES SEED THREADS [trace]`: with a trace the last line tells what crashed.
 */
import { Stream } from "../../../core/random.ts";
import { backends, ops, tf } from "../../../backends/mod.ts";

const [cases = "300", seed = "1", threads = "2", trace] = Deno.args;
const stream = new Stream(Number(seed), "sample", 0);
const pick = <T>(...list: T[]): T => list[Math.floor(stream.uniform() * list.length)];

type Four = tf.Tensor4D;
const channels = () => pick(1, 2, 3, 5, 7, 8, 9, 12, 15, 16, 17, 24, 32, 33);
const extent = () => 1 + Math.floor(stream.uniform() * 13);

function geometry() {
  const size = pick(1, 1, 1, 2, 3, 3, 5, 7), stride = pick(1, 2, 2, 3, 4);
  return {
    what: pick("conv2d", "conv2d", "tf.conv2d", "depthwise", "maxPool", "avgPool"),
    x: [pick(1, 2, 3, 5, 9, 17, 33), extent(), extent(), channels()],
    filter: [size, pick(size, size, size, 1, 3), channels()],
    strides: [stride, pick(stride, stride, 1)] as [number, number],
    padding: Math.floor(stream.uniform() * (size / 2 + 1)),
    same: stream.uniform() < 0.5,
  };
}

type Geometry = ReturnType<typeof geometry>;

/** Numbers of few digits, so that sums are exact in any order. */
function numbers(shape: number[], state: number): tf.Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const values = Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 16) % 9 - 4;
  });
  return tf.tensor(values, shape);
}

function compute(
  { what, x: shape, filter: [kh, kw, co], strides, padding, same }: Geometry,
  i: number,
) {
  const pad = same ? "same" : "valid";
  return tf.tidy(() => {
    const x = numbers(shape, i);
    const run = (form: (...tensors: tf.Tensor[]) => tf.Tensor, ...inputs: tf.Tensor[]) => {
      const y = form(...inputs), dy = numbers(y.shape, i + 1);
      return [y, ...tf.grads(form)(inputs, dy)].map((t) => [...t.dataSync()]);
    };
    if (what === "maxPool") return run((x) => tf.maxPool(x as Four, [kh, kw], strides, pad), x);
    // tfjs's gradient counts padding that its results do not
    if (what === "avgPool") return run((x) => tf.avgPool(x as Four, [kh, kw], strides, "valid"), x);
    if (what === "depthwise") {
      const w = numbers([kh, kw, shape[3], 1 + co % 2], i + 2);
      const stride = strides[0];
      return run((x, w) => tf.depthwiseConv2d(x as Four, w as Four, stride, pad), x, w);
    }
    const w = numbers([kh, kw, shape[3], co], i + 2);
    if (what === "tf.conv2d") {
      return run((x, w) => tf.conv2d(x as Four, w as Four, strides, pad), x, w);
    }
    const options = { stride: strides[0], padding };
    return run((x, w) => ops.conv2d(x as Four, w as Four, options), x, w);
  });
}

const list = Array.from({ length: Number(cases) }, geometry).filter((one) => {
  const room = one.what === "conv2d" ? 2 * one.padding : 0;
  return one.same && one.what !== "conv2d" && one.what !== "avgPool" ||
    one.filter[0] <= one.x[1] + room && one.filter[1] <= one.x[2] + room;
});
const results: number[][][][] = [];
for (const name of ["cpu", "tensorflow"]) {
  await using _backend = await (await backends.get(name)).open(
    name === "cpu" ? {} : { threads: Number(threads) },
  );
  results.push(list.map((one, i) => {
    if (trace && name === "tensorflow") console.log(JSON.stringify(one));
    return compute(one, i + 1);
  }));
}
const wrong = list.filter((_, i) =>
  JSON.stringify(results[0][i]) !== JSON.stringify(results[1][i])
);
for (const one of wrong) console.log("differs:", JSON.stringify(one));
console.log(`${list.length} geometries, seed ${seed}, ${threads} threads: ${wrong.length} differ`);
Deno.exit(wrong.length === 0 ? 0 : 1);
