import type { Backend } from "../../backends/backend.ts";
import { backends } from "../../backends/mod.ts";
import { tf } from "../../backends/tf.ts";
import { openWasm } from "../../backends/wasm/open.ts";

/** tfjs's engine, as far as the specs get at its inside. */
interface Engine {
  state: object & { dispose(): void };
  readonly ENV: { reset(): void };
  pendingBackendInitId: number;
  backendName: string | null;
  backendInstance: object | null;
  pendingBackendInit: Promise<boolean> | null;
  readonly registry: Record<string, tf.KernelBackend>;
  disposeRegisteredKernels(name: string): void;
  reset(): void;
}

/**
 * Opens a backend that stays open between specs: they would close it after every block of theirs,
 * and open it again by a way of tfjs's own.
 *
 * @param name A backend's name, or `wasm-not-shared`.
 */
export async function openForSpecs(name: string): Promise<Backend> {
  const backend = name === "wasm-not-shared"
    ? await openWasm({ shared: false })
    : await (await backends.get(name)).open({ precision: "float32" });
  const engine = tf.engine() as unknown as Engine;
  const kept = engine.registry[backend.name];
  engine.reset = function () {
    this.pendingBackendInitId++;
    this.state.dispose();
    this.ENV.reset();
    this.state = new (this.state.constructor as new () => Engine["state"])();
    for (const [other, instance] of Object.entries(this.registry)) {
      if (instance === kept) continue;
      this.disposeRegisteredKernels(other);
      instance.dispose();
      delete this.registry[other];
    }
    this.backendName = this.backendInstance = this.pendingBackendInit = null;
  };
  return backend;
}
