import type { Info, TensorFlowBackend } from "./backend.ts";
import { isEmpty, type Run, zeros } from "./compose.ts";
import type { Value } from "./value.ts";
import { inner, planOf, surround, widened, type Windows } from "./windows.ts";

type Given = Info | Value;

const extent = ([, h, w]: readonly number[]) => [h, w] as const;
const dilated = ({ dilations }: Windows) => ({ dilations: { ints: [1, ...dilations, 1] } });

/** A convolution of images with a filter, or with one for each channel. */
export function convolve(
  b: TensorFlowBackend,
  run: Run,
  [x, filter]: readonly [Given, Given],
  windows: Windows,
  op: "Conv2D" | "DepthwiseConv2dNative" = "Conv2D",
): Value {
  const [n, , , c] = x.shape, channels = op === "Conv2D" ? filter.shape[3] : c * filter.shape[3];
  const shape = [n, ...windows.count, channels];
  // TensorFlow gives nothing in another shape
  if (isEmpty(x.shape)) return zeros(b, run, shape, b.value(x).type);
  const plan = planOf(extent(x.shape), windows);
  const images = surround(b, run, x, plan);
  return run(op, [images, filter], { ...plan.attributes, ...dilated(windows) });
}

/** The gradient of its images. */
export function inputGradient(
  b: TensorFlowBackend,
  run: Run,
  [dy, filter]: readonly [Given, Given],
  shape: readonly number[],
  windows: Windows,
  op: "Conv2D" | "DepthwiseConv2dNative" = "Conv2D",
): Value {
  if (isEmpty(shape)) return zeros(b, run, shape, b.value(dy).type);
  const plan = planOf(extent(shape), windows), sizes = b.constant("int32", widened(shape, plan));
  const told = { ...plan.attributes, ...dilated(windows) };
  return inner(b, run, run(`${op}BackpropInput`, [sizes, filter, dy], told), plan, shape);
}

/**
 * The gradient of its filter.
 *
 * Of a 1x1 filter with strides and fewer than 16 input channels, TensorFlow 2.21 (its oneDNN kernel)
 * writes outside its memory on AVX-512 where threads do not divide the images evenly, and now and
 * then gives a wrong sum on AVX2. What windows skip is cut out first, after which there are no
 * strides.
 */
export function filterGradient(
  b: TensorFlowBackend,
  run: Run,
  [x, dy]: readonly [Given, Given],
  shape: readonly number[],
  windows: Windows,
  op: "Conv2D" | "DepthwiseConv2dNative" = "Conv2D",
): Value {
  if (isEmpty(x.shape)) return zeros(b, run, shape, b.value(dy).type);
  const plan = planOf(extent(x.shape), windows);
  const images = surround(b, run, x, plan), size = b.constant("int32", shape);
  const { strides, count } = windows;
  if (windows.size.join() !== "1,1" || strides.join() === "1,1") {
    const told = { ...plan.attributes, ...dilated(windows) };
    return run(`${op}BackpropFilter`, [images, size, dy], told);
  }
  const [n, , , c] = x.shape;
  const ends = count.map((number, i) => (number - 1) * strides[i] + 1);
  const cut = [[0, 0, 0, 0], [n, ...ends, c], [1, ...strides, 1]];
  const seen = run("StridedSlice", [images, ...cut.map((list) => b.constant("int32", list))]);
  const told = { strides: { ints: [1, 1, 1, 1] }, data_format: "NHWC", padding: "VALID" };
  return run(`${op}BackpropFilter`, [seen, size, dy], told);
}
