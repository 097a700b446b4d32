import { CrlcError } from "../../core/errors.ts";
import type { Backend, BackendOptions } from "../backend.ts";
import { eager } from "../eager.ts";
import { needFloat32 } from "../precision.ts";
import { tf } from "../tf.ts";
import { findAdapter, quietly } from "./adapter.ts";

/**
 * Opens WebGPU and makes it the active backend. tfjs keeps one device a process, which stays
 * when the backend is closed, so that tensors may outlive it.
 *
 * @throws {CrlcError} `NO_DEVICE` if there is no GPU.
 */
export async function openWebGpu(options: BackendOptions): Promise<Backend> {
  const precision = needFloat32("webgpu", options);
  const adapter = await findAdapter();
  if (!adapter) {
    throw new CrlcError(
      "backend",
      "NO_DEVICE",
      'Cannot open backend "webgpu": Deno must find a GPU with a driver, and finds none',
      { hint: "install the driver of the GPU, or choose another backend" },
    );
  }
  await import("../tfjs/webgpu.js");
  // small tensors would be computed on the CPU unseen
  tf.env().set("WEBGPU_CPU_FORWARD", false);
  await quietly(() => tf.setBackend("webgpu"));
  return {
    name: "webgpu",
    device: `WebGPU, ${adapter.name}`,
    threads: 1,
    precision,
    compile: eager,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
