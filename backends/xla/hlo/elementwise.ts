import type { Element } from "../pjrt/element.ts";
import { splat } from "./constants.ts";
import { isFloat, type Node, node, typeOfNode } from "./node.ts";
import { broadcastShape, broadcastTo } from "./shapes.ts";

export const unary = (op: string, x: Node): Node =>
  node(x.element, x.shape, [x], ([a], type) => `stablehlo.${op} ${a} : ${type}`);

/** The same values in another type. */
export function convert(x: Node, element: Element): Node {
  if (x.element === element) return x;
  // a conversion would take 0.5 for no
  if (element === "pred") return compare("NE", x, splat(0, x.element));
  return node(
    element,
    x.shape,
    [x],
    ([a], type) => `stablehlo.convert ${a} : (${typeOfNode(x)}) -> ${type}`,
  );
}

/** Two nodes in one shape and type: of bfloat16 and another the other, of two kinds float32. */
function alike(x: Node, y: Node): [Node, Node] {
  const shape = broadcastShape(x.shape, y.shape);
  const element = x.element === y.element
    ? x.element
    : isFloat(x.element) || isFloat(y.element)
    ? "f32"
    : "s32";
  return [
    broadcastTo(convert(x, element), shape),
    broadcastTo(convert(y, element), shape),
  ];
}

/** Of two nodes that are broadcast against each other. */
export function binary(op: string, x: Node, y: Node): Node {
  const [l, r] = alike(x, y);
  return node(l.element, l.shape, [l, r], ([a, b], type) => `stablehlo.${op} ${a}, ${b} : ${type}`);
}

export const plus = (x: Node, y: Node): Node => binary("add", x, y);
export const minus = (x: Node, y: Node): Node => binary("subtract", x, y);
export const times = (x: Node, y: Node): Node => binary("multiply", x, y);

/** A number times every value. */
export const scaled = (x: Node, factor: number): Node =>
  times(x, splat(factor, x.element, x.shape));

export function compare(direction: string, x: Node, y: Node): Node {
  const [l, r] = alike(x, y);
  const kind = isFloat(l.element) ? "FLOAT" : l.element === "s32" ? "SIGNED" : "UNSIGNED";
  const types = `(${typeOfNode(l)}, ${typeOfNode(r)})`;
  return node(
    "pred",
    l.shape,
    [l, r],
    ([a, b], type) => `stablehlo.compare ${direction}, ${a}, ${b}, ${kind} : ${types} -> ${type}`,
  );
}

/** Where a value is not a number. */
export const isNaNOf = (x: Node): Node => compare("NE", x, x);

export function select(condition: Node, yes: Node, no: Node): Node {
  const [l, r] = alike(yes, no);
  const shape = broadcastShape(condition.shape, l.shape);
  const [c, x, y] = [condition, l, r].map((part) => broadcastTo(part, shape));
  return node(
    x.element,
    shape,
    [c, x, y],
    ([p, a, b], type) => `stablehlo.select ${p}, ${a}, ${b} : ${typeOfNode(c)}, ${type}`,
  );
}
