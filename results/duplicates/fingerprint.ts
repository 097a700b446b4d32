/** Pixels a side of what is compared. */
export const SIDE = 32;
/** Pixels a side of what two pictures are held against each other by. */
const HELD = 16;
/** Below this deviation of its grey values a picture is too even to be told from others. */
const EVEN = 6;

/** Left and top edge and side of a part of a picture, in shares of its sides. */
type Window = readonly [left: number, top: number, side: number];

const WHOLE: Window = [0, 0, 1];
/** What a copy may have been cut to: sides, and places of each across and down. */
const CUTS = [[0.95, 3], [0.9, 4], [0.85, 5], [0.8, 6]] as const;
const WINDOWS: readonly Window[] = CUTS.flatMap(([side, places]) => {
  const starts = Array.from({ length: places }, (_, i) => (1 - side) * i / (places - 1));
  return starts.flatMap((x) => starts.map((y): Window => [x, y, side]));
});
const TURNS = 8;

/** A picture, or a part of it, as it is compared. */
export interface Fingerprint {
  /** Which of two neighbours across is brighter, 8 rows of 8: dHash of 64 bits, as `[4]` of 16. */
  readonly hash: Uint16Array;
  /** Gives grey values `[16, 16]` without their mean, of length 1. */
  held(): Float32Array;
}

/** The grey values `[32, 32]` of squares `[32, 32, 3]`, by the weights of ITU-R BT.601. */
export function greyOfSquare(rgb: Uint8Array): Float32Array {
  return Float32Array.from(
    { length: rgb.length / 3 },
    (_, i) => 0.299 * rgb[3 * i] + 0.587 * rgb[3 * i + 1] + 0.114 * rgb[3 * i + 2],
  );
}

/** Whether a picture is one even surface, which looks like every other. */
export function isEven(grey: Float32Array): boolean {
  const mean = grey.reduce((a, b) => a + b, 0) / grey.length;
  return Math.sqrt(grey.reduce((sum, x) => sum + (x - mean) ** 2, 0) / grey.length) < EVEN;
}

/** The fingerprint of a whole picture `[32, 32]`. */
export function fingerprint(grey: Float32Array): Fingerprint {
  return ofWindow(integral(grey), WHOLE);
}

/** Those of a picture turned and mirrored in all eight ways, and of parts of it as it is. */
export function variants(grey: Float32Array): Fingerprint[] {
  const sums = integral(grey);
  return [
    ...WINDOWS.map((window) => ofWindow(sums, window)),
    ...Array.from({ length: TURNS }, (_, turn) => ofWindow(integral(turned(grey, turn)), WHOLE)),
  ];
}

/** How alike two pictures are: the correlation of their grey values. */
export function likeness(a: Fingerprint, b: Fingerprint): number {
  const others = b.held();
  return a.held().reduce((sum, x, i) => sum + x * others[i], 0);
}

function turned(grey: Float32Array, turn: number): Float32Array {
  const last = SIDE - 1;
  return Float32Array.from(grey, (_, i) => {
    let x = i % SIDE, y = (i - x) / SIDE;
    if (turn & 1) x = last - x;
    if (turn & 2) y = last - y;
    if (turn & 4) [x, y] = [y, x];
    return grey[y * SIDE + x];
  });
}

/** Sums over all that lies above and to the left, `[33, 33]`. */
function integral(grey: Float32Array): Float64Array {
  const sums = new Float64Array((SIDE + 1) ** 2), row = SIDE + 1;
  for (let y = 0; y < SIDE; y++) {
    let across = 0;
    for (let x = 0; x < SIDE; x++) {
      across += grey[y * SIDE + x];
      sums[(y + 1) * row + x + 1] = sums[y * row + x + 1] + across;
    }
  }
  return sums;
}

function ofWindow(sums: Float64Array, window: Window): Fingerprint {
  const cells = areas(sums, window, 9, 8), hash = new Uint16Array(4);
  for (let bit = 0; bit < 64; bit++) {
    const at = (bit >> 3) * 9 + (bit & 7);
    if (cells[at + 1] > cells[at]) hash[bit >> 4] |= 1 << (bit & 15);
  }
  let held: Float32Array | undefined;
  return { hash, held: () => held ??= centred(areas(sums, window, HELD, HELD)) };
}

/** Numbers without their mean, of length 1. */
function centred(of: Float64Array): Float32Array {
  const mean = of.reduce((a, b) => a + b, 0) / of.length;
  const length = Math.sqrt(of.reduce((sum, x) => sum + (x - mean) ** 2, 0));
  return Float32Array.from(of, (x) => length > 0 ? (x - mean) / length : 0);
}

/** Sums of a grid of equal areas `[rows, columns]` of a window, exact within pixels. */
function areas(
  sums: Float64Array,
  [left, top, side]: Window,
  columns: number,
  rows: number,
): Float64Array {
  const at = (x: number, y: number) => {
    const i = Math.min(SIDE - 1, Math.floor(x)), j = Math.min(SIDE - 1, Math.floor(y));
    const p = j * (SIDE + 1) + i, q = p + SIDE + 1, u = x - i, v = y - j;
    return (sums[p] * (1 - u) + sums[p + 1] * u) * (1 - v) +
      (sums[q] * (1 - u) + sums[q + 1] * u) * v;
  };
  const found = new Float64Array(columns * rows);
  const xs = Array.from({ length: columns + 1 }, (_, i) => SIDE * (left + side * i / columns));
  const ys = Array.from({ length: rows + 1 }, (_, i) => SIDE * (top + side * i / rows));
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      found[j * columns + i] = at(xs[i + 1], ys[j + 1]) - at(xs[i], ys[j + 1]) -
        at(xs[i + 1], ys[j]) + at(xs[i], ys[j]);
    }
  }
  return found;
}
