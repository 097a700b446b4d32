import type { Convolution, Pooling } from "./training_ops.ts";

/** What is done with a window, as messages say it. */
type Verb = "convolve" | "pool";

/** Rows and columns of what windows give. */
type Extents = readonly [rows: number, columns: number];

function whole(verb: Verb, what: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new RangeError(
    `Cannot ${verb}: ${what} must be a whole number from ${least} on, and is ${value}`,
  );
}

function extents(
  verb: Verb,
  [, h, w]: readonly number[],
  [rows, columns]: readonly [number, number],
  { stride, padding }: Convolution,
): Extents {
  whole(verb, "the stride", stride, 1);
  whole(verb, "the padding", padding, 0);
  if (rows <= h + 2 * padding && columns <= w + 2 * padding) {
    return [
      Math.floor((h + 2 * padding - rows) / stride) + 1,
      Math.floor((w + 2 * padding - columns) / stride) + 1,
    ];
  }
  throw new RangeError(
    `Cannot ${verb}: a window must fit into the padded image, and ${rows}x${columns} does not fit ` +
      `into ${h + 2 * padding}x${w + 2 * padding}`,
  );
}

/**
 * Rows and columns that a convolution of the training ops gives. The one rule of what can be
 * convolved, for every backend.
 *
 * @param x Shape `[n,h,w,ci]` of the images.
 * @param filter Shape `[kh,kw,ci,co]`.
 * @throws {RangeError} If channels do not agree, or a window does not fit.
 */
export function convolvedSize(
  x: readonly number[],
  filter: readonly number[],
  options: Convolution,
): Extents {
  if (x[3] !== filter[2]) {
    throw new RangeError(
      `Cannot convolve: the filter must have as many input channels as the images, and it has ` +
        `${filter[2]} of ${x[3]}`,
    );
  }
  return extents("convolve", x, [filter[0], filter[1]], options);
}

/**
 * Rows and columns that max pooling of the training ops gives. The one rule of what can be pooled,
 * for every backend: with padding up to half of the window, no window is all padding.
 *
 * @param x Shape `[n,h,w,c]` of the images.
 * @throws {RangeError} If a window does not fit, or there is more padding than half of it.
 */
export function pooledSize(x: readonly number[], { size, stride, padding }: Pooling): Extents {
  whole("pool", "the window", size, 1);
  const [rows, columns] = extents("pool", x, [size, size], { stride, padding });
  if (2 * padding <= size) return [rows, columns];
  throw new RangeError(
    `Cannot pool: padding must be at most half of the window, and is ${padding} of ${size}`,
  );
}
