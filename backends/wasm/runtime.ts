import type { Group } from "../../core/group.ts";
import { tf } from "../tf.ts";
import type { Heap } from "./heap.ts";
import type { AllocationTracker } from "./allocation_tracker.ts";
import type { Pool } from "./pool.ts";

/** What a kernel gives and takes: a tensor without its methods. */
export type Info = tf.TensorInfo;

/** Stands between tfjs and the kernels, such as what records a step or times it. */
export interface Interceptor {
  /** Makes the call of a kernel in its own way, and gives what the kernel gives. */
  kernel(
    name: string,
    func: tf.KernelFunc,
    inputs: tf.NamedTensorInfoMap,
    attributes: tf.NamedAttrMap | undefined,
  ): Info | Info[];
  /** Told that a tensor's numbers are looked at by JavaScript. */
  read?(): void;
  /** Told that a tensor is made of numbers that JavaScript brings. */
  write?(dataId: object, values: tf.BackendValues): void;
}

/** The tfjs backend with our kernels beside its own. */
export class TrainingBackend extends tf.BackendWasm {
  /** While there is one, it gets every call of a kernel. */
  interceptor?: Interceptor;
  #scratch = 0;
  #scratchBytes = 0;

  constructor(
    readonly heap: Heap,
    readonly allocations: AllocationTracker,
    readonly pool: Pool,
    /** The processes that a step is split over, where there are several. */
    readonly group?: Group,
  ) {
    // deno-lint-ignore no-explicit-any -- tfjs does not export the type of its module
    super(allocations.module as any);
  }

  /** Address of a tensor's first value. */
  at(tensor: Info): number {
    return this.dataIdMap.get(tensor.dataId).memoryOffset;
  }

  /** Bytes that `scratch()` has taken. */
  get scratchBytes(): number {
    return this.#scratchBytes;
  }

  /** A new tensor of floats, not filled. */
  make(shape: readonly number[]): Info {
    return this.makeOutput([...shape], "float32");
  }

  /** Calls a kernel. */
  dispatch(
    name: string,
    func: tf.KernelFunc,
    inputs: tf.NamedTensorInfoMap,
    attributes: tf.NamedAttrMap | undefined,
  ): Info | Info[] {
    if (this.interceptor) return this.interceptor.kernel(name, func, inputs, attributes);
    return func({ inputs, attrs: attributes, backend: this });
  }

  override write(...args: Parameters<tf.BackendWasm["write"]>) {
    const dataId = super.write(...args), [values] = args;
    if (values) this.interceptor?.write?.(dataId, values);
    return dataId;
  }

  override readSync(...args: Parameters<tf.BackendWasm["readSync"]>) {
    this.interceptor?.read?.();
    return super.readSync(...args);
  }

  /** Room for the length of one kernel, aligned to 64 bytes; the next call may give the same. */
  scratch(bytes: number): number {
    if (bytes > this.#scratchBytes) {
      if (this.allocations.dry) {
        this.allocations.holdScratch(bytes - this.#scratchBytes);
        return 0;
      }
      if (this.#scratch) this.allocations.module._free(this.#scratch);
      this.#scratch = this.#scratchBytes = 0;
      this.#scratch = this.allocations.module._malloc(bytes + 64) >>> 0;
      this.#scratchBytes = bytes;
    }
    return ((this.#scratch + 63) & ~63) >>> 0;
  }

  /** Runs one of our kernels; what it throws is the end of this heap. */
  run(kernel: string, parts: number, ...args: number[]): void {
    const { dry, health } = this.allocations;
    if (!dry) health.guard(() => this.pool.run(kernel, parts, ...args));
  }

  /** Frees a tensor; after a failure it is only forgotten, since the allocator may be locked. */
  override disposeData(dataId: tf.DataId, force = false): boolean {
    if (!this.allocations.health.dead) return super.disposeData(dataId, force);
    this.dataIdMap.delete(dataId);
    return true;
  }

  override typedArrayFromHeap(tensor: Info): Float32Array | Int32Array | Uint8Array {
    this.interceptor?.read?.();
    if (!this.allocations.dry) return super.typedArrayFromHeap(tensor);
    return zerosOf(tensor);
  }

  /** Tensors may outlive the backend: only the threads end with it. */
  override dispose(): void {}
}

/** Zeros that nothing is copied to, so that the system need not find memory for them. */
function zerosOf({ shape, dtype }: Info): Float32Array | Int32Array | Uint8Array {
  const size = shape.reduce((a, b) => a * b, 1);
  const values = dtype === "float32"
    ? new Float32Array(size)
    : dtype === "int32"
    ? new Int32Array(size)
    : new Uint8Array(size);
  values.set = () => {};
  return values;
}
