import { badWeights } from "../weights/weights.ts";
import type { OnnxTensor, OnnxValue } from "./onnx_runtime.ts";

/** How pictures go into a network. */
export interface Form {
  readonly name: string;
  readonly channelsLast: boolean;
  /** Images at a time, where the file fixes it. */
  readonly batch?: number;
  /** Height and width, where the file fixes them. */
  readonly side?: number;
}

/**
 * How pictures go into a network with these inputs.
 *
 * @throws {CrlcError} `BAD_WEIGHTS` if pictures are not all it takes.
 */
export function formOfInput(inputs: readonly OnnxValue[]): Form {
  const [{ name, type, shape = [] }] = inputs.length > 0 ? inputs : [{ name: "none", type: "" }];
  const said = `${name} of type ${type} and shape [${shape.join(", ")}]`;
  if (inputs.length !== 1 || type !== "float32" || shape.length !== 4) {
    throw badWeights(
      `a network in ONNX's form must take one input, pictures of type float32 and four axes, and takes ${
        inputs.length === 1 ? said : inputs.map(({ name }) => name).join(", ") || "none"
      }`,
      "export the half that sees pictures, in float32",
    );
  }
  const [batch, a, b, c] = shape, channelsLast = c === 3 && a !== 3;
  if (!channelsLast && typeof a === "number" && a !== 3) {
    throw badWeights(`pictures must have three channels, and it takes ${said}`);
  }
  const [height, width] = channelsLast ? [a, b] : [b, c];
  if (typeof height === "number" && typeof width === "number" && height !== width) {
    throw badWeights(`pictures must be square, and it takes ${said}`);
  }
  const known = (size: number | string) => typeof size === "number" ? size : undefined;
  return { name, channelsLast, batch: known(batch), side: known(height) ?? known(width) };
}

/** Outputs that are made to be compared, as transformers calls them. */
const PREFERRED = ["image_embeds", "pooler_output"];

/** The output that is the feature. */
export function chooseOutput(outputs: readonly OnnxValue[]): string {
  const there = outputs.filter(({ isTensor, type }) => isTensor && type === "float32");
  const found = PREFERRED.flatMap((name) => there.filter((one) => one.name === name))[0] ??
    there[0];
  if (found !== undefined) return found.name;
  throw badWeights("a network in ONNX's form must give numbers of type float32, and gives none");
}

/**
 * Features of the first images of an output: of tokens `[n, t, d]` the first, of maps `[n, d, h, w]`
 * the mean.
 *
 * @param n Images that went in.
 * @param count Images that are wanted.
 * @returns `[count, d]`
 */
export function pooled({ dims, data }: OnnxTensor, n: number, count: number): Float32Array {
  const numbers = data as Float32Array, [rows, ...axes] = dims;
  if (rows !== n || axes.length === 0 || axes.length > 3) {
    throw badWeights(
      `features of ${n} pictures must have the shape [${n}, d], [${n}, tokens, d] or [${n}, d, height, width], and have [${
        dims.join(", ")
      }]`,
    );
  }
  if (axes.length === 1) return numbers.slice(0, count * axes[0]);
  if (axes.length === 2) {
    const [tokens, d] = axes, features = new Float32Array(count * d);
    for (let i = 0; i < count; i++) {
      features.set(numbers.subarray(i * tokens * d, (i * tokens + 1) * d), i * d);
    }
    return features;
  }
  const [d, height, width] = axes, pixels = height * width;
  return Float32Array.from({ length: count * d }, (_, at) => {
    let sum = 0;
    for (let p = at * pixels; p < (at + 1) * pixels; p++) sum += numbers[p];
    return sum / pixels;
  });
}
