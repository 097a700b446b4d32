import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { tensorflow } from "../../../backends/tensorflow/mod.ts";
import { tf } from "../../../backends/tf.ts";
import { withLibrary } from "./library.ts";

type Case = () => tf.Tensor;

/** A result as it can be compared: type, shape and values, or what is thrown. */
function resultOf(run: Case): { kind: string; values: number[] } | { error: string } {
  try {
    return tf.tidy(() => {
      const { dtype, shape, ...result } = run(), data = tf.engine().readSync(result.dataId);
      return { kind: `${dtype}[${shape}]`, values: Array.from(data as Float32Array) };
    });
  } catch (error) {
    const { state } = tf.engine();
    Object.assign(state, { activeTape: null, gradientDepth: 0, kernelDepth: 0 });
    return { error: (error as Error).message.split("\n")[0] };
  }
}

const near = (a: number, b: number) =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b));

/** Fails unless TensorFlow gives for every case what cpu gives, to the type and the message. */
async function agree(cases: Readonly<Record<string, Case>>): Promise<void> {
  await tf.setBackend("cpu");
  const expected = Object.entries(cases).map(([name, run]) => [name, resultOf(run)] as const);
  await using _backend = await tensorflow.open({});
  const differing: string[] = [];
  for (const [name, theirs] of expected) {
    const ours = resultOf(cases[name]);
    const same = "error" in theirs || "error" in ours
      ? JSON.stringify(theirs) === JSON.stringify(ours)
      : theirs.kind === ours.kind && theirs.values.length === ours.values.length &&
        theirs.values.every((value, i) => near(ours.values[i], value));
    if (!same) differing.push(`${name}: ${JSON.stringify(ours)} for ${JSON.stringify(theirs)}`);
  }
  ok(differing.length === 0, `${differing.length} differ:\n${differing.join("\n")}`);
}

// deno-lint-ignore no-explicit-any -- ops of tfjs by their names
const call = (name: string, ...args: unknown[]) => (tf as any)[name](...args) as tf.Tensor;

const VALUES = {
  int32: [0, 1, -1, 2, -2, 7, -7, 100, 6, -6, 31, 5, 3, -3, 10, 4],
  bool: [0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0, 1, 1],
};
const whole = (dtype: "int32" | "bool", shape = [16]) => tf.tensor(VALUES[dtype], shape, dtype);

const UNARY = [
  ..."abs acos acosh asin asinh atan atanh ceil cos cosh elu erf exp expm1 floor".split(" "),
  ..."isFinite isInf isNaN leakyRelu log log1p neg reciprocal relu relu6 round rsqrt".split(" "),
  ..."selu sigmoid sign sin sinh softplus sqrt square step tan tanh".split(" "),
];
const BINARY = [
  ..."add sub mul div floorDiv mod pow maximum minimum squaredDifference atan2".split(" "),
  ..."equal notEqual less lessEqual greater greaterEqual divNoNan".split(" "),
];

withLibrary(
  "ops of one whole number or flag give what they give on cpu",
  () =>
    agree(Object.fromEntries(
      UNARY.flatMap((name) =>
        (["int32", "bool"] as const).map((type) => [
          `${name} ${type}`,
          () => call(name, whole(type)),
        ])
      ),
    )),
);

withLibrary(
  "ops of two whole numbers or flags give what they give on cpu",
  () =>
    agree(Object.fromEntries(
      BINARY.flatMap((name) =>
        (["int32", "bool"] as const)
          .filter((type) => type === "int32" || !["add", "sub"].includes(name))
          .map((type) => [
            `${name} ${type}`,
            () => call(name, whole(type, [16, 1]), whole(type, [1, 16])),
          ])
      ),
    )),
);

withLibrary(
  "reductions give what they give on cpu, of every type and of nothing",
  () =>
    agree(Object.fromEntries([
      ..."sum mean max min prod argMax argMin".split(" ").flatMap((name) => [
        ...(["int32", "bool"] as const).flatMap((type) =>
          [0, 1, -1].map((axis) => [
            `${name} ${type} ${axis}`,
            () => call(name, whole(type, [4, 4]), axis),
          ])
        ),
        [`${name} of nothing`, () => call(name, tf.zeros([0, 3]), 0)],
      ]),
      ["all of nothing", () => tf.all(tf.zeros([0, 3], "bool"), 0)],
      ["mean of what is equal", () => tf.mean(tf.equal(tf.tensor1d([1, 2]), tf.tensor1d([1, 3])))],
      ["variance", () => tf.moments(whole("int32")).variance],
      ...(["int32", "bool"] as const).flatMap((type): [string, Case][] => [
        [`topk ${type}`, () => tf.topk(whole(type, [4, 4]), 2).values],
        [`cumsum ${type}`, () => tf.cumsum(whole(type, [4, 4]), 1, true, true)],
        [
          `segments ${type}`,
          () => tf.unsortedSegmentSum(whole(type, [4, 4]), tf.tensor1d([0, 9, -1, 0], "int32"), 2),
        ],
        [`clip ${type}`, () => tf.clipByValue(whole(type), -1, 2)],
        [`prelu ${type}`, () => tf.prelu(whole(type, [4, 4]), tf.ones([4]))],
      ]),
    ])),
);

withLibrary("what is odd gives what it gives on cpu", () =>
  agree({
    "numbers beyond int32 become it": () =>
      tf.cast(tf.tensor1d([NaN, Infinity, 3e9, -3e9, -2.7, 2 ** 40]), "int32"),
    "the sign of NaN": () => tf.sign(tf.tensor1d([1, NaN, -1])),
    "unique NaN": () => tf.unique(tf.tensor1d([NaN, Infinity, NaN, 0, -0])).values,
    "diag of flags": () => tf.diag(tf.tensor1d([1, 0], "bool")),
    "a range down": () => tf.range(0, -10, -3),
    "a range whose sign is turned": () => tf.range(4, -2),
    "a range that is empty": () => tf.range(3, 10, -1),
    "scatterND with a list": () =>
      tf.scatterND(tf.tensor1d([0, 4, 2], "int32"), tf.tensor1d([1, 2, 3]), [5]),
    "inner sizes that differ": () => tf.matMul(tf.ones([2, 3]), tf.ones([5, 2])),
    "gather of what is not there": () => tf.gather(tf.tensor1d([1, 2]), tf.tensor1d([5], "int32")),
    "einsum of an axis twice": () => tf.einsum("ii->", tf.ones([2, 2])),
    "add over six dimensions": () =>
      tf.add(
        tf.range(0, 8).reshape([2, 1, 2, 1, 2, 1]),
        tf.range(0, 8).reshape([1, 2, 1, 2, 1, 2]),
      ),
    "the remainder by an infinity": () =>
      tf.mod(tf.tensor1d([-1, 1, 5.5, -5.5]), tf.tensor1d([Infinity, -Infinity, 2, 2])),
    "prelu of infinities": () =>
      tf.prelu(tf.tensor1d([Infinity, -Infinity, NaN]), tf.tensor1d([0])),
    "the largest of no flags": () => tf.max(tf.zeros([0], "bool")),
    "flags to blocks": () =>
      tf.spaceToBatchND(tf.ones([1, 2, 2, 1], "bool"), [2, 2], [[0, 0], [0, 0]]),
    "scatterND into nothing": () =>
      tf.scatterND(tf.tensor2d([[0]], undefined, "int32"), tf.zeros([1, 0]), [3, 0]),
    "whole numbers normalised": () =>
      tf.batchNorm(whole("int32", [4, 4]), whole("int32", [4, 4]), tf.ones([4, 4], "int32")),
    "flags resized": () =>
      tf.image.resizeBilinear(tf.ones([1, 2, 2, 1], "bool") as tf.Tensor4D, [3, 3]),
    "broadcastTo over seven dimensions": () =>
      tf.broadcastTo(tf.range(0, 8).reshape([2, 1, 2, 1, 2, 1]), [3, 2, 2, 2, 2, 2, 2]),
  }));

withLibrary("convolutions and pooling take every padding and rounding as on cpu", () => {
  const x = () => tf.range(0, 50).reshape([1, 5, 5, 2]) as tf.Tensor4D;
  const cases: Record<string, Case> = {
    "depthwise, no dilations": () =>
      tf.depthwiseConv2d(x(), tf.ones([2, 2, 2, 1]), 1, "valid", "NHWC", null as never),
    "a transposed filter larger than its output": () =>
      tf.conv2dTranspose(
        tf.ones<tf.Rank.R3>([8, 8, 8]),
        tf.ones([8, 8, 8, 8]),
        [4, 4, 8],
        1,
        "same",
      ),
    "windows of one value and padding": () => tf.maxPool(x(), 1, 2, 1, "floor"),
    "pooling whole numbers": () => tf.maxPool(tf.cast(x(), "int32"), 2, 2, "same"),
    "pooling nothing but -Infinity": () =>
      tf.maxPool(tf.fill<tf.Rank.R4>([1, 3, 3, 1], -Infinity), 2, 1, 0),
  };
  const side: [number, number] = [1, 2];
  for (const pad of ["valid", "same", 0, 1, [[0, 0], side, side, [0, 0]]] as const) {
    for (
      const rounding of typeof pad === "number"
        ? (["floor", "round", "ceil"] as const)
        : [undefined]
    ) {
      for (const stride of [1, 2, 3]) {
        const what = `pad ${pad} ${rounding} stride ${stride}`;
        const conv = (x: tf.Tensor4D, w: tf.Tensor4D) =>
          tf.conv2d(x, w, stride, pad as number, "NHWC", 1, rounding);
        const w = () => tf.range(0, 54).reshape([3, 3, 2, 3]) as tf.Tensor4D;
        cases[`conv2d ${what}`] = () => conv(x(), w());
        // tfjs takes gradients of strides alone, and of padding without rounding
        if (rounding === undefined || rounding === "floor") {
          cases[`conv2d of images ${what}`] = () =>
            tf.grad((x) => conv(x as tf.Tensor4D, w()))(x()) as tf.Tensor;
          cases[`conv2d of filters ${what}`] = () =>
            tf.grad((w) => conv(x(), w as tf.Tensor4D))(w()) as tf.Tensor;
        }
        const pool = (x: tf.Tensor) =>
          tf.maxPool(x as tf.Tensor4D, 3, stride, pad as number, rounding);
        cases[`maxPool ${what}`] = () => pool(x());
        // tfjs's gradients of pooling know no rounding but this
        if (rounding === undefined || rounding === "floor") {
          cases[`gradient of maxPool ${what}`] = () =>
            tf.grad((x) => pool(x).where(tf.isFinite(pool(x)), 0))(x()) as tf.Tensor;
        }
        cases[`avgPool ${what}`] = () => tf.avgPool(x(), 3, stride, pad as number, rounding);
      }
    }
  }
  return agree(cases);
});

withLibrary("convolutions and pooling of nothing give nothing in the shape of cpu", () => {
  const cases: Record<string, Case> = {};
  for (const shape of [[0, 4, 4, 3], [2, 4, 0, 3]] as [number, number, number, number][]) {
    const x = () => tf.zeros<tf.Rank.R4>(shape), w = () => tf.ones<tf.Rank.R4>([3, 3, 3, 5]);
    const conv = (x: tf.Tensor, w: tf.Tensor) =>
      tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, "same");
    cases[`conv2d ${shape}`] = () => conv(x(), w());
    cases[`conv2d of filters ${shape}`] = () => tf.grad((w) => conv(x(), w))(w()) as tf.Tensor;
    cases[`depthwiseConv2d ${shape}`] = () =>
      tf.depthwiseConv2d(x(), tf.ones<tf.Rank.R4>([3, 3, 3, 2]), 1, "same");
    cases[`maxPool ${shape}`] = () => tf.maxPool(x(), 2, 2, "same");
    cases[`avgPool ${shape}`] = () => tf.avgPool(x(), 2, 2, "same");
  }
  const flags = (...shape: [number, number, number, number]) => tf.ones<tf.Rank.R4>(shape, "bool");
  cases["a transposed convolution of flags"] = () =>
    tf.conv2dTranspose(flags(1, 2, 2, 1), flags(2, 2, 1, 1), [1, 4, 4, 1], 2, "same");
  return agree(cases);
});

withLibrary(
  "the gradient of resizing is that of its results, wherever pixels have their middles",
  async () => {
    await using _backend = await tensorflow.open({});
    const x = tf.randomNormal([1, 6, 5, 1]) as tf.Tensor4D;
    for (const name of ["resizeBilinear", "resizeNearestNeighbor"] as const) {
      for (const [corners, halves] of [[false, false], [true, false], [false, true]]) {
        const sum = (x: tf.Tensor) =>
          tf.sum(tf.square(tf.image[name](x as tf.Tensor4D, [7, 3], corners, halves)));
        // of a sum of squares of what is linear, the gradient times the argument is twice the value
        const [twice, value] = tf.tidy(() => [
          tf.sum(tf.mul(tf.grad(sum)(x), x)).dataSync()[0],
          sum(x).dataSync()[0],
        ]);
        ok(near(twice, 2 * value), `${name} ${corners} ${halves}: ${twice} for ${2 * value}`);
      }
    }
    x.dispose();
  },
);

withLibrary(
  "the gradient of pooling is that of all its windows, however they are rounded",
  async () => {
    await using _backend = await tensorflow.open({});
    const x = tf.range(0, 25).reshape([1, 5, 5, 1]) as tf.Tensor4D;
    for (const name of ["maxPool", "avgPool"] as const) {
      const pool = (x: tf.Tensor) => tf[name](x as tf.Tensor4D, 3, 3, 0, "ceil");
      const [sum, windows] = tf.tidy(() => [
        tf.sum(tf.grad(pool)(x)).dataSync()[0],
        pool(x).size,
      ]);
      deepStrictEqual([sum, windows], [4, 4]);
    }
    x.dispose();
  },
);

withLibrary("the gradient of padded average pooling is that of its results", async () => {
  await using _backend = await tensorflow.open({});
  const x = tf.randomNormal([1, 4, 5, 1]) as tf.Tensor4D;
  const sum = (x: tf.Tensor) => tf.sum(tf.avgPool(x as tf.Tensor4D, 3, 2, 1, "floor"));
  const dx = tf.tidy(() => [...tf.grad(sum)(x).dataSync()]);
  // each value counts as often as windows hold it, by the share it has in each
  const ones = tf.tidy(() => tf.grad((x) => tf.sum(tf.avgPool(x as tf.Tensor4D, 3, 2, 1)))(x));
  deepStrictEqual(dx, [...ones.dataSync()]);
  const total = dx.reduce((a, b) => a + b, 0), windows = sum(tf.onesLike(x)).dataSync()[0];
  ok(Math.abs(total - windows) < 1e-5, `${total} of ${windows}`);
  tf.dispose([x, ones]);
});

withLibrary("what cannot be told apart from another thing is refused by name", async () => {
  await using _backend = await tensorflow.open({});
  const flags = () => tf.tensor2d([[1, 0], [1, 1]], undefined, "bool");
  const x = () => tf.ones([1, 4, 4, 4]) as tf.Tensor4D, w = tf.ones([1, 1, 4, 4]) as tf.Tensor4D;
  const refused: [RegExp, () => unknown][] = [
    [/^Cannot add tensors of type bool on TensorFlow: /, () => tf.add(flags(), flags())],
    [/^Cannot subtract tensors of type bool on TensorFlow: /, () => tf.sub(flags(), flags())],
    [/^Cannot add tensors of type bool on TensorFlow: /, () => tf.addN([flags(), flags()])],
    [/^Cannot multiply tensors of type bool on /, () => tf.matMul(flags(), flags())],
    [
      /^Cannot count with tensors of type bool on /,
      () => tf.bincount(tf.tensor1d([0, 1], "int32"), tf.ones<tf.Rank.R1>([2], "bool"), 3),
    ],
    [
      /^Cannot normalise tensors of type bool on /,
      () => tf.batchNorm(flags(), tf.zeros([2]), tf.ones([2])),
    ],
    [/ layout NCHW on TensorFlow: it must be NHWC; /, () => tf.conv2d(x(), w, 1, "valid", "NCHW")],
    [
      / layout NCHW on TensorFlow: /,
      () => tf.fused.conv2d({ x: x(), filter: w, strides: 1, pad: "valid", dataFormat: "NCHW" }),
    ],
    [/ layout NCHW on TensorFlow: /, () => tf.depthToSpace(x(), 2, "NCHW")],
    [
      /^Cannot lay windows over images: one must fit, and 7x7 does not fit into 4x4$/,
      () => tf.maxPool(x(), 7, 1, "valid"),
    ],
  ];
  for (const [message, run] of refused) {
    throws(() => tf.tidy(() => run() as tf.Tensor), { message });
  }
  w.dispose();
});

withLibrary("TensorFlow counts the time of a function", async () => {
  await using _backend = await tensorflow.open({});
  const { kernelMs } = await tf.time(() => tf.tidy(() => tf.ones([4]).dataSync()) as never);
  ok(Number(kernelMs) >= 0);
  const { newTensors } = await tf.profile(() => tf.square(tf.scalar(2)));
  strictEqual(newTensors, 2);
});
