import { deepStrictEqual, ok } from "node:assert/strict";
import { asFloats, renderOne, testImage } from "./render_one.ts";

const IDENTITY = [1, 1, 0, 0, 0, 0];
const affine = (more = {}) => [{ step: "affine", ...more }];

function near(a: Float32Array, b: ArrayLike<number>, tolerance = 1e-6): void {
  ok(a.length === b.length);
  for (let i = 0; i < a.length; i++) {
    ok(Math.abs(a[i] - b[i]) <= tolerance, `value ${i} is ${a[i]}, and ${b[i]} is expected`);
  }
}

/** Picks whole pixels of an image by output row and column. */
function picked(
  image: { shape: readonly [number, number, number]; bytes: Uint8Array },
  from: (row: number, column: number) => [number, number],
  output: readonly [number, number] = [image.shape[0], image.shape[1]],
): Float32Array {
  const [, width, channels] = image.shape, values = asFloats(image.bytes), out: number[] = [];
  for (let row = 0; row < output[0]; row++) {
    for (let column = 0; column < output[1]; column++) {
      const [y, x] = from(row, column);
      for (let c = 0; c < channels; c++) out.push(values[(y * width + x) * channels + c] ?? 0);
    }
  }
  return Float32Array.from(out);
}

for (const channels of [1, 3]) {
  for (const outside of ["zero", "edge"]) {
    const image = testImage(7, 8, channels), square = testImage(8, 8, channels);
    const kind = `(${channels} channels, outside ${outside})`;

    Deno.test(`the affine step leaves an image exactly as it is where nothing is to be done ${kind}`, () => {
      deepStrictEqual(renderOne(affine({ outside }), image, IDENTITY), asFloats(image.bytes));
    });

    Deno.test(`the affine step with a negative width flips exactly ${kind}`, () => {
      deepStrictEqual(
        renderOne(affine({ outside }), image, [-1, 1, 0, 0, 0, 0]),
        picked(image, (row, column) => [row, 7 - column]),
      );
    });

    Deno.test(`the affine step turns by quarters ${kind}`, () => {
      // The source point of the top right output corner is the bottom right corner.
      near(
        renderOne(affine({ outside }), square, [1, 1, 0, 0, Math.PI / 2, 0]),
        picked(square, (row, column) => [column, 7 - row]),
      );
      near(
        renderOne(affine({ outside }), square, [1, 1, 0, 0, Math.PI, 0]),
        picked(square, (row, column) => [7 - row, 7 - column]),
      );
    });
  }
}

Deno.test("the affine step cuts out a window around its centre", () => {
  const image = testImage(8, 8, 3);
  // A quarter of the image, with its centre halfway to the top right corner.
  near(
    renderOne(affine(), image, [0.5, 0.5, 0.5, -0.5, 0, 0], [4, 4]),
    picked(image, (row, column) => [row, column + 4], [4, 4]),
  );
});

Deno.test("the affine step moves whole pixels and fills with black or with the edge", () => {
  const image = testImage(4, 4, 1), shift = [1, 1, 0.5, 0, 0, 0];
  near(
    renderOne(affine({ outside: "zero" }), image, shift),
    picked(image, (row, column) => column < 3 ? [row, column + 1] : [9, 9]),
  );
  near(
    renderOne(affine({ outside: "edge" }), image, shift),
    picked(image, (row, column) => [row, Math.min(column + 1, 3)]),
  );
});

Deno.test("the affine step fades over half a pixel beyond the border where the fill is black", () => {
  const white = {
    shape: [2, 2, 1] as [number, number, number],
    bytes: new Uint8Array(4).fill(255),
  };
  // Half a pixel to the right: the last column lies halfway between the edge pixel and black.
  near(renderOne(affine(), white, [1, 1, 0.5, 0, 0, 0]), [1, 0.5, 1, 0.5]);
});

Deno.test("the affine step shears along rows", () => {
  const image = testImage(4, 4, 1);
  // Sh = [[1, k], [0, 1]]: the row at height y moves by k y; with k = 4/3 the outer rows, at
  // y = -3/4 and 3/4, move by two pixels and the inner ones by two thirds of one.
  const made = renderOne(affine({ outside: "edge" }), image, [1, 1, 0, 0, 0, 4 / 3]);
  const values = asFloats(image.bytes);
  near(made.subarray(0, 4), [values[0], values[0], values[0], values[1]]);
  near(made.subarray(12, 16), [values[14], values[15], values[15], values[15]]);
});

Deno.test("the elastic grid with equal shifts is a shift", () => {
  const image = testImage(6, 8, 1);
  const grid = [...Array(16).fill(0.25), ...Array(16).fill(-1 / 3)];
  near(
    renderOne(affine({ elastic: 0.3 }), image, [...IDENTITY, ...grid]),
    renderOne(affine(), image, [1, 1, 0.25, -1 / 3, 0, 0]),
  );
});

Deno.test("the elastic grid has its corners on the outermost output pixels and is bilinear", () => {
  const image = testImage(7, 7, 1), values = asFloats(image.bytes);
  // Two output pixels a grid cell. One grid point is moved by a pixel (2 / 7), to the right.
  const grid = Array(32).fill(0);
  grid[1] = 2 / 7;
  const made = renderOne(affine({ elastic: 0.3 }), image, [...IDENTITY, ...grid]);
  const expected = Float32Array.from(values);
  for (
    const [row, column, part] of [[0, 1, 0.5], [0, 2, 1], [0, 3, 0.5], [1, 1, 0.25], [1, 2, 0.5], [
      1,
      3,
      0.25,
    ]]
  ) {
    const at = row * 7 + column;
    expected[at] = (1 - part) * values[at] + part * values[at + 1];
  }
  near(made, expected);
});

Deno.test("the elastic grid is added to the source point, after rotation and window", () => {
  const image = testImage(8, 8, 1);
  const grid = [...Array(16).fill(0.5), ...Array(16).fill(0)];
  // Turned by a quarter, a shift of the source point to the right is still one to the right.
  near(
    renderOne(affine({ elastic: 0.3 }), image, [1, 1, 0, 0, Math.PI / 2, 0, ...grid]),
    picked(image, (row, column) => row >= 2 ? [column, 9 - row] : [99, 99]),
  );
});

Deno.test("the affine step makes an image of one pixel", () => {
  const image = testImage(1, 1, 3);
  deepStrictEqual(renderOne(affine(), image, IDENTITY), asFloats(image.bytes));
  const grid = Array(32).fill(0);
  deepStrictEqual(
    renderOne(affine({ elastic: 1 }), image, [...IDENTITY, ...grid]),
    asFloats(image.bytes),
  );
});
