import { splat } from "./constants.ts";
import { isSameShape, type Node, node, type Shape, typeOfNode } from "./node.ts";

const list = (numbers: Shape) => `[${numbers.join(", ")}]`;

/** The dimensions of `x` put where `dimensions` says, and the others filled. */
export function broadcast(x: Node, shape: Shape, dimensions: Shape): Node {
  if (isSameShape(x.shape, shape)) return x;
  // the program is shorter by a line
  if (x.everywhere !== undefined) return splat(x.everywhere, x.element, shape);
  return node(
    x.element,
    shape,
    [x],
    ([a], type) =>
      `stablehlo.broadcast_in_dim ${a}, dims = ${list(dimensions)} : (${typeOfNode(x)}) -> ${type}`,
  );
}

/** As NumPy broadcasts. */
export const broadcastTo = (x: Node, shape: Shape): Node =>
  broadcast(x, shape, x.shape.map((_, i) => i + shape.length - x.shape.length));

/** @throws {RangeError} If shapes cannot be broadcast against each other. */
export function broadcastShape(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const x = a[a.length - rank + i] ?? 1, y = b[b.length - rank + i] ?? 1;
    if (x === y || y === 1) return x;
    if (x === 1) return y;
    throw new RangeError(
      `Cannot broadcast [${a}] and [${b}]: sizes must be equal or 1, and are ${x} and ${y}`,
    );
  });
}

export function reshape(x: Node, shape: Shape): Node {
  if (isSameShape(x.shape, shape)) return x;
  return node(
    x.element,
    shape,
    [x],
    ([a], type) => `stablehlo.reshape ${a} : (${typeOfNode(x)}) -> ${type}`,
  );
}

export function transpose(x: Node, order: Shape): Node {
  if (order.every((dimension, i) => dimension === i)) return x;
  return node(
    x.element,
    order.map((i) => x.shape[i]),
    [x],
    ([a], type) =>
      `stablehlo.transpose ${a}, dims = ${list(order)} : (${typeOfNode(x)}) -> ${type}`,
  );
}

export const reverse = (x: Node, dimensions: Shape): Node =>
  node(
    x.element,
    x.shape,
    [x],
    ([a], type) => `stablehlo.reverse ${a}, dims = ${list(dimensions)} : ${type}`,
  );

export function slice(x: Node, from: Shape, to: Shape, steps: Shape = from.map(() => 1)): Node {
  const ranges = from.map((start, i) => `${start}:${to[i]}:${steps[i]}`).join(", ");
  return node(
    x.element,
    from.map((start, i) => Math.max(0, Math.ceil((to[i] - start) / steps[i]))),
    [x],
    ([a], type) => `stablehlo.slice ${a} [${ranges}] : (${typeOfNode(x)}) -> ${type}`,
  );
}

export function concatenate(parts: readonly Node[], dimension: number): Node {
  if (parts.length === 1) return parts[0];
  const shape = [...parts[0].shape];
  shape[dimension] = parts.reduce((sum, part) => sum + part.shape[dimension], 0);
  const types = parts.map(typeOfNode).join(", ");
  return node(
    parts[0].element,
    shape,
    parts,
    (names, type) =>
      `stablehlo.concatenate ${names.join(", ")}, dim = ${dimension} : (${types}) -> ${type}`,
  );
}

/** @param between Values put between two neighbours. */
export function pad(
  x: Node,
  value: Node,
  low: Shape,
  high: Shape,
  between: Shape = low.map(() => 0),
): Node {
  const edges = `low = ${list(low)}, high = ${list(high)}, interior = ${list(between)}`;
  return node(
    x.element,
    x.shape.map((size, i) => low[i] + size + Math.max(0, size - 1) * between[i] + high[i]),
    [x, value],
    ([a, v], type) =>
      `stablehlo.pad ${a}, ${v}, ${edges} : (${typeOfNode(x)}, ${typeOfNode(value)}) -> ${type}`,
  );
}
