/** Signed distance, roughly, to the edge of a figure: negative inside; the figure fills `[-1, 1]`. */
export type Figure = (x: number, y: number) => number;

const box = (a: number, b: number, w: number, h: number) =>
  Math.max(Math.abs(a) - w, Math.abs(b) - h);

const HALF_ROOT_3 = Math.sqrt(3) / 2;

// The star has five points; one edge from a tip A to a notch B stands for all ten.
const TURN = Math.PI / 5;
const TIP = 1.1;
const NOTCH_X = 0.45 * Math.cos(TURN), NOTCH_Y = 0.45 * Math.sin(TURN);
const EDGE = Math.hypot(NOTCH_Y, NOTCH_X - TIP);
const NORMAL_X = -NOTCH_Y / EDGE, NORMAL_Y = (NOTCH_X - TIP) / EDGE;

function star(x: number, y: number): number {
  const radius = Math.hypot(x, y);
  const folded = Math.atan2(y, x) + TURN;
  const period = 2 * TURN;
  const t = Math.abs(folded - period * Math.floor(folded / period) - TURN);
  const px = radius * Math.cos(t) - TIP, py = radius * Math.sin(t);
  return -(px * NORMAL_X + py * NORMAL_Y);
}

const DOTS = [[-0.6, -0.6], [-0.6, 0.6], [0.6, -0.6], [0.6, 0.6]] as const;

/** Every figure by name. */
export const FIGURES = {
  disk: (x, y) => Math.hypot(x, y) - 0.85,
  ring: (x, y) => Math.abs(Math.hypot(x, y) - 0.75) - 0.2,
  square: (x, y) => box(x, y, 0.76, 0.76),
  triangle: (x, y) => Math.max(y, HALF_ROOT_3 * x - y / 2, -HALF_ROOT_3 * x - y / 2) - 0.55,
  cross: (x, y) => Math.min(box(x, y, 1, 0.28), box(x, y, 0.28, 1)),
  bars: (x, y) =>
    Math.min(box(x, y + 0.68, 0.95, 0.17), box(x, y, 0.95, 0.17), box(x, y - 0.68, 0.95, 0.17)),
  dots: (x, y) => Math.min(...DOTS.map(([a, b]) => Math.hypot(x - a, y - b))) - 0.32,
  star,
} satisfies Record<string, Figure>;

export type FigureName = keyof typeof FIGURES;

/** The figures of the set with six classes, by label. */
export const SIX: readonly FigureName[] = ["disk", "ring", "triangle", "cross", "bars", "dots"];

/** The figures of the set with eight classes, by label. */
export const EIGHT: readonly FigureName[] = [
  "disk",
  "ring",
  "square",
  "triangle",
  "cross",
  "bars",
  "dots",
  "star",
];
