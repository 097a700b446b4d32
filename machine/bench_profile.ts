import type { KernelTime, Profile } from "../backends/profile.ts";
import type { BenchJob, BenchKernel, BenchProfile } from "./bench_api.ts";

/** What a bench knows of the steps that were watched. */
export interface Watched {
  readonly profile: Profile;
  readonly steps: number;
  /** Milliseconds of all of them. */
  readonly milliseconds: number;
  /** Median step while nobody watched. */
  readonly unwatched: number;
  /** Bytes of weights, buffers and slots, and of the batch. */
  readonly state: number;
  readonly batch: number;
  readonly peakMemoryBytes: number;
  readonly javascriptBytes: number;
}

/** The profile of an average step, its kernels by time. */
export function profileOf(watched: Watched): BenchProfile {
  const { profile, steps, milliseconds, unwatched, state, batch } = watched;
  const { tensors, scratch, reserved } = profile.memory;
  const kernels = profile.kernels.map((kernel) => kernelOf(kernel, steps, milliseconds))
    .sort((a, b) => b.milliseconds - a.milliseconds);
  const between = milliseconds - sum(profile.kernels.map(({ milliseconds }) => milliseconds));
  return {
    millisecondsPerStep: milliseconds / steps,
    overhead: milliseconds / steps / unwatched - 1,
    kernels,
    javascript: { milliseconds: between / steps, share: between / milliseconds },
    waitedMilliseconds: sum(kernels.map(({ waitedMilliseconds }) => waitedMilliseconds)),
    threads: profile.threads.map((busy) => busy / milliseconds),
    allocations: {
      calls: profile.allocations.calls / steps,
      bytes: profile.allocations.bytes / steps,
    },
    memory: {
      state,
      batch,
      activations: Math.max(0, tensors - scratch - state - batch),
      scratch,
      unused: Math.max(0, reserved - tensors),
      javascript: watched.javascriptBytes,
      rest: Math.max(0, watched.peakMemoryBytes - reserved - watched.javascriptBytes),
    },
  };
}

function kernelOf(kernel: KernelTime, steps: number, whole: number): BenchKernel {
  const { flops, bytes, jobs, milliseconds } = kernel, seconds = milliseconds / 1000;
  return {
    ...jobOf(kernel, steps),
    share: milliseconds / whole,
    ...(flops > 0 && { flopsPerSecond: flops / seconds }),
    bytesPerSecond: bytes / seconds,
    jobs: jobs.map((job) => jobOf(job, steps)).sort((a, b) => b.milliseconds - a.milliseconds),
  };
}

const jobOf = (
  { name, calls, milliseconds, waited }: Omit<KernelTime, "jobs" | "flops" | "bytes">,
  steps: number,
): BenchJob => ({
  name,
  calls: calls / steps,
  milliseconds: milliseconds / steps,
  waitedMilliseconds: waited / steps,
});

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
