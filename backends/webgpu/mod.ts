/**
 * The `webgpu` backend: TensorFlow.js on Deno's own WebGPU, on any GPU with a driver.
 *
 * @module
 */
import type { BackendPlugin } from "../backend.ts";

/** TensorFlow.js on WebGPU. Not yet run on a real GPU. */
export const webgpu: BackendPlugin = {
  name: "webgpu",
  about: "Deno's own WebGPU, on any GPU with a driver: tried on a software adapter only",
  apiVersion: 1,
  async probe() {
    const { findAdapter } = await import("./adapter.ts");
    const adapter = await findAdapter();
    return adapter ? { ok: true, device: describe(adapter), software: adapter.software } : {
      ok: false,
      reason: "Deno finds no GPU with a driver",
      fix: "install the driver of the GPU (Vulkan, Metal or Direct3D 12), or use another backend",
    };
  },
  async open(options) {
    const { openWebGpu } = await import("./open.ts");
    return openWebGpu(options);
  },
};

function describe({ name, software }: { name: string; software: boolean }): string {
  return `WebGPU, ${name}${software ? ", a GPU in software" : ""}`;
}

export default { backends: [webgpu] };
