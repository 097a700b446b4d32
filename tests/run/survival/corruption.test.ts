import { ok, strictEqual, throws } from "node:assert/strict";
import { CrlcError } from "../../../core/errors.ts";
import { verifyCheckpoint } from "../../../run/folder/checkpoint.ts";
import { encodeSafetensors } from "../../../run/folder/safetensors.ts";
import { MemoryDisk } from "./memory_disk.ts";
import { counted, SOAK } from "./share.ts";
import { checkpointOf, on, STEPS, trainSmall } from "./small_run.ts";

async function smallCheckpoint(): Promise<Uint8Array> {
  return await on(new MemoryDisk().system, async () => {
    await trainSmall({ run: "/run", set: ["subHeads=1", "backbone.widths=[2]"] });
    return await checkpointOf("/run", STEPS);
  });
}

function refused(bytes: Uint8Array, what: string): void {
  throws(() => verifyCheckpoint(bytes), (error) => {
    ok(error instanceof CrlcError, `${what}: ${error}`);
    strictEqual(error.kind, "checkpoint", what);
    return true;
  }, what);
}

Deno.test("every byte of a checkpoint, flipped, is noticed", async () => {
  const bytes = await smallCheckpoint();
  verifyCheckpoint(bytes);
  const header = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
  // A share: the whole header, where damage could be mistaken for something else, and some data.
  let flips = 0;
  for (let at = 0; at < bytes.length; at += SOAK || at < 300 ? 1 : at < header ? 7 : 501) {
    const damaged = bytes.slice();
    for (const bit of SOAK && at < header ? [1, 2, 4, 8, 16, 32, 64, 128] : [1, 128]) {
      damaged[at] = bytes[at] ^ bit;
      refused(damaged, `byte ${at} with bit ${bit}`);
      flips++;
    }
  }
  counted({ checkpointBytes: bytes.length, flips });
});

Deno.test("a checkpoint cut or lengthened anywhere, zeroed or moved in any range, is noticed", async () => {
  const bytes = await smallCheckpoint();
  let tried = 0;
  for (let at = 0; at < bytes.length; at += SOAK ? 1 : 397) {
    refused(bytes.subarray(0, at), `cut after ${at}`);
    tried++;
  }
  refused(Uint8Array.of(...bytes, 0), "one byte more");
  for (const size of [3, 64, 512, 4096]) {
    for (let at = 0; at + size <= bytes.length; at += SOAK ? size : 16 * size) {
      for (const value of [0, 255]) {
        const damaged = bytes.slice();
        damaged.fill(value, at, at + size);
        if (damaged.every((byte, i) => byte === bytes[i])) continue;
        refused(damaged, `${size} bytes of ${value} at ${at}`);
        tried++;
      }
      const without = Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(at + size));
      refused(without, `${size} bytes left out at ${at}`);
      tried++;
    }
  }
  counted({ cutsAndRanges: tried });
});

Deno.test("a checkpoint without a digest, or with entries of no training state, is refused", () => {
  const plain = (metadata: Record<string, string>) => encodeSafetensors({ tensors: {}, metadata });
  refused(plain({}), "nothing");
  refused(plain({ format: "crlc-checkpoint-1" }), "no digest");
  refused(plain({ format: "crlc-checkpoint-1", sha256: "" }), "an empty digest");
  refused(plain({ format: "crlc-checkpoint-1", sha256: "0".repeat(64) }), "no true digest");
});
