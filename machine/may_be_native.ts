import { findPlace } from "../backends/tensorflow/place.ts";

/** Backends without native code of their own. */
const SANDBOXED: ReadonlySet<string> = new Set(["cpu", "wasm", "webgpu"]);

/**
 * Whether a backend may load native code: "auto" does where TensorFlow's library is on this
 * machine, and any backend that crlc does not know is taken to.
 */
export function mayBeNative(backend: string): boolean {
  return backend === "auto" ? findPlace() !== undefined : !SANDBOXED.has(backend);
}
