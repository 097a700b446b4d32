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
  const health = new Health(() => real.HEAPU8.byteLength);
  const heap = new CountedHeap(real, health);
  let dry: DryHeap | undefined;
  const module: TfjsModule = Object.create(real, {
    _malloc: { value: (bytes: number) => dry ? dry.allocate(bytes) : heap.allocate(bytes) },
    _free: {
      value(address: number) {
        // a dry run also frees what was there before
        if (!dry?.free(address)) heap.free(address);
      },
    },
    cwrap: {
      value(name: string, result: string | null, types: string[]) {
        const f = real.cwrap(name, result, types);
        return (...args: number[]) => dry ? 0 : health.guard(() => f(...args));
      },
    },
    HEAPU8: {
      get() {
        if (dry) return new Nothing();
        health.check();
        return real.HEAPU8;
      },
    },
  });
  return {
    health,
    module,
    get dry() {
      return dry !== undefined;
    },
    watch: () => heap.watch(),
    holdScratch(bytes) {
      if (dry) dry.scratch = Math.max(dry.scratch, bytes);
    },
    dryRun(f) {
      const own = dry = new DryHeap();
      try {
        f();
        return own.peak + own.scratch;
      } finally {
        dry = undefined;
      }
    },
  };
}

/** The allocations of a dry run: addresses that nothing lies at. */
class DryHeap {
  /** Most bytes at a time. */
  peak = 0;
  scratch = 0;
  readonly #sizes = new Map<number, number>();
  #address = 1;
  #live = 0;

  allocate(bytes: number): number {
    this.#address += STEP;
    // with what malloc adds of its own
    const size = Math.ceil((bytes + 8) / 16) * 16;
    this.#live += size;
    this.peak = Math.max(this.peak, this.#live);
    this.#sizes.set(this.#address, size);
    return this.#address;
  }

  /** @returns Whether the address is one of a dry run's. */
  free(address: number): boolean {
    const size = this.#sizes.get(address);
    if (size === undefined) return false;
    this.#sizes.delete(address);
    this.#live -= size;
    return true;
  }
}

/** The heap itself, whose allocations are counted. */
class CountedHeap {
  readonly #module: TfjsModule;
  readonly #health: Health;
  /** Bytes of each allocation, by address. */
  readonly #held = new Map<number, number>();
  #total = 0;
  #watched: { calls: number; bytes: number; peak: number } | undefined;

  constructor(module: TfjsModule, health: Health) {
    this.#module = module;
    this.#health = health;
  }

  /** Throws where malloc gives null, which tfjs does not look for. */
  allocate(bytes: number): number {
    const pointer = this.#health.guard(() => this.#module._malloc(bytes)) >>> 0;
    if (pointer === 0 && bytes > 0) throw outOfMemory(bytes, this.#module.HEAPU8.byteLength);
    this.#held.set(pointer, bytes);
    this.#total += bytes;
    const watched = this.#watched;
    if (watched) {
      watched.calls++;
      watched.bytes += bytes;
      watched.peak = Math.max(watched.peak, this.#total);
    }
    return pointer;
  }

  free(address: number): void {
    this.#total -= this.#held.get(address >>> 0) ?? 0;
    this.#held.delete(address >>> 0);
    this.#health.guard(() => this.#module._free(address));
  }

  watch(): { end(): Allocations } {
    const seen = this.#watched = { calls: 0, bytes: 0, peak: this.#total };
    return {
      end: () => {
        this.#watched = undefined;
        return seen;
      },
    };
  }
}

/** Memory that forgets what is written and reads as zeros. */
class Nothing {
  readonly buffer = undefined;
  set(): void {}
  slice(from: number, to: number): Uint8Array {
    return new Uint8Array(to - from);
  }
}
