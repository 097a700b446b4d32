import { onDevice, onDeviceLater } from "./device_errors.ts";
import type { ProgramCache } from "./program_cache.ts";
import type { Client } from "./pjrt/client.ts";
import type { Executable } from "./pjrt/executable.ts";

/** Compiled programs by their text: each is compiled once, by this process or by one before. */
export class Programs {
  readonly #known = new Map<string, Executable>();
  /** For tests and figures. */
  readonly counts = { compiled: 0, loaded: 0, milliseconds: 0 };

  /** @param cache Where compiled programs are kept for other processes; absent where nowhere. */
  constructor(readonly client: Client, readonly cache?: ProgramCache) {}

  /** Compiles while JavaScript waits. */
  now(text: string, partitions = 1): Executable {
    return this.#known.get(text) ?? this.#loaded(text) ??
      this.#compileNow(text, partitions);
  }

  #compileNow(text: string, partitions: number): Executable {
    const began = performance.now();
    const executable = onDevice(() => this.client.compileNow(text, partitions));
    return this.#compiled(text, began, executable);
  }

  /** Compiles off the JavaScript thread. */
  async later(text: string, partitions = 1): Promise<Executable> {
    const known = this.#known.get(text) ?? this.#loaded(text);
    if (known) return known;
    const began = performance.now();
    return this.#compiled(
      text,
      began,
      await onDeviceLater(() => this.client.compile(text, partitions)),
    );
  }

  #loaded(text: string): Executable | undefined {
    const bytes = this.cache?.read(text);
    if (!bytes) return undefined;
    try {
      const executable = this.client.load(bytes);
      this.#known.set(text, executable);
      this.counts.loaded++;
      return executable;
    } catch {
      // what cannot be loaded is compiled anew, and kept in its place
      return undefined;
    }
  }

  #compiled(text: string, began: number, executable: Executable): Executable {
    const took = performance.now() - began;
    this.#known.set(text, executable);
    this.counts.compiled++;
    this.counts.milliseconds += took;
    const { cache } = this;
    if (cache && took >= cache.worthKeeping) cache.keep(text, () => executable.serialise());
    return executable;
  }

  close(): void {
    for (const executable of this.#known.values()) executable.release();
    this.#known.clear();
  }
}
