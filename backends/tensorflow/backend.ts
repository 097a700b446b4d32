import type { Precision } from "../backend.ts";
import type { Group } from "../../core/group.ts";
import type { tf } from "../tf.ts";
import { CountedBackend } from "../traced/counted_backend.ts";
import type { Cluster } from "./cluster.ts";
import { type Computed, type EagerExecutor, isComputed } from "./eager.ts";
import { takesHalf } from "./half.ts";
import { dtypeOf, Type, typeOf } from "./types.ts";
import type { Attributes, Executor, Input, Value } from "./value.ts";

/** A tensor of TensorFlow.js without its methods. */
export type Info = tf.TensorInfo;

/** What a tensor's data are: on the host, in TensorFlow, or in both. */
interface Data {
  readonly shape: readonly number[];
  readonly dtype: tf.DataType;
  host?: tf.BackendValues;
  value?: Value;
}

/** Most constants that are kept to be used again. */
const MOST_CONSTANTS = 4096;

/** TensorFlow.js's view of TensorFlow: who owns which tensor, and how an op gets its inputs. */
export class TensorFlowBackend extends CountedBackend<Data> {
  readonly #constants = new Map<string, Value>();
  #traced = new Map<object, Value>();
  #executor: Executor;

  constructor(
    readonly eager: EagerExecutor,
    readonly precision: Precision,
    /** The ranks that it computes with, where there are several. */
    readonly cluster?: Cluster,
  ) {
    super("TensorFlow");
    this.#executor = eager;
  }

  get group(): Group | undefined {
    return this.cluster?.group;
  }

  /**
   * Runs an op.
   *
   * @param inputs Tensors, values, or lists of either; values in bfloat16 are made float32 first
   *   where the op cannot take them.
   */
  run(
    op: string,
    inputs: readonly Input<Info | Value>[],
    attributes: Attributes = {},
    outputs = 1,
  ): Info[] {
    return this.values(op, inputs, attributes, outputs).map((value) => this.own(value));
  }

  /** The same for one result. */
  one(op: string, inputs: readonly Input<Info | Value>[], attributes: Attributes = {}): Info {
    return this.run(op, inputs, attributes)[0];
  }

  /** The same, to values that the caller must release. */
  values(
    op: string,
    inputs: readonly Input<Info | Value>[],
    attributes: Attributes = {},
    outputs = 1,
  ): Value[] {
    const temporary: Value[] = [];
    let given = inputs.map((input) =>
      isList(input) ? input.map((one) => this.value(one)) : this.value(input)
    );
    if (!takesHalf(op, given.flat())) {
      const full = (value: Value) => {
        if (value.type !== Type.bfloat16) return value;
        const cast = this.cast(value, Type.float32);
        temporary.push(cast);
        return cast;
      };
      given = given.map((input) => isList(input) ? input.map(full) : full(input));
    }
    const results = this.#executor.run(op, given, attributes, outputs);
    for (const value of temporary) this.release(value);
    return results;
  }

  /** A copy in another type. */
  cast(value: Value, type: number): Value {
    return this.#executor.run("Cast", [value], { DstT: { type } }, 1)[0];
  }

  /**
   * A tensor in the precision that gradients are computed in.
   *
   * @returns The value, and what to call once it is no longer needed.
   */
  low(info: Info): { readonly value: Value; done(): void } {
    const value = this.value(info);
    if (this.precision === "float32" || value.type !== Type.float32) return { value, done() {} };
    const cast = this.cast(value, Type.bfloat16);
    return { value: cast, done: () => this.release(cast) };
  }

  /** The tensor in float32, in its place. */
  full(info: Info): Info {
    const value = this.value(info);
    return value.type === Type.bfloat16
      ? this.instead(info, this.own(this.cast(value, Type.float32)))
      : info;
  }

  /** Lets go of one tensor and gives another. */
  instead(old: Info, better: Info): Info {
    this.disposeIntermediateTensorInfo(old);
    return better;
  }

  release(value: Value): void {
    this.#executor.release(value);
  }

  /** A tensor's value, uploaded if it is on the host yet. */
  value(input: Info | Value): Value {
    if ("type" in input) return input;
    const traced = this.#traced.get(input.dataId);
    if (traced) return traced;
    const data = this.dataOf(input.dataId);
    if (data.value) return data.value;
    const { shape, dtype, host } = data;
    const value = this.#executor.constant(typeOf(dtype), shape, bytesOf(host!, dtype));
    if (this.#executor === this.eager) {
      data.value = value;
      data.host = undefined;
    } else this.#traced.set(input.dataId, value);
    return value;
  }

  /** A small list or number that an op takes as a tensor; kept for the next time. */
  constant(dtype: "int32" | "float32" | "bool", values: number | readonly number[]): Value {
    const list = typeof values === "number" ? [values] : values;
    const shape = typeof values === "number" ? [] : [values.length];
    const key = `${this.#executor === this.eager ? "" : "graph "}${dtype}[${shape}] ${list}`;
    let value = this.#constants.get(key);
    this.#constants.delete(key);
    if (!value) {
      value = this.#executor.constant(typeOf(dtype), shape, bytesOf(list as number[], dtype));
    }
    this.#constants.set(key, value);
    if (this.#constants.size > MOST_CONSTANTS && this.#executor === this.eager) this.#forget();
    return value;
  }

  /** A constant scalar of a tensor's type. */
  number(dtype: tf.DataType, value: number | boolean): Value {
    return this.constant(dtype as "float32" | "int32" | "bool", Number(value));
  }

  /** Forgets the constants that were not used for the longest time. */
  #forget(): void {
    for (const [key, value] of this.#constants) {
      if (this.#constants.size <= MOST_CONSTANTS / 2) return;
      this.#constants.delete(key);
      this.eager.release(value);
    }
  }

  /** Makes a tensor of a value, which it owns. */
  own(value: Value): Info {
    const dtype = dtypeOf(value.type), shape = [...value.shape];
    return { dataId: this.count({ shape, dtype, value }), shape, dtype };
  }

  /** The same data once more, as tfjs counts them. */
  share({ dataId, shape, dtype }: Info): Info {
    this.incRef(dataId);
    return { dataId, shape, dtype };
  }

  /** Lets ops go elsewhere for the time of `body`. */
  redirect<Result>(executor: Executor, body: () => Result): Result {
    const before = this.#executor;
    this.#executor = executor;
    try {
      return body();
    } finally {
      this.#executor = before;
      this.#traced = new Map();
      for (const key of this.#constants.keys()) {
        if (key.startsWith("graph ")) this.#constants.delete(key);
      }
    }
  }

  protected override fromHost(host: tf.BackendValues, shape: number[], dtype: tf.DataType): Data {
    return { shape, dtype, host };
  }

  protected override end({ value }: Data): void {
    if (value && isComputed(value)) this.eager.release(value);
  }

  override read(dataId: object): Promise<tf.BackendValues> {
    return new Promise((resolve) => resolve(this.readSync(dataId)));
  }

  override readSync(dataId: object): tf.BackendValues {
    const data = this.dataOf(dataId);
    if (data.host) return data.host;
    const value = data.value!;
    if (!isComputed(value)) {
      throw new TypeError("Cannot read a tensor while a step is traced: a step must be pure");
    }
    return this.#read(value);
  }

  #read(value: Computed): tf.BackendValues {
    if (value.type === Type.bfloat16 || value.type === Type.int64) {
      const type = value.type === Type.int64 ? Type.int32 : Type.float32;
      const [cast] = this.eager.run("Cast", [value], { DstT: { type } }, 1);
      try {
        return this.#read(cast);
      } finally {
        this.eager.release(cast);
      }
    }
    const bytes = this.eager.read(value);
    if (value.type === Type.float32) return new Float32Array(bytes.buffer);
    return value.type === Type.int32 ? new Int32Array(bytes.buffer) : bytes;
  }

  /** Milliseconds that a function takes; ops are done when they return. */
  override time(run: () => void): Promise<tf.BackendTimingInfo> {
    const start = performance.now();
    run();
    return Promise.resolve({ kernelMs: performance.now() - start });
  }

  /** Tensors may outlive the backend; only what it keeps for itself ends with it. */
  override dispose(): void {
    for (const value of this.#constants.values()) this.eager.release(value);
    this.#constants.clear();
  }
}

/** `Array.isArray()`, which does not know lists that cannot be changed. */
function isList<T>(input: Input<T>): input is readonly T[] {
  return Array.isArray(input);
}

function bytesOf(values: tf.BackendValues | number[], dtype: tf.DataType): Uint8Array {
  if (dtype === "float32" && !(values instanceof Float32Array)) {
    return new Uint8Array(Float32Array.from(values as ArrayLike<number>).buffer);
  }
  if (dtype === "int32" && !(values instanceof Int32Array)) {
    return new Uint8Array(Int32Array.from(values as ArrayLike<number>).buffer);
  }
  if (dtype === "bool" && !(values instanceof Uint8Array)) {
    return Uint8Array.from(values as ArrayLike<number>, Number);
  }
  const { buffer, byteOffset, byteLength } = values as Float32Array;
  return new Uint8Array(buffer, byteOffset, byteLength);
}
