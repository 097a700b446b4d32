import type { Element } from "../pjrt/element.ts";

export type Shape = readonly number[];

/** A value that every device has whole, or one that is divided along its first dimension. */
export type Layout = "whole" | "divided";

/** One value: there already, or to be computed by one operation of StableHLO. */
export class Node {
  /** Nodes not computed yet that read this one. */
  users = 0;
  /** Tensors that hold this one. */
  owners = 0;
  /** The values on the host. */
  host?: ArrayBufferView<ArrayBuffer>;
  /** The values on the devices, a buffer each; one alone where only the first has them. */
  buffers?: readonly bigint[];
  /** How the buffers divide the value. */
  layout: Layout = "whole";
  /** Whether it stands for an input of the program being traced. */
  isParameter = false;
  /** The number that it holds everywhere, where the program says so. */
  everywhere?: number;
  /** Whether a step has overwritten it. */
  isDead = false;
  /** The value that this is a stretch of, which is read as a whole. */
  stretch?: { readonly of: Node; readonly from: number };
  /** Whether it holds values of which there are stretches. */
  isPacked = false;
  /** The values on their way to the host. */
  reading?: Promise<ArrayBufferView<ArrayBuffer>>;
  /** Its type in StableHLO's words, once these have been asked for. */
  #type?: string;

  constructor(
    readonly element: Element,
    readonly shape: Shape,
    public inputs: readonly Node[] = [],
    /** The operation, given the names of its inputs. */
    readonly write?: (names: readonly string[]) => string,
    /** How many results the operation has; each is a node of its own that tells its number. */
    readonly results: number = 1,
    readonly result?: number,
  ) {
    for (const input of inputs) input.users++;
  }

  get type(): string {
    return this.#type ??= typeOf(this.element, this.shape);
  }

  get isThere(): boolean {
    return this.host !== undefined || this.buffers !== undefined || this.isParameter;
  }
}

const NAMES: Record<Element, string> = {
  f32: "f32",
  bf16: "bf16",
  s32: "i32",
  u8: "ui8",
  pred: "i1",
};

/** A type in StableHLO's words. */
export const typeOf = (element: Element, shape: Shape): string =>
  shape.length === 0 ? `tensor<${NAMES[element]}>` : `tensor<${shape.join("x")}x${NAMES[element]}>`;

export const typeOfNode = ({ type }: Node): string => type;
export const sizeOf = (shape: Shape): number => shape.reduce((a, b) => a * b, 1);
export const isFloat = (element: Element): boolean => element === "f32" || element === "bf16";

export const isSameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((size, i) => size === b[i]);

/** A node of one operation, which is given the names of its inputs and the type of its result. */
export function node(
  element: Element,
  shape: Shape,
  inputs: readonly Node[],
  write: (names: readonly string[], type: string) => string,
): Node {
  const made: Node = new Node(element, shape, inputs, (names) => write(names, made.type));
  return made;
}
