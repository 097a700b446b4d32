import type { KernelTime, Profile } from "../backends/profile.ts";
import type { ProcessMemory } from "../core/process_memory.ts";
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
  /** Bytes of images that the data set holds, and of views that are ready or under way. */
  readonly pixels?: number;
  readonly views?: number;
  /** The process once the backend was open, and in the end. */
  readonly opened: ProcessMemory;
  readonly process: ProcessMemory;
}

/** The profile of an average step, its kernels by time. */
export function profileOf(watched: Watched): BenchProfile {
  const { profile, steps, milliseconds, unwatched } = watched;
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
    ...profile.allocations && {
      allocations: {
        calls: profile.allocations.calls / steps,
        bytes: profile.allocations.bytes / steps,
      },
    },
    memory: memoryOf(watched),
  };
}

function memoryOf(watched: Watched): BenchProfile["memory"] {
  const { profile, state, batch, pixels = 0, views = 0, opened, process } = watched;
  const javascript = Math.max(0, process.javascript - pixels - views);
  const known = { pixels, views, state, batch };
  if (profile.memory) {
    const { tensors, scratch, reserved } = profile.memory;
    return {
      ...known,
      activations: Math.max(0, tensors - scratch - state - batch),
      scratch,
      unused: Math.max(0, reserved - tensors),
      javascript,
      rest: Math.max(0, process.peak - reserved - pixels - views - javascript),
    };
  }
  // what the process has grown by, JavaScript apart, is the backend's
  const grown = process.peak - opened.now - (process.javascript - opened.javascript);
  const activations = Math.max(0, grown - state - batch);
  const told = pixels + views + state + batch + activations + javascript;
  return {
    ...known,
    ...{ activations, scratch: 0, unused: 0, javascript },
    rest: Math.max(0, process.peak - told),
  };
}

function kernelOf(kernel: KernelTime, steps: number, whole: number): BenchKernel {
  const { flops, bytes, jobs, milliseconds } = kernel, seconds = milliseconds / 1000;
  return {
    ...jobOf(kernel, steps),
    share: milliseconds / whole,
    ...(flops > 0 && { flopsPerSecond: flops / seconds }),
    ...(bytes > 0 && { bytesPerSecond: bytes / seconds }),
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
