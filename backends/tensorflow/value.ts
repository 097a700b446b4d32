/** A tensor as TensorFlow knows it: computed already, or the result of a node of a graph. */
export interface Value {
  readonly type: number;
  readonly shape: readonly number[];
}

/** What an op is told besides its inputs. Types of inputs need not be told. */
export type Attribute =
  | boolean
  | string
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly float: number }
  | { readonly type: number };

export type Attributes = Readonly<Record<string, Attribute>>;

/** An input of an op: one tensor, or a list where the op takes one. */
export type Input<T> = T | readonly T[];

/** Where ops go: to be computed at once, or into a graph. */
export interface Executor {
  run(
    op: string,
    inputs: readonly Input<Value>[],
    attributes: Attributes,
    outputs: number,
  ): Value[];
  constant(type: number, shape: readonly number[], bytes: Uint8Array): Value;
  /** Ends a value's life. */
  release(value: Value): void;
}

/** Numbers as int64, which the interface takes shapes and lists in. */
export function int64(values: readonly number[]): BigInt64Array<ArrayBuffer> {
  // an empty buffer has no address
  const list = new BigInt64Array(Math.max(values.length, 1));
  values.forEach((value, i) => list[i] = BigInt(value));
  return list;
}
