/** Numbers that ranks add up. */
export type Summed = Float32Array | Float64Array;

/**
 * The processes ("ranks") that train one model together. Every call is made by all of them, in one
 * order, and returns on each when all have made it; what comes out is the same bytes on every rank.
 */
export interface Group extends Disposable {
  /** Of this process, from 0. */
  readonly rank: number;
  readonly size: number;
  /** What carries the messages, library and version, for the record and for messages. */
  readonly carrier: string;
  /** Sums over the ranks. `own` and `all` are of one length and type; they may not overlap. */
  sum(own: Summed, all: Summed): void;
  /** The arrays of all ranks one after the other: `all` holds `size` times the bytes of `own`. */
  gather(own: ArrayBufferView, all: ArrayBufferView): void;
  /** Fills `bytes` with those of rank 0, which are as many on every rank. */
  fromFirst(bytes: Uint8Array): void;
  /**
   * Does what waits for the other ranks on ways of its own, such as a backend's messages, no longer
   * than a call of the group may wait.
   *
   * @param what As messages name it.
   */
  during<Result>(what: string, work: () => Promise<Result>): Promise<Result>;
  /** Ends all ranks at once, since one that left quietly would make the others wait for ever. */
  abort(code: number): void;
}
