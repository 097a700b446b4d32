import { deepStrictEqual, ok } from "node:assert/strict";
import { squareOf } from "../../datasets/images/prepare.ts";
import { encoderInput } from "../../encoders/encoder_input.ts";
import type { Preprocessing } from "../../encoders/preprocessing.ts";

const how: Omit<Preprocessing, "resize" | "side"> = {
  fit: "crop",
  interpolation: "bicubic",
  mean: [0, 0, 0],
  deviation: [1, 1, 1],
};
const bytes = (x: Float32Array) => Uint8Array.from(x, (value) => Math.round(value * 255));

Deno.test("encoderInput() cuts the middle out, normalised by channel", () => {
  const image = Uint8Array.from({ length: 4 * 4 * 3 }, (_, i) => i);
  const x = encoderInput(image, { height: 4, width: 4, channels: 3 }, {
    ...how,
    ...{ resize: 4, side: 2, mean: [0, 0.5, 1], deviation: [1, 0.5, 2] },
  });
  const expected = [15, 18, 27, 30].flatMap((
    at,
  ) => [at / 255, ((at + 1) / 255 - 0.5) / 0.5, ((at + 2) / 255 - 1) / 2]);
  x.forEach((value, i) => ok(Math.abs(value - expected[i]) < 1e-6, `${i}: ${value}`));
});

Deno.test("encoderInput() resizes images that are stored in another size, grey ones as three alike", () => {
  const stored = { height: 5, width: 7, channels: 1 };
  const grey = Uint8Array.from({ length: 2 * 5 * 7 }, (_, i) => i * 37);
  const x = encoderInput(grey, stored, { ...how, resize: 12, side: 8 });
  const data = new Uint8Array(5 * 7 * 3).map((_, i) => grey[35 + Math.trunc(i / 3)]);
  const square = squareOf({ data, width: 7, height: 5, full: [7, 5] }, 12, how);
  const middle = Uint8Array.from(
    { length: 8 * 8 * 3 },
    (_, i) => square[((2 + Math.trunc(i / 24)) * 12 + 2) * 3 + i % 24],
  );
  deepStrictEqual(bytes(x.subarray(8 * 8 * 3)), middle);
});
