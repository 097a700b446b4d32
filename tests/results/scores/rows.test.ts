import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { inMemory } from "../../../datasets/memory.ts";
import { heldRows, pixelRows } from "../../../results/scores/rows.ts";
import { matrix } from "../../../search/matrix.ts";

const name = String;

Deno.test("pixelRows() gives the pixels of images from 0 to 1, of any and in any order", async () => {
  const pixels = Uint8Array.from({ length: 250 * 2 }, (_, i) => i % 251);
  const rows = pixelRows(inMemory({ shape: [1, 2, 1], pixels, name }));
  const order = Uint32Array.from({ length: 250 }, (_, i) => 249 - i);
  const { data, columns } = await rows.read(order);
  strictEqual(columns, 2);
  deepStrictEqual(
    [...data],
    [...order].flatMap((
      i,
    ) => [Math.fround(2 * i % 251 / 255), Math.fround((2 * i + 1) % 251 / 255)]),
  );
});

Deno.test("pixelRows() makes large images smaller by averaging, and leaves those of 64 pixels", async () => {
  const of = async (side: number) => {
    const pixels = Uint8Array.from(
      { length: side * side },
      (_, at) => (at % side) % 2 === 0 ? 0 : 100,
    );
    const rows = pixelRows(inMemory({ shape: [side, side, 1], pixels, name }));
    return await rows.read(Uint32Array.of(0));
  };
  strictEqual((await of(64)).columns, 64 * 64);
  const small = await of(128);
  strictEqual(small.columns, 64 * 64);
  deepStrictEqual(new Set(small.data), new Set([Math.fround(50 / 255)]));
});

Deno.test("heldRows() gives rows of a matrix in the order asked for", async () => {
  const rows = heldRows(matrix(Float32Array.of(1, 2, 3, 4, 5, 6), 2));
  deepStrictEqual([...(await rows.read(Uint32Array.of(2, 0))).data], [5, 6, 1, 2]);
});
