import { readKernels } from "./kernel_files.ts";

/** Emscripten's module of the tfjs wasm backend, as far as it is used here. */
export interface TfjsModule {
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  readonly HEAPU8: Uint8Array;
  cwrap(name: string, result: string | null, args: string[]): (...args: number[]) => number;
  tfjs?: Record<string, (...args: number[]) => number>;
}

/** The tfjs module and the memory it lives in. */
export interface Heap {
  readonly module: TfjsModule;
  readonly memory: WebAssembly.Memory;
  readonly shared: boolean;
  /** The file it was started from. */
  readonly binary: string;
}

const PAGES = 65536;
const FIRST_PAGES = 256;

/**
 * Starts the wasm module of the tfjs backend, in a memory that threads can share where that is
 * possible.
 *
 * tfjs offers its shared memory to browsers only, and with threads of its own, which do not start
 * in Deno. So its loader was built into a function whose arguments hide the globals by which it knows
 * Deno for Node, and whose `Worker` answers the loader's greeting and does nothing more. tfjs itself then computes
 * on one thread.
 */
export async function startHeap(shared: boolean): Promise<Heap> {
  const binary = shared ? "tfjs-backend-wasm-threaded-simd.wasm" : "tfjs-backend-wasm-simd.wasm";
  const [{ default: load }, code] = await Promise.all([
    shared
      ? import("../tfjs/tfjs-backend-wasm-threaded-simd.js")
      : import("../tfjs/tfjs-backend-wasm.js"),
    readKernels(binary),
  ]);
  let memory = shared
    ? new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: PAGES, shared: true })
    : undefined;
  const factory = load({}, Greeter, {}, { exports: {} });
  const module: TfjsModule = await factory({
    wasmMemory: memory,
    locateFile: (path: string) => path,
    print: () => {},
    printErr: () => {},
    instantiateWasm(imports: WebAssembly.Imports, done: (...args: unknown[]) => void) {
      WebAssembly.instantiate(code, imports).then(({ instance, module }) => {
        memory ??= Object.values(instance.exports).find((value) =>
          value instanceof WebAssembly.Memory
        ) as WebAssembly.Memory;
        done(instance, module);
      });
      return {};
    },
  });
  return { module, memory: memory!, shared, binary };
}

/** Stands for the workers that the loader wants: greets, and is never asked for more. */
class Greeter {
  onmessage?: (event: { data: unknown }) => void;
  postMessage(message: { cmd?: string }): void {
    if (message.cmd !== "load") throw new Error("tfjs asked for a thread of its own");
    queueMicrotask(() => this.onmessage?.({ data: { cmd: "loaded" } }));
  }
  terminate(): void {}
}
