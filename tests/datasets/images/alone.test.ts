import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { alone, beside } from "../../../datasets/images/alone.ts";
import { decodeImage } from "../../../datasets/images/decode.ts";
import { messageOf } from "../../../core/errors.ts";
import { encodeAs } from "./encode.ts";

Deno.test("a file has one verdict, whatever else is decoded at the time", async () => {
  const whole = await encodeAs("jpeg", 640, 480, (x, y) => [x, y, x ^ y].map((v) => v & 255));
  const frame = whole.findIndex((byte, i) => byte === 0xff && whole[i + 1] === 0xc0);
  // Bytes before a marker that mean nothing: a warning, and all pixels are there.
  const extra = Uint8Array.from([...whole.slice(0, frame), 1, 2, 3, 4, ...whole.slice(frame)]);
  const cut = whole.slice(0, Math.floor(whole.length * 0.8));
  const verdict = (bytes: Uint8Array) =>
    decodeImage(bytes).then(({ width }) => `${width} wide`, (error) => messageOf(error));
  const expected = [await verdict(whole), await verdict(extra), await verdict(cut)];
  deepStrictEqual(expected, ["640 wide", "640 wide", "is cut: its end is missing"]);
  const many = Array.from({ length: 60 }, (_, i) => [whole, extra, cut][i % 3]);
  const found = await Promise.all(many.map(verdict));
  deepStrictEqual(found, many.map((_, i) => expected[i % 3]));
});

Deno.test("alone() waits for what is under way, and lets nothing begin beside it", async () => {
  const said: string[] = [];
  const begun = Promise.withResolvers<void>(), ended = Promise.withResolvers<void>();
  const first = beside(9, () => {
    begun.resolve();
    return ended.promise;
  }).then(() => said.push("first"));
  await begun.promise;
  const only = alone(9, () => Promise.resolve(said.push("alone")));
  const last = beside(9, () => Promise.resolve(said.push("last")));
  ended.resolve();
  await Promise.all([first, only, last]);
  deepStrictEqual(said, ["first", "alone", "last"]);
});

Deno.test("alone() waits no longer than it may, for others or for itself", async () => {
  const late = beside(0.05, () => new Promise(() => {}));
  late.catch(() => {});
  strictEqual(await alone(0.01, () => Promise.resolve(7)), 7);
  await rejects(alone(0.01, () => new Promise(() => {})), /takes more than 0.01 s/);
  strictEqual(await beside(9, () => Promise.resolve(8)), 8);
});
