import { availableParallelism, cpus, totalmem } from "node:os";
import type { BenchReport } from "./bench_api.ts";

/** The machine that a bench ran on. */
export function machineFacts(): BenchReport["machine"] {
  return {
    os: Deno.build.os,
    arch: Deno.build.arch,
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    cpu: cpus()[0]?.model,
  };
}
