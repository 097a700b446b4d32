/**
 * Which kernels of TensorFlow.js crlc uses, and which backend has them. What is used is seen by
 * running the golden numbers, every training op and a step of every strategy on `cpu`; what a
 * backend has is read from its own tables, without opening it.
 *
 * Run: `deno run -A tools/kernel_coverage.ts [--write]`; `--write` renews `docs/kernels.md`.
 */
import { backends } from "../backends/mod.ts";
import type { TrainingOps } from "../backends/training_ops.ts";
import * as reference from "../backends/reference.ts";
import { kernels } from "../backends/tensorflow/kernels/mod.ts";
import { trainingOps } from "../backends/tensorflow/ops/mod.ts";
import { tf } from "../backends/tf.ts";
import { FROM_CPU } from "../backends/wasm/ops/tfjs_kernels.ts";
import { kernels as xlaKernels } from "../backends/xla/kernels/mod.ts";
import { trainingOps as xlaOps } from "../backends/xla/ops/mod.ts";
import { wasmOps } from "../backends/wasm/ops/mod.ts";
import golden from "../tests/golden/golden.json" with { type: "json" };
import { evaluate } from "./golden/evaluate.ts";
import { kernelsByStrategy } from "./kernels_by_strategy.ts";
import { kernelsOfEncoders } from "./kernels_of_encoders.ts";

/** Kernels that our own wasm backend adds to tfjs's, besides those of its training ops. */
const ADDED_TO_WASM = ["UnsortedSegmentSum", ...FROM_CPU];

/** Kernels of tfjs's wasm backend that the tensorflow backend leaves out, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  AvgPool3D: "no strategy sees volumes",
  AvgPool3DGrad: "no strategy sees volumes",
  Conv3D: "no strategy sees volumes",
  Conv3DBackpropFilterV2: "no strategy sees volumes",
  Conv3DBackpropInputV2: "no strategy sees volumes",
  CropAndResize: "images are cropped before they become tensors",
  Dilation2D: "morphology is not differentiated anywhere",
  Dilation2DBackpropFilter: "morphology is not differentiated anywhere",
  Dilation2DBackpropInput: "morphology is not differentiated anywhere",
  FlipLeftRight: "images are flipped before they become tensors",
  LRN: "an older network's normalisation",
  LRNGrad: "an older network's normalisation",
  MaxPool3D: "no strategy sees volumes",
  MaxPool3DGrad: "no strategy sees volumes",
  MaxPoolWithArgmax: "no network here unpools",
  Multinomial: "randomness comes from core/random.ts",
  NonMaxSuppressionV3: "detection, not clustering",
  NonMaxSuppressionV4: "detection, not clustering",
  NonMaxSuppressionV5: "detection, not clustering",
  RotateWithOffset: "images are turned before they become tensors",
  SparseFillEmptyRows: "no sparse tensors",
  SparseReshape: "no sparse tensors",
  SparseSegmentMean: "no sparse tensors",
  SparseSegmentSum: "no sparse tensors",
  StringNGrams: "no text",
  StringSplit: "no text",
  StringToHashBucketFast: "no text",
  Transform: "images are transformed before they become tensors",
};

type OpName = keyof TrainingOps;

const ones = <R extends tf.Rank>(...shape: number[]) => tf.ones(shape as never) as tf.Tensor<R>;
const normalisation = () => ({
  epsilon: 1e-5,
  relu: true,
  residual: ones<tf.Rank.R4>(2, 4, 4, 3),
});

/** Each training op with its gradient. */
const OPS: Readonly<Record<OpName, () => void>> = {
  conv2d: () =>
    void tf.grads((x, filter) =>
      reference.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, { stride: 2, padding: 1 })
    )([ones(2, 4, 4, 3), ones(3, 3, 3, 2)]),
  batchNorm: () =>
    void tf.grads((x, gamma, beta) =>
      reference.batchNorm(
        x as tf.Tensor4D,
        gamma as tf.Tensor1D,
        beta as tf.Tensor1D,
        normalisation(),
      )
        .y
    )([ones(2, 4, 4, 3), ones(3), ones(3)]),
  batchNormInference: () =>
    void tf.grads((x, gamma, beta) =>
      reference.batchNormInference(
        x as tf.Tensor4D,
        gamma as tf.Tensor1D,
        beta as tf.Tensor1D,
        ones(3),
        ones(3),
        normalisation(),
      )
    )([ones(2, 4, 4, 3), ones(3), ones(3)]),
  maxPool: () =>
    void tf.grad((x) => reference.maxPool(x as tf.Tensor4D, { size: 3, stride: 2, padding: 1 }))(
      ones(2, 4, 4, 3),
    ),
  globalAveragePool: () =>
    void tf.grad((x) => reference.globalAveragePool(x as tf.Tensor4D))(ones(2, 4, 4, 3)),
  dense: () =>
    void tf.grads((x, weights, bias) =>
      reference.dense(x as tf.Tensor2D, weights as tf.Tensor2D, bias as tf.Tensor1D)
    )([ones(2, 3), ones(3, 4), ones(4)]),
  // Of one rank there is no kernel.
  gatherRows: () => {},
  sumRanks: () => {},
  sgd: () =>
    void reference.sgd(ones(3), ones(3), ones(3), {
      learningRate: tf.scalar(0.1),
      momentum: 0.9,
      weightDecay: 1e-4,
      nesterov: true,
    }),
  weightedSum: () => void reference.weightedSum(ones(3), ones(3), 0.9, 0.1),
};

/** The names of the kernels that run meanwhile. */
async function recording(body: () => unknown): Promise<Set<string>> {
  const engine = tf.engine(), run = engine.runKernel, names = new Set<string>();
  engine.runKernel = function (name, ...rest) {
    names.add(name);
    return run.call(this, name, ...rest) as never;
  };
  try {
    await body();
  } finally {
    engine.runKernel = run;
  }
  return names;
}

/** What crlc uses: for the losses and all else, and for each training op in its plain form. */
export interface Use {
  readonly everywhere: ReadonlySet<string>;
  readonly ops: Readonly<Record<OpName, ReadonlySet<string>>>;
  /** Steps and prediction of each strategy, with the plain forms of the training ops. */
  readonly strategies: ReadonlyMap<string, ReadonlySet<string>>;
  /** Networks of encoders, likewise. */
  readonly encoders: ReadonlySet<string>;
}

export async function findUse(): Promise<Use> {
  await using _cpu = await (await backends.get("cpu")).open({});
  const everywhere = await recording(() => evaluate(golden));
  const ops: Partial<Record<OpName, Set<string>>> = {};
  for (const [name, run] of Object.entries(OPS)) {
    ops[name as OpName] = await recording(() => tf.tidy(run));
  }
  const strategies = await kernelsByStrategy(recording);
  const encoders = await kernelsOfEncoders(recording);
  return { everywhere, ops: ops as Use["ops"], strategies, encoders };
}

/** A backend as far as its kernels go. */
export interface Coverage {
  readonly name: string;
  readonly kernels: ReadonlySet<string>;
  /** Training ops it has a form of its own of. */
  readonly own: readonly string[];
}

const registered = (name: string) =>
  new Set(tf.getKernelsForBackend(name).map(({ kernelName }) => kernelName));

/** What each backend has. */
export async function coverages(): Promise<Coverage[]> {
  await import("../backends/tfjs/webgpu.js");
  return [
    { name: "cpu", kernels: registered("cpu"), own: [] },
    {
      name: "wasm",
      kernels: new Set([...registered("wasm"), ...ADDED_TO_WASM]),
      own: Object.keys(wasmOps),
    },
    {
      name: "tensorflow",
      kernels: new Set(Object.keys(kernels)),
      own: Object.keys(trainingOps),
    },
    { name: "webgpu", kernels: registered("webgpu"), own: [] },
    { name: "xla", kernels: new Set(Object.keys(xlaKernels)), own: Object.keys(xlaOps) },
  ];
}

/** What a backend lacks of what crlc uses: an op of its own spares it the plain form's kernels. */
export function lacking(use: Use, coverage: Coverage): string[] {
  const { everywhere, ops, strategies, encoders } = use;
  const { own } = coverage, needed = new Set(everywhere);
  for (const [name, used] of Object.entries(ops)) {
    if (!own.includes(name)) { for (const kernel of used) needed.add(kernel); }
  }
  for (const used of [...strategies.values(), encoders]) {
    for (const kernel of beyondOps(used, ops)) needed.add(kernel);
  }
  return [...needed].filter((kernel) => !coverage.kernels.has(kernel)).sort();
}

/** Kernels that a strategy needs even where the backend has a form of its own of each training op. */
const beyondOps = (used: ReadonlySet<string>, ops: Use["ops"]) =>
  [...used].filter((kernel) => !Object.values(ops).some((own) => own.has(kernel)));

/** A table of Markdown; the first row is its head. */
function table(cells: readonly (readonly string[])[]): string[] {
  const widths = cells[0].map((_, i) => Math.max(...cells.map((row) => row[i].length)));
  const lines = cells.map((row) =>
    `| ${row.map((text, i) => text.padEnd(widths[i])).join(" | ")} |`
  );
  lines.splice(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  return lines;
}

/** For each strategy its kernels but those of all, and what each backend lacks of them. */
function byStrategy({ strategies, ops }: Use, backends: readonly Coverage[]): string[] {
  const lists = [...strategies.values()];
  const common = [...lists[0]].filter((kernel) => lists.every((used) => used.has(kernel))).sort();
  const rows = [...strategies].map(([name, used]) => {
    const lacks = backends.flatMap(({ name, kernels }) =>
      beyondOps(used, ops).filter((kernel) => !kernels.has(kernel))
        .map((kernel) => `${kernel} on ${name}`)
    );
    const besides = [...used].filter((kernel) => !common.includes(kernel)).sort();
    return [name, String(used.size), besides.join(", "), lacks.join(", ") || "nothing"];
  });
  return [
    "## By strategy",
    "",
    "What a step of each stage and pass and the prediction of each strategy run, with the plain forms of",
    `the training ops. All run ${common.join(", ")}.`,
    "",
    ...table([["strategy", "kernels", "besides", "a backend lacks"], ...rows]),
  ];
}

/** The page in `docs/`. */
export function page(use: Use, backends: readonly Coverage[]): string {
  const lists = [...use.strategies.values()];
  const usedBy = (kernel: string) => [
    ...(use.everywhere.has(kernel) ? ["losses"] : []),
    ...(lists.some((used) => beyondOps(used, use.ops).includes(kernel)) ? ["strategies"] : []),
    ...(beyondOps(use.encoders, use.ops).includes(kernel) ? ["encoders"] : []),
    ...Object.entries(use.ops).filter(([, used]) => used.has(kernel)).map(([name]) => name),
  ];
  const all = new Set(
    [use.everywhere, ...Object.values(use.ops), ...lists, use.encoders].flatMap((set) => [...set]),
  );
  const mark = ({ kernels, own }: Coverage, kernel: string) =>
    kernels.has(kernel) ? "yes" : usedBy(kernel).every((by) => own.includes(by)) ? "own op" : "NO";
  const cells = [
    ["kernel", "used by", ...backends.map(({ name }) => name)],
    ...[...all].sort().map((kernel) => [
      kernel,
      usedBy(kernel).join(", "),
      ...backends.map((one) => mark(one, kernel)),
    ]),
  ];
  return [
    "# Kernels",
    "",
    "Which kernels of TensorFlow.js crlc uses, what for, and which backend has them. `losses` are all",
    "golden cases; `own op` means that the backend has a form of its own of the training op that would",
    "need the kernel. Written by `deno run -A tools/kernel_coverage.ts --write`; a test keeps it true.",
    "",
    ...table(cells),
    "",
    ...byStrategy(use, backends),
    "",
    "## What the tensorflow backend leaves out of the wasm backend's kernels",
    "",
    ...Object.entries(LEFT_OUT).map(([kernel, why]) => `- ${kernel}: ${why}`),
    "",
  ].join("\n");
}

const PAGE = new URL("../docs/kernels.md", import.meta.url);

if (import.meta.main) {
  const use = await findUse(), found = await coverages();
  if (Deno.args.includes("--write")) await Deno.writeTextFile(PAGE, page(use, found));
  else console.log(page(use, found));
  const holes = found.flatMap((one) => lacking(use, one).map((kernel) => `${one.name}: ${kernel}`));
  for (const hole of holes) console.error(`lacking on ${hole}`);
  Deno.exitCode = holes.length === 0 ? 0 : 1;
}
