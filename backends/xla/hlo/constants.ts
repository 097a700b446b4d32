import type { Element } from "../pjrt/element.ts";
import { isFloat, type Node, node, type Shape, sizeOf } from "./node.ts";

/** What has no digits, as bits. */
const ODD = {
  f32: { [Infinity]: "0x7F800000", [-Infinity]: "0xFF800000", NaN: "0x7FC00000" },
  bf16: { [Infinity]: "0x7F80", [-Infinity]: "0xFF80", NaN: "0x7FC0" },
} as Record<string, Record<string, string>>;

function digits(value: number, element: Element): string {
  if (element === "pred") return value ? "true" : "false";
  if (!isFloat(element)) return String(Math.trunc(value));
  return ODD[element][value] ?? Math.fround(value).toExponential(9);
}

/** The same number everywhere. */
export function splat(value: number, element: Element, shape: Shape = []): Node {
  const made = node(
    element,
    shape,
    [],
    (_, type) => `stablehlo.constant dense<${digits(value, element)}> : ${type}`,
  );
  made.everywhere = value;
  return made;
}

/** Numbers written into the program. */
export function literal(values: ArrayLike<number>, element: Element, shape: Shape): Node {
  if (shape.length === 0) return splat(values[0], element);
  const size = sizeOf(shape);
  if (size === 0) return splat(0, element, shape);
  const nested = (from: number, dimension: number, count: number): string => {
    if (dimension === shape.length) return digits(values[from], element);
    const step = count / shape[dimension];
    const parts = Array.from(
      { length: shape[dimension] },
      (_, i) => nested(from + i * step, dimension + 1, step),
    );
    return `[${parts.join(", ")}]`;
  };
  return node(
    element,
    shape,
    [],
    (_, type) => `stablehlo.constant dense<${nested(0, 0, size)}> : ${type}`,
  );
}

/** 0, 1, 2, ... along a dimension. */
export const iota = (dimension: number, element: Element, shape: Shape): Node =>
  node(element, shape, [], (_, type) => `stablehlo.iota dim = ${dimension} : ${type}`);
