import type { Info, TrainingBackend } from "../runtime.ts";
import { split } from "../split.ts";
import type { Geometry } from "./geometry.ts";
import { multiply } from "./mat_mul.ts";

/** Whether every window sees the whole image, and more of it hangs over the rim than does not. */
export function pays({ h, w, ho, wo, kh, kw, stride, padding }: Geometry): boolean {
  const sees = (size: number, outputs: number, kernel: number) =>
    (outputs - 1) * stride <= padding && size + padding <= kernel;
  return sees(h, ho, kh) && sees(w, wo, kw) && 2 * h * w <= kh * kw;
}

const numbers = (g: Geometry) => [
  ...[g.h, g.w, g.ci, g.ho, g.wo, g.co, g.kh, g.kw, g.stride, g.padding],
];
const sizesOf = (g: Geometry) => [g.h * g.w * g.ci, g.ho * g.wo * g.co] as const;

/** Does something with a matrix `[h, w, ci][ho, wo, co]`, which is then given back. */
function withMatrix(b: TrainingBackend, g: Geometry, use: (matrix: Info) => void): void {
  const matrix = b.make([...sizesOf(g)]);
  use(matrix);
  b.disposeData(matrix.dataId);
}

function spread(b: TrainingBackend, filter: number, matrix: Info, g: Geometry): void {
  const [rows, columns] = sizesOf(g);
  const parts = split(b.pool.threads, rows, 4 * rows * columns);
  b.run("spreadFilter", parts, filter, b.at(matrix), ...numbers(g));
}

export function forward(b: TrainingBackend, x: number, w: number, y: number, g: Geometry): void {
  const [rows, columns] = sizesOf(g);
  withMatrix(b, g, (matrix) => {
    spread(b, w, matrix, g);
    multiply(b, {
      ...{ a: x, b: b.at(matrix), bias: 0, c: y, m: g.n, n: columns, k: rows },
      ...{ transposeA: false, transposeB: false },
    });
  });
}

export function inputGradient(
  b: TrainingBackend,
  dy: number,
  w: number,
  dx: number,
  g: Geometry,
): void {
  const [rows, columns] = sizesOf(g);
  withMatrix(b, g, (matrix) => {
    spread(b, w, matrix, g);
    multiply(b, {
      ...{ a: dy, b: b.at(matrix), bias: 0, c: dx, m: g.n, n: rows, k: columns },
      ...{ transposeA: false, transposeB: true },
    });
  });
}

export function filterGradient(
  b: TrainingBackend,
  x: number,
  dy: number,
  dw: number,
  g: Geometry,
): void {
  const [rows, columns] = sizesOf(g), size = rows * columns;
  withMatrix(b, g, (matrix) => {
    multiply(b, {
      ...{ a: x, b: dy, bias: 0, c: b.at(matrix), m: rows, n: columns, k: g.n },
      ...{ transposeA: true, transposeB: false },
    });
    const parts = split(b.pool.threads, g.kh * g.kw * g.ci, 4 * size);
    b.run("foldFilter", parts, b.at(matrix), dw, ...numbers(g));
  });
}
