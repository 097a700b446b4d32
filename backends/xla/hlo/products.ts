import type { Element } from "../pjrt/element.ts";
import { type Node, node, type Shape, typeOfNode } from "./node.ts";

/** Whether a GPU must compute with all bits of float32, or may drop some (TF32). */
const precisionOf = (exact: boolean) => exact ? "HIGHEST" : "DEFAULT";

const list = (numbers: Shape) => `[${numbers.join(", ")}]`;

export interface DotOptions {
  /** Leading dimensions that both have, for each of which there is a product. */
  readonly batch: number;
  /** The dimension of each that is summed over. */
  readonly contract: readonly [number, number];
  readonly element: Element;
  readonly exact: boolean;
}

/** Products of matrices. */
export function dot(x: Node, y: Node, { batch, contract, element, exact }: DotOptions): Node {
  const lead = list(Array.from({ length: batch }, (_, i) => i));
  const rest = (n: Node, without: number) => n.shape.filter((_, i) => i >= batch && i !== without);
  const precision = precisionOf(exact), types = `(${typeOfNode(x)}, ${typeOfNode(y)})`;
  const dimensions = [
    ...batch > 0 ? [`batching_dims = ${lead} x ${lead}`] : [],
    `contracting_dims = [${contract[0]}] x [${contract[1]}]`,
    `precision = [${precision}, ${precision}]`,
  ].join(", ");
  return node(
    element,
    [...x.shape.slice(0, batch), ...rest(x, contract[0]), ...rest(y, contract[1])],
    [x, y],
    ([a, b], type) => `stablehlo.dot_general ${a}, ${b}, ${dimensions} : ${types} -> ${type}`,
  );
}

export interface ConvolutionOptions {
  /** Which dimension is what, such as `[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]`. */
  readonly dimensions: string;
  readonly stride: Shape;
  readonly padding: readonly (readonly [number, number])[];
  /** How far apart the values of the images are put. */
  readonly spread: Shape;
  /** How far apart the values of the filter are put. */
  readonly dilation: Shape;
  readonly shape: Shape;
  readonly element: Element;
  readonly exact: boolean;
}

export function convolution(x: Node, filter: Node, o: ConvolutionOptions): Node {
  const window = [
    `stride = ${list(o.stride)}`,
    `pad = [${o.padding.map(list).join(", ")}]`,
    `lhs_dilate = ${list(o.spread)}`,
    `rhs_dilate = ${list(o.dilation)}`,
  ].join(", ");
  const precision = `#stablehlo<precision ${precisionOf(o.exact)}>`;
  const attributes = [
    "batch_group_count = 1 : i64, feature_group_count = 1 : i64",
    `precision_config = [${precision}, ${precision}]`,
  ].join(", ");
  const types = `(${typeOfNode(x)}, ${typeOfNode(filter)})`;
  return node(
    o.element,
    o.shape,
    [x, filter],
    ([a, b], type) =>
      `stablehlo.convolution(${a}, ${b}) dim_numbers = ${o.dimensions}, window = {${window}} {${attributes}} : ${types} -> ${type}`,
  );
}
