import { ok, strictEqual } from "node:assert/strict";
import { type Colouring, coloursOf } from "../../../results/report/page/colouring.ts";

/** Linear RGB as the colour-blind see it (Machado, Oliveira and Fernandes 2009, severity 1). */
const SIGHTS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  "no red": [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  "no green": [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  "no blue": [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
/** Of sRGB to CIE XYZ by the white of D65. */
const XYZ = [
  [0.433953, 0.376219, 0.189828],
  [0.212673, 0.715152, 0.072175],
  [0.017758, 0.109477, 0.872766],
];
/** Distance in CIELAB from which points of a map are told apart; 2 is just seen side by side. */
const APART = 15;

const times = (matrix: readonly (readonly number[])[], of: readonly number[]) =>
  matrix.map((row) => row.reduce((sum, x, i) => sum + x * of[i], 0));

function lab(colour: string, sight: readonly (readonly number[])[]): readonly number[] {
  const linear = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const seen = times(sight, linear).map((c) => Math.min(1, Math.max(0, c)));
  const [x, y, z] = times(XYZ, seen).map((c) => c > 0.008856 ? Math.cbrt(c) : 7.787 * c + 4 / 29);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

Deno.test("ten groups have colours that the colour-blind tell apart", () => {
  const kinds = Array.from({ length: 10 }, (_, i) => ({ text: String(i), count: 1 }));
  const colouring: Colouring = { kinds, switches: true, of: (i) => i };
  const colours = coloursOf(colouring, new Set());
  strictEqual(new Set(colours).size, 10);
  for (const [sight, matrix] of Object.entries(SIGHTS)) {
    const seen = colours.map((colour) => lab(colour, matrix));
    seen.forEach((a, i) =>
      seen.slice(0, i).forEach((b, j) => {
        const distance = Math.hypot(...a.map((x, axis) => x - b[axis]));
        ok(distance >= APART, `${sight}: ${colours[i]} and ${colours[j]}, ${distance}`);
      })
    );
  }
});
