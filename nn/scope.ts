import { ops, rankCount, rankNumber } from "../backends/ops.ts";
import { hashText, Stream } from "../core/random.ts";
import { type Tensors, tf } from "../backends/tf.ts";

/** Fills a new weight or buffer of `shape`, drawing from `random`. */
export type Initialiser = (shape: readonly number[], random: Stream) => Float32Array;

/** A network's numbers: what is trained, and what is only carried along. */
export interface State {
  readonly weights: Tensors;
  readonly buffers: Tensors;
}

/**
 * Where a network finds its numbers. A layer asks its scope for a weight by name; the full name
 * is the path of scopes, such as `backbone/stem/kernel`.
 */
export interface Scope {
  /** Whether batch statistics are taken (and stored ones renewed) or stored ones used. */
  readonly training: boolean;
  /** How many processes take the training step together that it is of; 1 in prediction. */
  readonly ranks: number;
  /** The scope of a part. */
  child(name: string): Scope;
  /** The same part with stored statistics, for a network that is frozen. */
  frozen(): Scope;
  /**
   * The same part with the statistics of each batch, in prediction as well, and nothing renewed: a
   * network whose batch norm keeps no running statistics. An image's output then depends on those
   * that are with it.
   */
  untracked(): Scope;
  weight<R extends tf.Rank = tf.Rank>(
    name: string,
    shape: readonly number[],
    initialiser: Initialiser,
  ): tf.Tensor<R>;
  /** The latest value of a buffer, `update` of this step included. */
  buffer<R extends tf.Rank = tf.Rank>(
    name: string,
    shape: readonly number[],
    initialiser: Initialiser,
  ): tf.Tensor<R>;
  /**
   * In a step that several ranks take together, the rows that all of them have, of those that this one
   * has; the same tensor on one rank, and in prediction. A loss is of the whole batch: what the network
   * says of a rank's images is gathered before anything compares or averages images.
   *
   * @param sizes Where `x` is of several batches that passed jointly, the rows of each; the result
   *   holds one whole batch after the other as well.
   */
  everyRank<T extends tf.Tensor>(x: T, sizes?: readonly number[]): T;
  /**
   * The other way: of rows of the whole batch, those of this rank, the first ones on rank 0, such as of
   * images that were mixed with one another. The same tensor on one rank, and in prediction.
   */
  ownRows<T extends tf.Tensor>(x: T): T;
  /** Gives a buffer its next value. Ignored unless training. */
  update(name: string, value: tf.Tensor): void;
}

/** What all scopes of one network share. */
interface Store {
  readonly weights: Tensors;
  readonly buffers: Tensors;
  /** Where new numbers may be made, and from which seed; absent once the network is built. */
  readonly seed?: number;
  /** Is called where prediction takes the statistics of its batch. */
  readonly onBatchStatistics?: () => void;
}

class StoredScope implements Scope {
  constructor(
    readonly store: Store,
    readonly path: string,
    readonly training: boolean,
    /** Whether buffers are renewed in training. */
    readonly tracked = true,
    readonly ranks = 1,
  ) {}

  child(name: string): Scope {
    return new StoredScope(
      this.store,
      `${this.path}${name}/`,
      this.training,
      this.tracked,
      this.ranks,
    );
  }

  frozen(): Scope {
    return new StoredScope(this.store, this.path, false, true, this.ranks);
  }

  untracked(): Scope {
    if (!this.training) this.store.onBatchStatistics?.();
    return new StoredScope(this.store, this.path, true, false, this.ranks);
  }

  everyRank<T extends tf.Tensor>(x: T, sizes?: readonly number[]): T {
    if (this.ranks === 1) return x;
    if (!sizes || sizes.length === 1) return ops.gatherRows(x) as T;
    return tf.concat(tf.split(x, [...sizes]).map((part) => ops.gatherRows(part))) as T;
  }

  ownRows<T extends tf.Tensor>(x: T): T {
    if (this.ranks === 1) return x;
    const [rows, ...row] = x.shape, own = rows / this.ranks;
    return tf.slice(x, [rankNumber() * own, ...row.map(() => 0)], [own, ...row]);
  }

  weight<R extends tf.Rank>(
    name: string,
    shape: readonly number[],
    initialiser: Initialiser,
  ): tf.Tensor<R> {
    return this.#get(this.store.weights, "weights", name, shape, initialiser) as tf.Tensor<R>;
  }

  buffer<R extends tf.Rank>(
    name: string,
    shape: readonly number[],
    initialiser: Initialiser,
  ): tf.Tensor<R> {
    return this.#get(this.store.buffers, "buffers", name, shape, initialiser) as tf.Tensor<R>;
  }

  update(name: string, value: tf.Tensor): void {
    if (this.training && this.tracked) this.store.buffers[this.path + name] = value;
  }

  #get(
    tensors: Tensors,
    purpose: "weights" | "buffers",
    name: string,
    shape: readonly number[],
    initialiser: Initialiser,
  ): tf.Tensor {
    const full = this.path + name;
    const known = tensors[full];
    if (known) {
      if (known.shape.join() === shape.join()) return known;
      throw new RangeError(
        `Cannot use "${full}": its shape must be [${shape}], and it is [${known.shape}]`,
      );
    }
    if (this.store.seed === undefined) {
      throw new RangeError(`Cannot find "${full}": the network was built without it`);
    }
    const random = new Stream(this.store.seed, purpose, hashText(full));
    return tensors[full] = tf.keep(tf.tensor(initialiser(shape, random), [...shape], "float32"));
  }
}

/**
 * Makes the numbers of a network by running it once: every weight and buffer it asks for is
 * filled from a stream of its own name, so that adding a layer changes no other.
 *
 * @param seed An integer from 0 to 2^32 - 1.
 * @param run Runs the network on an input of the right shape; what it computes is thrown away.
 */
export function initialise(seed: number, run: (scope: Scope) => void): State {
  const store = { weights: {}, buffers: {}, seed };
  tf.tidy(() => run(new StoredScope(store, "", false)));
  return { weights: store.weights, buffers: store.buffers };
}

/** The scope that training runs in. `buffers` of the result collects what the step renews. */
export function trainingScope(state: State): { scope: Scope; buffers: Tensors } {
  const buffers = { ...state.buffers };
  const store = { weights: state.weights, buffers };
  return { scope: new StoredScope(store, "", true, true, rankCount()), buffers };
}

/**
 * The scope that prediction runs in: stored statistics, nothing renewed.
 *
 * @param onBatchStatistics Is called where the network takes those of its batch even so: then what it
 *   says of an image depends on those that are with it.
 */
export function predictionScope(state: State, onBatchStatistics?: () => void): Scope {
  return new StoredScope({ ...state, onBatchStatistics }, "", false);
}
