import { type AttributeSetter, attributeSetter } from "./attributes.ts";
import type { Context } from "./context.ts";
import type { Native } from "./native.ts";
import type { Part, Told } from "./profile.ts";
import { Type } from "./types.ts";
import { type Attributes, type Executor, type Input, int64, type Value } from "./value.ts";

/** A tensor that TensorFlow has computed. */
export interface Computed extends Value {
  readonly handle: bigint;
}

/** Whether a value is there already, rather than a node of a graph. */
export const isComputed = (value: Value): value is Computed => "handle" in value;

/** Most results an op may have. */
const MOST_OUTPUTS = 1 << 14;

/** Computes every op at once. */
export class EagerExecutor implements Executor {
  readonly #outputs = new BigUint64Array(MOST_OUTPUTS);
  readonly #outputBytes = new Uint8Array(this.#outputs.buffer);
  readonly #count = new Int32Array(1);
  readonly #countBytes = new Uint8Array(this.#count.buffer);
  readonly #setAttributes: AttributeSetter;
  /** Tensors alive, for tests against leaks. */
  alive = 0;
  /** Told of what takes time, while somebody watches. */
  told?: Told;

  constructor(readonly native: Native, readonly context: Context) {
    this.#setAttributes = attributeSetter(native, "op");
  }

  run(
    name: string,
    inputs: readonly Input<Value>[],
    attributes: Attributes,
    outputs: number,
  ): Computed[] {
    const { call, check, status } = this.native;
    const op = this.prepare(name, inputs, attributes);
    this.#count[0] = outputs;
    call.TFE_Execute(op, this.#outputBytes, this.#countBytes, status);
    call.TFE_DeleteOp(op);
    check(name);
    return Array.from({ length: outputs }, (_, i) => this.adopt(this.#outputs[i]));
  }

  /** An op that is ready to be executed, whether at once or off the JavaScript thread. */
  prepare(
    name: string,
    inputs: readonly Input<Value>[],
    attributes: Attributes,
    status = this.native.status,
  ): Deno.PointerValue {
    const { call, check, text } = this.native;
    const op = call.TFE_NewOp(this.context.pointer, text(name), status);
    if (op === null) check(name, status);
    for (const input of inputs) {
      if (Array.isArray(input)) this.#addList(op, input, status);
      else call.TFE_OpAddInput(op, (input as Computed).handle, status);
    }
    this.#setAttributes(op, attributes);
    return op;
  }

  #addList(op: Deno.PointerValue, values: readonly Value[], status: Deno.PointerValue): void {
    const handles = BigUint64Array.from(values, (value) => (value as Computed).handle);
    const bytes = new Uint8Array(handles.buffer);
    this.native.call.TFE_OpAddInputList(op, bytes, values.length, status);
  }

  /** Takes over a tensor that the library has made. */
  adopt(handle: bigint): Computed {
    const { call, status } = this.native;
    this.alive++;
    const shape = new Array<number>(call.TFE_TensorHandleNumDims(handle, status));
    for (let i = 0; i < shape.length; i++) {
      shape[i] = Number(call.TFE_TensorHandleDim(handle, i, status));
    }
    return { handle, shape, type: call.TFE_TensorHandleDataType(handle) };
  }

  constant(type: number, shape: readonly number[], bytes: Uint8Array): Computed {
    return this.timed("upload", bytes.length, () => this.#upload(type, shape, bytes));
  }

  /** Does something of which whoever watches is told. */
  timed<Result>(part: Part, bytes: number, body: () => Result): Result {
    if (!this.told) return body();
    const began = performance.now(), result = body();
    this.told?.(part, performance.now() - began, bytes);
    return result;
  }

  #upload(type: number, shape: readonly number[], bytes: Uint8Array): Computed {
    const { call, check, status, text } = this.native, { gpu, pointer } = this.context;
    const dimensions = new Uint8Array(int64(shape).buffer);
    const tensor = call.TF_AllocateTensor(type, dimensions, shape.length, BigInt(bytes.length));
    if (bytes.length > 0) {
      const data = call.TF_TensorData(tensor)!;
      new Uint8Array(Deno.UnsafePointerView.getArrayBuffer(data, bytes.length)).set(bytes);
    }
    let handle = call.TFE_NewTensorHandle(tensor, status);
    check("an upload");
    call.TF_DeleteTensor(tensor);
    if (gpu !== undefined && type !== Type.int32) {
      const there = call.TFE_TensorHandleCopyToDevice(handle, pointer, text(gpu), status);
      check("a copy to the GPU");
      call.TFE_DeleteTensorHandle(handle);
      handle = there;
    }
    this.alive++;
    return { handle, shape, type };
  }

  /** Does something with a value's bytes in memory, which end with it. */
  withTensor<Result>(value: Computed, use: (tensor: Deno.PointerValue) => Result): Result {
    const { call, check, status } = this.native;
    const tensor = call.TFE_TensorHandleResolve(value.handle, status);
    check("a download");
    try {
      return use(tensor);
    } finally {
      call.TF_DeleteTensor(tensor);
    }
  }

  /** A copy of a value's bytes. */
  read(value: Computed): Uint8Array<ArrayBuffer> {
    const { call } = this.native, began = performance.now();
    const read = this.withTensor(value, (tensor) => {
      const bytes = new Uint8Array(Number(call.TF_TensorByteSize(tensor)));
      if (bytes.length > 0) Deno.UnsafePointerView.copyInto(call.TF_TensorData(tensor)!, bytes);
      return bytes;
    });
    this.told?.("reading back", performance.now() - began, read.length);
    return read;
  }

  release(value: Value): void {
    this.alive--;
    this.native.call.TFE_DeleteTensorHandle((value as Computed).handle);
  }
}
