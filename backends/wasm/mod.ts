/**
 * The `wasm` backend: TensorFlow.js on WebAssembly, with training kernels of our own that run in
 * the same heap and are split over threads. It needs nothing but Deno.
 *
 * @module
 */
import { availableParallelism } from "node:os";
import type { BackendPlugin } from "../backend.ts";
import { simdLevel } from "./simd_level.ts";

/** TensorFlow.js on WebAssembly with own training kernels, on all cores. */
export const wasm: BackendPlugin = {
  name: "wasm",
  about: "WebAssembly with SIMD and threads: runs anywhere, and the default",
  apiVersion: 1,
  ranks: "any",
  probe() {
    const simd = simdLevel();
    return Promise.resolve(
      simd
        ? {
          ok: true,
          device: `WebAssembly, ${simd} SIMD`,
          details: { simd, threads: String(availableParallelism()) },
        }
        : {
          ok: false,
          reason: "this JavaScript engine has no WebAssembly SIMD",
          fix: "use a current Deno on a 64-bit processor",
        },
    );
  },
  async open(options) {
    const { openWasm } = await import("./open.ts");
    return openWasm(options);
  },
  async kernelDigests(names) {
    return (await import("./kernel_files.ts")).kernelDigests(names);
  },
};

export default { backends: [wasm] };
