/**
 * Where the time and the memory of steps go, as a backend tells it. Types only.
 *
 * @module
 */

/** A part of a kernel that a backend splits over its threads. */
export interface JobTime {
  readonly name: string;
  readonly calls: number;
  readonly milliseconds: number;
  /** Thereof spent by the main thread in waiting for the others. */
  readonly waited: number;
}

/** All calls of one kernel. */
export interface KernelTime extends JobTime {
  /** Floating-point operations of what the kernel is defined to do, two a multiply-add; 0 where they are not counted. */
  readonly flops: number;
  /** Of its inputs and outputs; 0 where they are not counted. */
  readonly bytes: number;
  readonly jobs: readonly JobTime[];
}

/** What a backend has seen of the steps between two moments. */
export interface Profile {
  /**
   * A kernel's time is its own: kernels do not overlap. Of a step that is traced they are the ways
   * into the library and back.
   */
  readonly kernels: readonly KernelTime[];
  /** Memory asked for and given back within kernels, whose times include it; absent where unknown. */
  readonly allocations?: { readonly calls: number; readonly bytes: number };
  /** Milliseconds that each thread has computed, the main thread first; empty where unknown. */
  readonly threads: readonly number[];
  /** Absent where only the process tells. */
  readonly memory?: {
    /** Most bytes of tensors at a time, those of before included. */
    readonly tensors: number;
    /** What kernels keep for their own use. */
    readonly scratch: number;
    /** What the backend has taken of the system, used or not. */
    readonly reserved: number;
  };
}

/** Watches a backend until it is asked for what it has seen. */
export interface Profiler {
  end(): Profile;
}
