import { availableParallelism } from "node:os";
import type { Group } from "../../core/group.ts";
import { CrlcError, messageOf } from "../../core/errors.ts";
import type { Backend, BackendOptions, Step } from "../backend.ts";
import { correctCpuKernels } from "../corrected/mod.ts";
import { needFloat32 } from "../precision.ts";
import { tf } from "../tf.ts";
import { compile } from "./compile.ts";
import { type Heap, startHeap, type TfjsModule } from "./heap.ts";
import { kernelDigests, readKernels } from "./kernel_files.ts";
import { trackAllocations } from "./allocation_tracker.ts";
import { installKernels, wasmInferenceOps, wasmOps } from "./ops/mod.ts";
import { type Pool, startPool } from "./pool.ts";
import { profile } from "./profile.ts";
import { TrainingBackend } from "./runtime.ts";
import { type SimdLevel, simdLevel } from "./simd_level.ts";

/** What only tests and the curious choose. */
export interface WasmOptions extends BackendOptions {
  /** The build of the kernels; the best that runs by default. */
  readonly simd?: SimdLevel;
  /** Whether the heap can be shared by threads; by default where it is possible. */
  readonly shared?: boolean;
}

let isOpen = false;

/**
 * Opens the wasm backend and makes it the active one.
 *
 * @throws {CrlcError} `BACKEND_OPEN` if it is open already, `NO_SIMD` if it cannot run here.
 */
export async function openWasm(options: WasmOptions = {}): Promise<Backend & { simd: SimdLevel }> {
  const precision = needFloat32("wasm", options);
  const best = simdLevel();
  if (!best) {
    throw new CrlcError(
      "backend",
      "NO_SIMD",
      'Cannot open backend "wasm": the JavaScript engine must have WebAssembly SIMD',
      { hint: 'use a current Deno on a 64-bit processor, or choose backend "cpu"' },
    );
  }
  if (isOpen) {
    throw new CrlcError(
      "backend",
      "BACKEND_OPEN",
      'Cannot open backend "wasm": one can be open at a time, and it is open already',
      { hint: "close the one before" },
    );
  }
  isOpen = true;
  try {
    return await open(options, options.simd ?? best, precision);
  } catch (error) {
    isOpen = false;
    throw error;
  }
}

async function open(options: WasmOptions, simd: SimdLevel, precision: "float32") {
  const heap = await findHeap(options);
  const cores = availableParallelism();
  // Threads beyond the cores only wait for each other; a few are let through for tests.
  const most = Math.max(cores, 4);
  const wanted = Math.min(most, Math.max(1, Math.floor(options.threads ?? cores)));
  const threads = heap.shared ? wanted : 1;
  const file = `${simd}${heap.shared ? "-shared" : ""}.wasm`;
  const module = await WebAssembly.compile(await readKernels(file));
  const pool = await startPool({ module, memory: heap.memory, threads });
  const { backend, deactivate } = await activate(heap, pool, options.group).catch(async (error) => {
    await pool.close();
    throw error;
  });
  let closed = false;
  const device = `WebAssembly, ${simd} SIMD, ${threads} ${threads === 1 ? "thread" : "threads"}`;
  return {
    name: "wasm",
    ...{ device, threads, precision, simd, group: options.group },
    kernels: await kernelDigests([file, heap.binary]),
    compile: (step: Step) => compile(backend, step),
    profile: () => profile(backend),
    async [Symbol.asyncDispose]() {
      if (closed) return;
      closed = true;
      deactivate();
      await pool.close();
      isOpen = false;
    },
  };
}

/** A heap that can be shared, or a plain one where that fails. */
async function findHeap({ shared }: WasmOptions): Promise<Heap> {
  if (shared === false) return startHeap(false);
  try {
    return await startHeap(true);
  } catch (error) {
    if (shared) throw error;
  }
  try {
    return await startHeap(false);
  } catch (error) {
    throw new CrlcError(
      "backend",
      "NO_HEAP",
      `Cannot open backend "wasm": its heap must be granted, and it is not: ${messageOf(error)}`,
      { hint: "allow 4 GB of address space and reading of Deno's package folder", cause: error },
    );
  }
}

/** Puts our backend in the place of tfjs's own of the same name. */
async function activate(heap: Heap, pool: Pool, group?: Group) {
  const allocations = trackAllocations(heap.module);
  allocations.module.tfjs = tfjsFunctions(allocations.module);
  if (tf.findBackendFactory("wasm")) tf.removeBackend("wasm");
  correctCpuKernels();
  const uninstall = installKernels();
  const own = { trainingOps: wasmOps, inferenceOps: wasmInferenceOps };
  const backend = Object.assign(new TrainingBackend(heap, allocations, pool, group), own);
  tf.registerBackend("wasm", () => backend);
  await tf.setBackend("wasm");
  const deactivate = () => {
    tf.removeBackend("wasm");
    uninstall();
  };
  return { backend, deactivate };
}

/** What tfjs calls in its module, XNNPACK on one thread. */
function tfjsFunctions(module: TfjsModule): TfjsModule["tfjs"] {
  const start = module.cwrap("init_with_threads_count", null, ["number"]);
  return {
    init: module.cwrap("init", null, []),
    initWithThreadsCount: () => start(1),
    getThreadsCount: module.cwrap("get_threads_count", "number", []),
    registerTensor: module.cwrap("register_tensor", null, ["number", "number", "number"]),
    disposeData: module.cwrap("dispose_data", null, ["number"]),
    dispose: module.cwrap("dispose", null, []),
  };
}
