import { deepStrictEqual, rejects, throws } from "node:assert/strict";
import { startPool } from "../../../backends/wasm/pool.ts";
import { openWasm } from "../../../backends/wasm/open.ts";
import type { TrainingBackend } from "../../../backends/wasm/runtime.ts";
import { tf } from "../../../backends/tf.ts";

const dead = { name: "CrlcError", kind: "backend", code: "BACKEND_DEAD" };
/** Where the heap does not reach. */
const BEYOND = 2 ** 32 - 65536;

/** Breaks a kernel off; in the main thread alone, or in every thread that takes part. */
function breakOff(parts: number): void {
  const backend = tf.backend() as TrainingBackend;
  backend.run("segmentSum", parts, BEYOND, BEYOND, BEYOND, 1, 1024, 64);
}

for (const threads of [1, 3]) {
  for (const shared of [true, false]) {
    Deno.test(
      `after a kernel has broken off, every use of the backend says so (${threads} threads, heap ${
        shared ? "" : "not "
      }shared)`,
      async () => {
        await using backend = await openWasm({ threads, shared });
        const kept = tf.tensor1d([1, 2, 3]);
        throws(
          () => breakOff(threads),
          /BACKEND_DEAD|no longer be trusted|WORKER_STALLED|a worker/,
        );
        const code = threads > 1 && shared ? /BACKEND_DEAD|WORKER_STALLED/ : /BACKEND_DEAD/;
        const says = (error: { code?: string }) => code.test(error.code ?? "");
        throws(() => tf.add(kept, 1), says);
        throws(() => tf.matMul(tf.ones([2, 2]), tf.ones([2, 2])), says);
        throws(() => tf.tensor1d([1]), says);
        throws(() => kept.dataSync(), says);
        await rejects(kept.data(), says);
        await rejects(
          backend.compile(() => ({
            weights: { w: tf.add(kept, 1) },
            buffers: {},
            slots: {},
            terms: {},
          }))(
            { weights: {}, buffers: {}, slots: {}, batch: {}, learningRate: kept as never },
          ),
          says,
        );
        kept.dispose();
      },
    );
  }
}

Deno.test("a backend that is opened after a dead one computes again", async () => {
  {
    await using _dead = await openWasm({ threads: 2 });
    throws(() => breakOff(1), dead);
  }
  await using _open = await openWasm({ threads: 2 });
  const sum = tf.add(tf.tensor1d([1, 2]), 1);
  deepStrictEqual([...sum.dataSync()], [2, 3]);
  sum.dispose();
});

/** A module of one kernel `trap(part, parts, slot)` that breaks off at once. */
const code = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...[1, 7, 1, 96, 3, 127, 127, 127, 0],
  ...[2, 16, 1, 3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121, 2, 3, 1, 1],
  ...[3, 2, 1, 0],
  ...[7, 8, 1, 4, 116, 114, 97, 112, 0, 0],
  ...[10, 5, 1, 3, 0, 0, 11],
);

Deno.test("a pool whose kernel breaks off refuses every later job, in the same words", async () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  for (const threads of [1, 2]) {
    const pool = await startPool({ module: new WebAssembly.Module(code), memory, threads });
    let first: unknown;
    try {
      pool.run("trap", 2);
    } catch (error) {
      first = error;
    }
    throws(() => pool.run("trap", 1), (error) => error === first);
    await pool.close();
  }
});
