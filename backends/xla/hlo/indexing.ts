import { Node, node, type Shape, typeOf, typeOfNode } from "./node.ts";

const range = (from: number, count: number) =>
  `[${Array.from({ length: count }, (_, i) => from + i).join(", ")}]`;

/**
 * Slices taken at places that are computed: `indices [..., k]` hold a place in the first `k`
 * dimensions of `x`.
 */
export function gather(x: Node, indices: Node): Node {
  const k = indices.shape.at(-1)!, outer = indices.shape.slice(0, -1), inner = x.shape.slice(k);
  const sizes: Shape = [...x.shape.slice(0, k).map(() => 1), ...inner];
  const numbers = [
    `offset_dims = ${range(outer.length, inner.length)}`,
    `collapsed_slice_dims = ${range(0, k)}`,
    `start_index_map = ${range(0, k)}`,
    `index_vector_dim = ${outer.length}`,
  ].join(", ");
  const types = `(${typeOfNode(x)}, ${typeOfNode(indices)})`;
  return node(
    x.element,
    [...outer, ...inner],
    [x, indices],
    ([a, i], type) =>
      `"stablehlo.gather"(${a}, ${i}) {dimension_numbers = #stablehlo.gather<${numbers}>, indices_are_sorted = false, slice_sizes = array<i64: ${
        sizes.join(", ")
      }>} : ${types} -> ${type}`,
  );
}

/** Puts slices at places that are computed: adds them to what is there, or takes its place. */
export function scatter(x: Node, indices: Node, updates: Node, adds: boolean): Node {
  const k = indices.shape.at(-1)!, outer = indices.shape.length - 1, one = typeOf(x.element, []);
  const body = adds
    ? `%r = stablehlo.add %p, %q : ${one}\n  stablehlo.return %r : ${one}`
    : `stablehlo.return %q : ${one}`;
  const numbers = [
    `update_window_dims = ${range(outer, x.shape.length - k)}`,
    `inserted_window_dims = ${range(0, k)}`,
    `scatter_dims_to_operand_dims = ${range(0, k)}`,
    `index_vector_dim = ${outer}`,
  ].join(", ");
  const types = `(${[x, indices, updates].map(typeOfNode).join(", ")})`;
  return node(
    x.element,
    x.shape,
    [x, indices, updates],
    ([a, i, u], type) =>
      `"stablehlo.scatter"(${a}, ${i}, ${u}) ({\n^bb0(%p: ${one}, %q: ${one}):\n  ${body}\n}) {scatter_dimension_numbers = #stablehlo.scatter<${numbers}>, indices_are_sorted = false, unique_indices = false} : ${types} -> ${type}`,
  );
}

/** The largest of the last dimension and their places, in order. */
export function topK(x: Node, k: number): [values: Node, places: Node] {
  const shape = [...x.shape.slice(0, -1), k];
  const types = `(${typeOf(x.element, shape)}, ${typeOf("s32", shape)})`;
  const write = ([a]: readonly string[]) =>
    `chlo.top_k(${a}, k = ${k}) : ${typeOfNode(x)} -> ${types}`;
  const both = new Node(x.element, shape, [x], write, 2);
  const part = (element: "s32" | typeof x.element, i: number) =>
    new Node(element, shape, [both], undefined, 1, i);
  return [part(x.element, 0), part("s32", 1)];
}
