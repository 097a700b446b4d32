import type { Element } from "../pjrt/element.ts";
import { splat } from "./constants.ts";
import { type Node, node, type Shape, typeOf, typeOfNode } from "./node.ts";

/** What changes nothing in each reduction. */
const NEUTRAL: Record<string, number> = {
  add: 0,
  multiply: 1,
  maximum: -Infinity,
  minimum: Infinity,
  or: 0,
  and: 1,
};

function neutral(op: string, element: Element): Node {
  const value = NEUTRAL[op];
  const whole = element === "s32" && !Number.isFinite(value);
  return splat(whole ? (value < 0 ? -(2 ** 31) : 2 ** 31 - 1) : value, element);
}

/** Combines all values along some dimensions, which go. */
export function reduce(op: string, x: Node, axes: Shape): Node {
  if (axes.length === 0) return x;
  const start = neutral(op, x.element), types = `(${typeOfNode(x)}, ${typeOfNode(start)})`;
  return node(
    x.element,
    x.shape.filter((_, i) => !axes.includes(i)),
    [x, start],
    ([a, s], type) =>
      `stablehlo.reduce(${a} init: ${s}) applies stablehlo.${op} across dimensions = [${
        axes.join(", ")
      }] : ${types} -> ${type}`,
  );
}

/** How a window goes over a tensor, a number for every dimension. */
export interface Windows {
  readonly size: Shape;
  readonly strides: Shape;
  /** What never wins, before and after. */
  readonly padding: readonly (readonly [number, number])[];
}

const array = (values: Shape) => `array<i64${values.length > 0 ? ": " : ""}${values.join(", ")}>`;

function attributesOf({ size, strides, padding }: Windows): string {
  const pairs = padding.map((pair) => `[${pair.join(", ")}]`).join(", ");
  return [
    `{window_dimensions = ${array(size)}`,
    `window_strides = ${array(strides)}`,
    `padding = dense<[${pairs}]> : tensor<${padding.length}x2xi64>}`,
  ].join(", ");
}

/** A function of two values `%p` and `%q` that gives `%r`, as operations take one. */
function body(one: string, line: string, result: string): string {
  return [
    "{",
    `^bb0(%p: ${one}, %q: ${one}):`,
    `  %r = ${line}`,
    `  stablehlo.return %r : ${result}`,
    "}",
  ].join("\n");
}

/** Combines the values of every window. */
export function reduceWindow(op: string, x: Node, windows: Windows): Node {
  const { size, strides, padding } = windows;
  const start = neutral(op, x.element), one = typeOf(x.element, []);
  const combine = body(one, `stablehlo.${op} %p, %q : ${one}`, one);
  return node(
    x.element,
    x.shape.map((length, i) =>
      Math.floor((length + padding[i][0] + padding[i][1] - size[i]) / strides[i]) + 1
    ),
    [x, start],
    ([a, s], type) =>
      `"stablehlo.reduce_window"(${a}, ${s}) (${combine}) ${attributesOf(windows)} : (${
        typeOfNode(x)
      }, ${one}) -> ${type}`,
  );
}

/** Adds `values`, one a window, where the window of `x` is largest: the gradient of a maximum. */
export function selectAndScatter(x: Node, values: Node, windows: Windows): Node {
  const zero = splat(0, x.element), one = typeOf(x.element, []), flag = "tensor<i1>";
  const compared = `stablehlo.compare GE, %p, %q, FLOAT : (${one}, ${one}) -> ${flag}`;
  const choose = body(one, compared, flag),
    combine = body(one, `stablehlo.add %p, %q : ${one}`, one);
  return node(
    x.element,
    x.shape,
    [x, values, zero],
    ([a, v, z], type) =>
      `"stablehlo.select_and_scatter"(${a}, ${v}, ${z}) (${choose}, ${combine}) ${
        attributesOf(windows)
      } : (${typeOfNode(x)}, ${typeOfNode(values)}, ${one}) -> ${type}`,
  );
}
