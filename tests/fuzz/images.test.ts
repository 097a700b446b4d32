import { ok, strictEqual } from "node:assert/strict";
import { BadImage } from "../../datasets/images/bad_image.ts";
import { prepareImage } from "../../datasets/images/prepare.ts";
import golden from "../golden/images.json" with { type: "json" };
import { Stream } from "../../core/random.ts";
import { counted, times } from "../run/survival/share.ts";

const SIDE = 8;
/** Damaged files, of every kind of file by turns. */
const FILES = times(300, 5000);
/** Longer than one takes on a busy machine, and far less than the limit. */
const LONG = 10_000;

/** A file with up to eight bytes changed, most of them where the header is; some cut or lengthened. */
function damage(valid: Uint8Array, draw: Stream): Uint8Array {
  const whole = (most: number) => Math.floor(draw.uniform(0, most));
  const length = whole(4) === 0 ? whole(valid.length + 64) : valid.length;
  const bytes = new Uint8Array(length);
  bytes.set(valid.subarray(0, length));
  for (let changes = 1 + whole(8); changes > 0 && length > 0; changes--) {
    bytes[whole(whole(2) === 0 ? Math.min(length, 200) : length)] = whole(256);
  }
  return bytes;
}

Deno.test(`${FILES} damaged files give a square or a reason, soon and in little memory`, async () => {
  const before = Deno.memoryUsage().rss, draw = new Stream(14, "sample");
  let read = 0, slowest = 0;
  for (let i = 0; i < FILES; i++) {
    const { name, file } = golden.cases[i % golden.cases.length];
    const bytes = damage(Uint8Array.fromBase64(file), draw), began = performance.now();
    try {
      strictEqual((await prepareImage(bytes, SIDE)).length, SIDE * SIDE * 3);
      read++;
    } catch (error) {
      ok(error instanceof BadImage, `${name}, file ${i}: ${error instanceof Error && error.stack}`);
    }
    const took = performance.now() - began;
    ok(took < LONG, `${name}, file ${i} takes ${took} ms`);
    slowest = Math.max(slowest, took);
  }
  ok(read > FILES / 20 && read < FILES, `${read} are read`);
  ok(Deno.memoryUsage().rss - before < 2 ** 29, "they take too much memory");
  counted({ damagedImages: FILES, read, slowestMs: Math.round(slowest) });
});
