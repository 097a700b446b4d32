import type { TfjsModule } from "./heap.ts";
import { Health } from "./health.ts";
import { outOfMemory } from "./out_of_memory.ts";

/** Distance between addresses of a dry run; each is one above a multiple, as no real address is. */
const STEP = 16;

/**
 * A tfjs module that can run dry: memory is then only counted and nothing is computed,
 * so that the memory a step takes is known before the step is run.
 */
export interface AllocationTracker {
  /** Whether the heap can still be trusted. Nothing of the module can be used once it cannot. */
  readonly health: Health;
  /** The module as tfjs sees it. */
  readonly module: TfjsModule;
  readonly dry: boolean;
  /** Runs `f` dry and gives the most bytes that it had allocated at a time. */
  dryRun(f: () => void): number;
  /** Counts what is allocated from now on; its peak includes what is there. */
  watch(): { end(): Allocations };
  /** Counts scratch memory, which is kept, and grows to the most that is asked for. */
  holdScratch(bytes: number): void;
}

/** What was allocated while allocations were watched. */
export interface Allocations {
  readonly calls: number;
  readonly bytes: number;
  /** Most bytes at a time. */
  readonly peak: number;
}

/** Counts what a module allocates. */
export function trackAllocations(real: TfjsModule): AllocationTracker {
  let sizes: Map<number, number> | undefined;
  let address = 1, live = 0, peak = 0, scratch = 0;
  const health = new Health(() => real.HEAPU8.byteLength);

  function allocate(bytes: number): number {
    address += STEP;
    // with what malloc adds of its own
    const size = Math.ceil((bytes + 8) / 16) * 16;
    live += size;
    peak = Math.max(peak, live);
    sizes!.set(address, size);
    return address;
  }

  const held = new Map<number, number>();
  let total = 0;
  let watched: { calls: number; bytes: number; peak: number } | undefined;

  /** Throws where malloc gives null, which tfjs does not look for. */
  function found(bytes: number): number {
    const pointer = health.guard(() => real._malloc(bytes)) >>> 0;
    if (pointer === 0 && bytes > 0) throw outOfMemory(bytes, real.HEAPU8.byteLength);
    held.set(pointer, bytes);
    total += bytes;
    if (watched) {
      watched.calls++;
      watched.bytes += bytes;
      watched.peak = Math.max(watched.peak, total);
    }
    return pointer;
  }

  function release(address: number): void {
    total -= held.get(address >>> 0) ?? 0;
    held.delete(address >>> 0);
    health.guard(() => real._free(address));
  }

  const module: TfjsModule = Object.create(real, {
    _malloc: { value: (bytes: number) => sizes ? allocate(bytes) : found(bytes) },
    _free: {
      value(address: number) {
        const size = sizes?.get(address);
        if (size === undefined) return release(address);
        sizes!.delete(address);
        live -= size;
      },
    },
    cwrap: {
      value(name: string, result: string | null, types: string[]) {
        const f = real.cwrap(name, result, types);
        return (...args: number[]) => sizes ? 0 : health.guard(() => f(...args));
      },
    },
    HEAPU8: {
      get() {
        if (sizes) return new Nothing();
        health.check();
        return real.HEAPU8;
      },
    },
  });

  return {
    health,
    module,
    get dry() {
      return sizes !== undefined;
    },
    watch() {
      const seen = watched = { calls: 0, bytes: 0, peak: total };
      return {
        end() {
          watched = undefined;
          return seen;
        },
      };
    },
    holdScratch(bytes) {
      scratch = Math.max(scratch, bytes);
    },
    dryRun(f) {
      sizes = new Map();
      address = 1;
      live = peak = scratch = 0;
      try {
        f();
        return peak + scratch;
      } finally {
        sizes = undefined;
      }
    },
  };
}

/** Memory that forgets what is written and reads as zeros. */
class Nothing {
  readonly buffer = undefined;
  set(): void {}
  slice(from: number, to: number): Uint8Array {
    return new Uint8Array(to - from);
  }
}
