import type { KernelTime, Profile, Profiler } from "../profile.ts";

/** What takes time beside JavaScript. */
export type Part = "step in TensorFlow" | "tracing" | "upload" | "reading back";

/** Told of something that has taken time, and of the bytes it has moved. */
export type Told = (part: Part, milliseconds: number, bytes: number) => void;

/**
 * Watches the ways into TensorFlow and back, one at a time. What its kernels take each cannot be
 * told: the C library gives no times of the nodes of a function.
 */
export function profile(eager: { told?: Told }): Profiler {
  const parts = new Map<Part, { calls: number; milliseconds: number; bytes: number }>();
  const told: Told = (part, milliseconds, bytes) => {
    const sum = parts.get(part) ?? { calls: 0, milliseconds: 0, bytes: 0 };
    sum.calls++;
    sum.milliseconds += milliseconds;
    sum.bytes += bytes;
    parts.set(part, sum);
  };
  eager.told = told;
  return {
    end(): Profile {
      if (eager.told === told) eager.told = undefined;
      const kernels = [...parts].map(([name, sum]): KernelTime => ({
        ...{ name, ...sum, waited: 0, flops: 0, jobs: [] },
      }));
      return { kernels, threads: [] };
    },
  };
}
