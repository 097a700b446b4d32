import type { Pjrt } from "./api.ts";
import { Arguments } from "./arguments.ts";
import { type Bytes, bytesAt } from "./memory.ts";

/** A compiled program. */
export class Executable {
  readonly outputs: number;
  readonly #pjrt: Pjrt;
  readonly #pointer: bigint;
  readonly #inner: bigint;

  constructor(pjrt: Pjrt, pointer: bigint) {
    this.#pjrt = pjrt;
    this.#pointer = pointer;
    const inner = new Arguments(32).set(16, pointer);
    this.#inner = pjrt.call("LoadedExecutable_GetExecutable", inner).get(24);
    const outputs = new Arguments(32).set(16, this.#inner);
    this.outputs = Number(pjrt.call("Executable_NumOutputs", outputs).get(24));
  }

  /**
   * Runs the program; results may still be on their way.
   *
   * @param lists For each device its buffers. What the program may overwrite is dead afterwards,
   *   but for the numbers in `kept`.
   * @returns For each device its results.
   */
  run(lists: readonly (readonly bigint[])[], kept: readonly number[] = []): bigint[][] {
    const { given, results } = this.#call(lists, kept);
    this.#pjrt.call("LoadedExecutable_Execute", given);
    return results();
  }

  /** The same off the JavaScript thread. */
  async runLater(
    lists: readonly (readonly bigint[])[],
    kept: readonly number[] = [],
  ): Promise<bigint[][]> {
    const { given, results } = this.#call(lists, kept);
    await this.#pjrt.callLater("LoadedExecutable_Execute", given);
    return results();
  }

  #call(lists: readonly (readonly bigint[])[], kept: readonly number[]) {
    const options = new Arguments(144).list(56, BigInt64Array.from(kept, BigInt));
    const given = new Arguments(80).set(16, this.#pointer).nest(24, options);
    const rows = (lists: readonly BigUint64Array<ArrayBuffer>[]) =>
      BigUint64Array.from(lists, (list) => given.keep(list));
    // a list of nothing would have no address
    const inputs = lists.map((list) => BigUint64Array.from(list.length > 0 ? list : [0n]));
    const outputs = lists.map(() => new BigUint64Array(Math.max(1, this.outputs)));
    given.point(32, rows(inputs)).set(40, lists.length).set(48, lists[0].length)
      .point(56, rows(outputs));
    return { given, results: () => outputs.map((list) => [...list].slice(0, this.outputs)) };
  }

  /** The compiled program, to be loaded by another process. */
  serialise(): Bytes {
    const given = this.#pjrt.call("Executable_Serialize", new Arguments(56).set(16, this.#inner));
    const bytes = bytesAt(given.get(24), given.get(32));
    const type = { parameters: ["pointer"], result: "void" } as const;
    const free = Deno.UnsafePointer.create<typeof type>(given.get(48))!;
    new Deno.UnsafeFnPointer<typeof type>(free, type).call(
      Deno.UnsafePointer.create(given.get(40)),
    );
    return bytes;
  }

  release(): void {
    this.#pjrt.call("LoadedExecutable_Destroy", new Arguments(24).set(16, this.#pointer));
  }
}
