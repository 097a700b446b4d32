import { tf } from "../../backends/tf.ts";
import { Stream } from "../../core/random.ts";

export type Type = "float32" | "int32" | "bool";

/** What a case asks of an op beyond small numbers of type float32. */
export interface Facet {
  readonly type: Type;
  /** NaN, infinities, and numbers that are very large or small among the others. */
  readonly odd?: boolean;
  /** One axis of the tensor has the size 0. */
  readonly empty?: boolean;
  /** Ranks where the op takes any; 0 to 4 by default. */
  readonly ranks?: readonly [number, number];
}

const ODD = [NaN, Infinity, -Infinity, 0, -0, 1e30, 1e-30, 1, -1];

/** Random arguments of an op: the same for the same seed, on whichever backend they are made. */
export class Draw {
  readonly #stream: Stream;
  /** The tensors of `tensor()`, in the order in which they were asked for. */
  readonly tensors: tf.Tensor[] = [];

  /** @param given Tensors that `tensor()` gives instead of new ones: those of a draw like this one. */
  constructor(readonly facet: Facet, seed: number, private readonly given?: readonly tf.Tensor[]) {
    this.#stream = new Stream(seed, "sample", 7);
  }

  below(count: number): number {
    return this.#stream.below(count);
  }

  pick<Item>(...items: readonly Item[]): Item {
    return items[this.below(items.length)];
  }

  /** A shape of sizes from 1 to 5, with one 0 where the facet asks for that. */
  shape(least = 0, most = Infinity): number[] {
    const [from, to] = this.facet.ranks ?? [0, 4];
    const low = Math.max(least, from, this.facet.empty ? 1 : 0);
    const high = Math.max(low, Math.min(most, to));
    return this.hollow(
      Array.from({ length: low + this.below(high - low + 1) }, () => 1 + this.below(5)),
    );
  }

  /** The shape with one size 0, where the facet asks for that. */
  hollow(shape: number[]): number[] {
    const at = this.below(Math.max(1, shape.length));
    return shape.map((size, i) => this.facet.empty && i === at ? 0 : size);
  }

  /** A shape that broadcasts with this one. */
  broadcast(shape: readonly number[]): number[] {
    const some = shape.map((size) => this.below(3) === 0 ? 1 : size);
    return this.below(3) === 0 ? some.slice(this.below(some.length + 1)) : some;
  }

  /** An axis, from the front or from the back. */
  axis(shape: readonly number[]): number {
    return this.below(shape.length) - this.pick(0, shape.length);
  }

  /** A tensor of the facet's type and kind of numbers. */
  tensor(shape: number[]): tf.Tensor {
    const { type, odd } = this.facet;
    const made = this.of(type, shape, () => {
      if (type === "bool") return this.below(2);
      if (type === "int32") return this.below(13) - 6;
      if (odd && this.below(3) === 0) return this.pick(...ODD);
      return (this.below(257) - 128) / 32;
    });
    this.tensors.push(this.given?.[this.tensors.length] ?? made);
    return this.tensors[this.tensors.length - 1];
  }

  /** A tensor of whole numbers below a limit, whatever the facet. */
  indices(shape: number[], limit: number): tf.Tensor {
    return this.of("int32", shape, () => this.below(Math.max(1, limit)));
  }

  /** A tensor of truth values, whatever the facet. */
  flags(shape: number[]): tf.Tensor {
    return this.of("bool", shape, () => this.below(2));
  }

  private of(type: Type, shape: number[], next: () => number): tf.Tensor {
    const size = shape.reduce((a, b) => a * b, 1);
    const values = Array.from({ length: size }, next);
    if (type !== "float32") return tf.tensor(values, shape, type);
    const floats = Float32Array.from(values), bits = new Int32Array(floats.buffer);
    // a NaN that a processor computes has another sign than one that is written down
    floats.forEach((value, i) => Number.isNaN(value) && i % 2 === 0 && (bits[i] = 0xffc00000 | 0));
    return tf.tensor(floats, shape);
  }
}
