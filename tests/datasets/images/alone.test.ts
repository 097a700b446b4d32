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
  let end = () => {};
  const first = beside(() => new Promise<void>((resolve) => end = resolve))
    .then(() => said.push("first"));
  const only = alone(20, () => Promise.resolve(said.push("alone")));
  const last = beside(() => Promise.resolve(said.push("last")));
  end();
  await Promise.all([first, only, last]);
  deepStrictEqual(said, ["first", "alone", "last"]);
});

Deno.test("alone() waits no longer than it may, for others or for itself", async () => {
  beside(() => new Promise(() => {}));
  strictEqual(await alone(0.01, () => Promise.resolve(7)), 7);
  await rejects(alone(0.01, () => new Promise(() => {})), /takes more than 0.01 s/);
  strictEqual(await beside(() => Promise.resolve(8)), 8);
});
