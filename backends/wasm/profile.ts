import type { Profile, Profiler } from "../profile.ts";
import { tf } from "../tf.ts";
import { flopsOf } from "./flops.ts";
import type { Info, Interceptor, TrainingBackend } from "./runtime.ts";

interface Sum {
  name: string;
  calls: number;
  milliseconds: number;
  waited: number;
}
interface KernelSum extends Sum {
  flops: number;
  bytes: number;
  jobs: Map<string, Sum>;
}

const bytesOf = ({ shape, dtype }: Info) =>
  tf.util.sizeFromShape(shape) * (dtype === "bool" ? 1 : 4);

/** The sum of this name, begun where there is none. */
function sumOf<S extends Sum>(sums: Map<string, S>, name: string, begin: (sum: Sum) => S): S {
  let sum = sums.get(name);
  if (!sum) sums.set(name, sum = begin({ name, calls: 0, milliseconds: 0, waited: 0 }));
  return sum;
}

/** Watches kernels, threads and memory of a backend; one at a time. */
export function profile(backend: TrainingBackend): Profiler {
  const kernels = new Map<string, KernelSum>();
  let current: KernelSum | undefined;
  const interceptor: Interceptor = {
    kernel(name, func, inputs, attributes) {
      const run = () => func({ inputs, attrs: attributes, backend });
      if (current) return run();
      current = sumOf(
        kernels,
        name,
        (sum) => ({ ...sum, flops: 0, bytes: 0, jobs: new Map() }),
      );
      const began = performance.now();
      try {
        const made = run();
        current.milliseconds += performance.now() - began;
        const given = Object.values(inputs).filter((info) => info !== undefined && info !== null);
        const outputs = [made].flat();
        current.calls++;
        current.flops += flopsOf(name, inputs as Record<string, Info>, outputs);
        current.bytes += [...given as Info[], ...outputs].reduce(
          (sum, info) => sum + bytesOf(info),
          0,
        );
        return made;
      } finally {
        current = undefined;
      }
    },
  };
  const pool = backend.pool.watch(({ kernel, took, waited }) => {
    if (!current) return;
    const job = sumOf(current.jobs, kernel, (sum) => sum);
    job.calls++;
    job.milliseconds += took;
    job.waited += waited;
    current.waited += waited;
  });
  const allocations = backend.allocations.watch();
  backend.interceptor = interceptor;
  return {
    end(): Profile {
      backend.interceptor = undefined;
      const threads = pool.end(), { calls, bytes, peak } = allocations.end();
      return {
        kernels: [...kernels.values()].map((sum) => ({ ...sum, jobs: [...sum.jobs.values()] })),
        allocations: { calls, bytes },
        threads,
        memory: {
          tensors: peak,
          scratch: backend.scratchBytes,
          reserved: backend.heap.memory.buffer.byteLength,
        },
      };
    },
  };
}
