import { deepStrictEqual, rejects, strictEqual, throws } from "node:assert/strict";
import { startPool } from "../../../backends/wasm/pool.ts";

/**
 * A module of two kernels `(address, part, parts, slot)`: `mark` stores part + 1 at address + 4 part,
 * and `loop` does the same in the main thread, but goes round for ever in every other.
 */
const code = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...[1, 8, 1, 96, 4, 127, 127, 127, 127, 0],
  ...[2, 16, 1, 3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121, 2, 3, 1, 1],
  ...[3, 3, 2, 0, 0],
  ...[7, 15, 2, 4, 109, 97, 114, 107, 0, 0, 4, 108, 111, 111, 112, 0, 1],
  ...[10, 49, 2],
  ...[18, 0, 32, 0, 32, 1, 65, 4, 108, 106, 32, 1, 65, 1, 106, 54, 2, 0, 11],
  ...[28, 0, 32, 3, 4, 64, 3, 64, 12, 0, 11, 11, 32, 0, 32, 1, 65, 4, 108, 106, 32, 1, 65, 1],
  ...[106, 54, 2, 0, 11],
);

function parts() {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  return { module: new WebAssembly.Module(code), memory, view: new Int32Array(memory.buffer) };
}

Deno.test("startPool() runs every part of a job once, whoever does it", async () => {
  const { module, memory, view } = parts();
  const pool = await startPool({ module, memory, threads: 3 });
  try {
    for (let round = 0; round < 200; round++) {
      view.fill(0);
      const count = 1 + round % 9;
      pool.run("mark", count, 64);
      deepStrictEqual(
        [...view.subarray(16, 16 + count)],
        Array.from({ length: count }, (_, i) => i + 1),
      );
    }
  } finally {
    await pool.close();
  }
});

Deno.test("the main thread does the work of a worker that does not listen", async () => {
  const { module, memory, view } = parts();
  const deaf = `import { parentPort } from "node:worker_threads";
    parentPort.once("message", () => parentPort.postMessage("ready"));
    setInterval(() => {}, 1000);`;
  const program = new URL(`data:text/javascript,${encodeURIComponent(deaf)}`);
  const pool = await startPool({ module, memory, threads: 2, program });
  pool.run("mark", 4, 64);
  deepStrictEqual([...view.subarray(16, 20)], [1, 2, 3, 4]);
  await pool.close();
});

Deno.test("a worker that stands still in the middle of a part is an error, and closing ends it", async () => {
  const { module, memory } = parts();
  const pool = await startPool({ module, memory, threads: 2, patienceMs: 50 });
  throws(
    () => {
      // the worker takes a part of one of these jobs before the main thread has done them all
      for (let round = 0; round < 1e6; round++) pool.run("loop", 64, 64);
    },
    { name: "CrlcError", kind: "backend", code: "WORKER_STALLED" },
  );
  await pool.close();
});

Deno.test("startPool() says that a worker did not start", async () => {
  const { module, memory } = parts();
  const program = new URL("data:text/javascript,throw new Error('no')");
  await rejects(startPool({ module, memory, threads: 2, program }), { code: "WORKER_STALLED" });
});

Deno.test("a pool refuses a kernel that the module does not have", async () => {
  const { module, memory } = parts();
  const pool = await startPool({ module, memory, threads: 1 });
  throws(() => pool.run("absent", 1), RangeError);
  await pool.close();
  strictEqual(pool.threads, 1);
});
