import { createHash } from "node:crypto";

/**
 * The modules that hold WebAssembly, in base64: Deno finds and keeps modules wherever crlc was
 * loaded from, and files beside them only on a disk.
 */
const MODULES: Readonly<Record<string, () => Promise<{ default: string }>>> = {
  "plain-shared.wasm": () => import("./kernels/plain-shared.wasm.json", { with: { type: "json" } }),
  "plain.wasm": () => import("./kernels/plain.wasm.json", { with: { type: "json" } }),
  "relaxed-shared.wasm": () =>
    import("./kernels/relaxed-shared.wasm.json", { with: { type: "json" } }),
  "relaxed.wasm": () => import("./kernels/relaxed.wasm.json", { with: { type: "json" } }),
  "tfjs-backend-wasm-threaded-simd.wasm": () =>
    import("../tfjs/tfjs-backend-wasm-threaded-simd.wasm.json", { with: { type: "json" } }),
  "tfjs-backend-wasm-simd.wasm": () =>
    import("../tfjs/tfjs-backend-wasm-simd.wasm.json", { with: { type: "json" } }),
};

/** The bytes of a file of kernels: our own, or one of tfjs, whose names begin with `tfjs-`. */
export async function readKernels(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.fromBase64((await MODULES[name]()).default);
}

/** The SHA-256 of files of kernels by their names, without those that are not there. */
export async function kernelDigests(
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const name of names) {
    if (!/^[\w-]+\.wasm$/.test(name)) continue;
    const bytes = await readKernels(name).catch(() => undefined);
    if (bytes) found[name] = createHash("sha256").update(bytes).digest("hex");
  }
  return found;
}
