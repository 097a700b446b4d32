import { CrlcError, messageOf } from "../../core/errors.ts";
import { LIMIT, outOfMemory } from "./out_of_memory.ts";

/**
 * Whether the heap can still be trusted. A kernel that breaks off (`memory access out of bounds`, an
 * abort, a thread that fails) may have written anywhere and may hold a lock of the allocator, on
 * which the next call would wait for ever. So the first such failure is the last thing that happens
 * in the heap: whatever is asked of the backend afterwards is answered with the same error.
 */
export class Health {
  #failure: CrlcError | undefined;

  /** @param taken Bytes that the heap has grown to. */
  constructor(private readonly taken: () => number) {}

  /** Whether the heap has failed. */
  get dead(): boolean {
    return this.#failure !== undefined;
  }

  /** @throws {CrlcError} `BACKEND_DEAD`, or `OUT_OF_MEMORY`, if the heap has failed. */
  check(): void {
    if (this.#failure) throw this.#failure;
  }

  /** Calls into the heap, and takes whatever is thrown there for its end. */
  guard<Result>(call: () => Result): Result {
    this.check();
    try {
      return call();
    } catch (error) {
      throw this.#failure = this.#describe(error);
    }
  }

  #describe(error: unknown): CrlcError {
    if (error instanceof CrlcError) return error;
    const taken = this.taken();
    // where C++ finds no memory it aborts
    if (error instanceof WebAssembly.RuntimeError && taken > 0.9 * LIMIT) {
      return outOfMemory(0, taken);
    }
    return new CrlcError(
      "backend",
      "BACKEND_DEAD",
      `Cannot go on with backend "wasm": its memory can no longer be trusted, because a kernel broke ` +
        `off: ${messageOf(error)}`,
      { hint: "continue from the last checkpoint in a new process", cause: error },
    );
  }
}
