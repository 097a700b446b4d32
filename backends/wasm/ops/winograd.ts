import type { TrainingBackend } from "../runtime.ts";
import { split, sumsEach } from "../split.ts";
import { type Geometry, up } from "./geometry.ts";

/** Floats of scratch that do not depend on the shape, and those of a tile. */
const FIXED = 1920, TILE = 36;

/** Whether F(4x4, 3x3) can do a convolution and is worth its transforms. */
export function pays(g: Geometry): boolean {
  if (g.kh !== 3 || g.kw !== 3 || g.stride !== 1 || g.padding !== 1) return false;
  if (g.ci % 8 !== 0 || g.co % 8 !== 0) return false;
  // products of a tile against those it stands for
  return 9 * g.h * g.w > 1.5 * 36 * Math.ceil(g.h / 4) * Math.ceil(g.w / 4);
}

const tilesOf = (g: Geometry) => g.n * Math.ceil(g.h / 4) * Math.ceil(g.w / 4);
const costOf = (g: Geometry) => tilesOf(g) * TILE * (g.ci * g.co + 8 * (g.ci + g.co));
/** Tiles at a time: few keep the second-level cache, many read a large filter less often. */
const blockOf = (ci: number, co: number) => Math.max(ci, co) >= 256 ? 64 : 16;
/** As many for the gradient of the filter, which reads and writes its sums once a block. */
const GRADIENT_BLOCK = 64;

function convolve(
  b: TrainingBackend,
  x: number,
  y: number,
  g: Geometry,
  transform: (to: number, scratch: number) => void,
): void {
  const { n, h, w, ci, co } = g, threads = b.pool.threads;
  const tiles = Math.min(blockOf(ci, co), up(Math.ceil(tilesOf(g) / threads), 4));
  const filter = up(TILE * (ci + 2) * co * 4, 64);
  const each = up((FIXED + 6 * Math.max(ci, co) + TILE * tiles * (ci + co)) * 4, 64);
  const scratch = b.scratch(filter + threads * Math.max(each, 8 * TILE * 4));
  transform(scratch, scratch + filter);
  const parts = split(threads, Math.ceil(tilesOf(g) / tiles), costOf(g), 8);
  b.run("winogradForward", parts, x, scratch, y, scratch + filter, each, n, h, w, ci, co, tiles);
}

export function forward(b: TrainingBackend, x: number, w: number, y: number, g: Geometry): void {
  convolve(b, x, y, g, (to, scratch) => {
    const parts = split(b.pool.threads, g.ci, 4 * TILE * g.ci * g.co);
    b.run("winogradFilter", parts, w, to, scratch, g.ci, g.co);
  });
}

/** The gradient of the input is the convolution of `dy` with the filter turned round. */
export function inputGradient(
  b: TrainingBackend,
  dy: number,
  w: number,
  dx: number,
  g: Geometry,
): void {
  convolve(b, dy, dx, { ...g, ci: g.co, co: g.ci }, (to, scratch) => {
    const parts = split(b.pool.threads, g.ci / 4, 4 * TILE * g.ci * g.co);
    b.run("winogradFlipped", parts, w, to, scratch, g.ci, g.co);
  });
}

export function filterGradient(
  b: TrainingBackend,
  x: number,
  dy: number,
  dw: number,
  g: Geometry,
): void {
  const { n, h, w, ci, co } = g, threads = b.pool.threads;
  const tiles = Math.min(GRADIENT_BLOCK, up(Math.ceil(tilesOf(g) / threads), 4));
  const parts = split(threads, Math.ceil(tilesOf(g) / tiles), costOf(g), sumsEach(TILE * ci * co));
  const sums = up(parts * TILE * ci * co * 4, 64);
  const each = up((FIXED + 6 * Math.max(ci, co) + TILE * tiles * (ci + co)) * 4, 64);
  const scratch = b.scratch(sums + threads * Math.max(each, 8 * TILE * 4));
  const shape = [n, h, w, ci, co];
  b.run("winogradFilterGradient", parts, x, dy, scratch, scratch + sums, each, ...shape, tiles);
  const finish = split(threads, ci * co / 4, 4 * parts * TILE * ci * co);
  b.run("winogradFilterFinish", finish, scratch, dw, scratch + sums, parts, ci, co);
}
