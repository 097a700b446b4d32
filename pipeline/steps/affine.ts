import { ELASTIC_GRID } from "../draw.ts";
import type { Size } from "../size.ts";
import type { GeometryStep } from "./geometry_step.ts";

const PER_GRID = ELASTIC_GRID * ELASTIC_GRID;

/**
 * Makes the one bilinear resampling of the small recipes.
 *
 * Source point = R(t) Sh(k) diag(w, h) g + (cx, cy), plus the elastic grid's shift at g. Source and
 * output coordinates run over [-1, 1] across the image, pixel centres at (2k + 1) / size - 1.
 *
 * @param elastic Whether parameters hold an elastic grid; its corners lie on the centres of the
 * outermost output pixels.
 * @param outside What lies beyond the image: 0, or the nearest edge pixel.
 * @returns Writes `[output height, output width, channels]` in [0, 1] from bytes and the drawn
 * parameters of the step.
 */
export function createAffine(
  source: Size,
  output: Size,
  channels: number,
  elastic: boolean,
  outside: "zero" | "edge",
): GeometryStep {
  const { height, width } = source;
  const halfWidth = width / 2, halfHeight = height / 2;
  // One row of the grid's shifts, between the two grid rows around it.
  const shiftX = new Float64Array(ELASTIC_GRID), shiftY = new Float64Array(ELASTIC_GRID);
  const columnsToGrid = output.width > 1 ? (ELASTIC_GRID - 1) / (output.width - 1) : 0;
  const rowsToGrid = output.height > 1 ? (ELASTIC_GRID - 1) / (output.height - 1) : 0;

  return (pixels, offset, parameters, at, out) => {
    const { xx, xy, yx, yy, centreX, centreY } = mapping(parameters, at, source, output);
    const grid = at + 6;
    let to = 0;
    for (let row = 0; row < output.height; row++) {
      const v = 2 * row + 1 - output.height;
      if (elastic) {
        shiftRow(parameters, grid, row * rowsToGrid, shiftX);
        shiftRow(parameters, grid + PER_GRID, row * rowsToGrid, shiftY);
      }
      for (let column = 0; column < output.width; column++, to += channels) {
        const u = 2 * column + 1 - output.width;
        let x = xx * u + xy * v + centreX, y = yx * u + yy * v + centreY;
        if (elastic) {
          const g = column * columnsToGrid;
          const i = Math.min(Math.floor(g), ELASTIC_GRID - 2), part = g - i;
          x += (shiftX[i] + part * (shiftX[i + 1] - shiftX[i])) * halfWidth;
          y += (shiftY[i] + part * (shiftY[i + 1] - shiftY[i])) * halfHeight;
        }
        if (outside === "edge") {
          x = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
          y = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
        }
        const x0 = Math.floor(x), y0 = Math.floor(y), fx = x - x0, fy = y - y0;
        // A neighbour outside weighs nothing; its index only has to exist.
        let left = 1 - fx, right = fx, top = (1 - fy) / 255, bottom = fy / 255;
        let x1 = x0, x2 = x0 + 1, y1 = y0, y2 = y0 + 1;
        if (x1 < 0 || x2 >= width) {
          if (x1 < 0 || x1 >= width) left = x1 = 0;
          if (x2 < 0 || x2 >= width) right = x2 = 0;
        }
        if (y1 < 0 || y2 >= height) {
          if (y1 < 0 || y1 >= height) top = y1 = 0;
          if (y2 < 0 || y2 >= height) bottom = y2 = 0;
        }
        const a = offset + (y1 * width + x1) * channels, b = offset + (y1 * width + x2) * channels;
        const c = offset + (y2 * width + x1) * channels, d = offset + (y2 * width + x2) * channels;
        for (let k = 0; k < channels; k++) {
          out[to + k] = top * (left * pixels[a + k] + right * pixels[b + k]) +
            bottom * (left * pixels[c + k] + right * pixels[d + k]);
        }
      }
    }
  };
}

/** R Sh diag(w, h), from twice the output pixel's distance from the centre to source pixels. */
function mapping(parameters: Float64Array, at: number, source: Size, output: Size) {
  const { height, width } = source;
  const halfWidth = width / 2, halfHeight = height / 2;
  const w = parameters[at], h = parameters[at + 1];
  const cx = parameters[at + 2], cy = parameters[at + 3];
  const cos = Math.cos(parameters[at + 4]), sin = Math.sin(parameters[at + 4]);
  const shear = parameters[at + 5];
  return {
    xx: cos * w * halfWidth / output.width,
    xy: (cos * shear - sin) * h * halfWidth / output.height,
    yx: sin * w * halfHeight / output.width,
    yy: (sin * shear + cos) * h * halfHeight / output.height,
    centreX: cx * halfWidth + (width - 1) / 2,
    centreY: cy * halfHeight + (height - 1) / 2,
  };
}

/** The shifts of one axis at row `y` of the elastic grid, between the two grid rows around it. */
function shiftRow(parameters: Float64Array, grid: number, y: number, shifts: Float64Array): void {
  const j = Math.min(Math.floor(y), ELASTIC_GRID - 2), part = y - j;
  for (let i = 0, p = grid + j * ELASTIC_GRID; i < ELASTIC_GRID; i++, p++) {
    shifts[i] = parameters[p] + part * (parameters[p + ELASTIC_GRID] - parameters[p]);
  }
}
