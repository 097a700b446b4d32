import type { Size } from "../size.ts";
import { equalise, luminance, smooth, stretch, warp } from "./byte_operations.ts";

/**
 * The strong operations, in the order of their numbers. The list and the numbers are part of what a
 * seed means: never reorder.
 */
export const OPERATIONS = [
  "identity",
  "auto-contrast",
  "equalise",
  "rotate",
  "solarise",
  "colour",
  "contrast",
  "brightness",
  "sharpness",
  "shear-x",
  "shear-y",
  "translate-x",
  "translate-y",
  "posterise",
] as const;

/** Carries out one operation in place, on an image in [0, 1] that is taken as bytes. */
export type Operation = (image: Float32Array, operation: number, value: number) => void;

/**
 * Makes what carries out the strong operations, with Pillow's meaning: on bytes, the nearest pixel
 * where the geometry changes, black outside.
 *
 * The value is degrees counter-clockwise (rotate), the threshold 0 to 256 (solarise), the factor
 * (colour, contrast, brightness, sharpness), the shear (shear-x, shear-y), a share of the side
 * (translate), or bits (posterise); others ignore it.
 */
export function createOperations(size: Size, channels: number): Operation {
  const { height, width } = size, length = height * width * channels;
  const bytes = new Uint8Array(length), other = new Uint8Array(length);
  const table = new Uint8Array(256);

  function moved(matrix: readonly number[]): void {
    warp(bytes, other, size, channels, matrix);
    bytes.set(other);
  }

  function carryOut(name: typeof OPERATIONS[number], value: number): void {
    switch (name) {
      case "auto-contrast":
        return stretch(bytes, channels);
      case "equalise":
        return equalise(bytes, channels);
      case "rotate":
        return moved(rotation(value, size));
      case "solarise":
        return lookUp(bytes, table, (x) => x < value ? x : 255 - x);
      case "colour":
        if (channels === 1) return;
        luminance(bytes, other);
        return blend(bytes, other, value);
      case "contrast":
        other.fill(meanOf(bytes, other, channels));
        return blend(bytes, other, value);
      case "brightness":
        other.fill(0);
        return blend(bytes, other, value);
      case "sharpness":
        smooth(bytes, other, size, channels);
        return blend(bytes, other, value);
      case "shear-x":
        return moved([1, value, 0, 0, 1, 0]);
      case "shear-y":
        return moved([1, 0, 0, value, 1, 0]);
      case "translate-x":
        return moved([1, 0, value * width, 0, 1, 0]);
      case "translate-y":
        return moved([1, 0, 0, 0, 1, value * height]);
      case "posterise": {
        const mask = 256 - 2 ** (8 - Math.floor(value));
        return lookUp(bytes, table, (x) => x & mask);
      }
    }
  }

  return (image, operation, value) => {
    const name = OPERATIONS[operation];
    if (name === "identity") return;
    for (let i = 0; i < length; i++) bytes[i] = image[i] * 255 + 0.5;
    carryOut(name, value);
    for (let i = 0; i < length; i++) image[i] = bytes[i] / 255;
  };
}

function lookUp(bytes: Uint8Array, table: Uint8Array, of: (x: number) => number): void {
  for (let x = 0; x < 256; x++) table[x] = of(x);
  for (let i = 0; i < bytes.length; i++) bytes[i] = table[bytes[i]];
}

/** Pillow's blend in place, which cuts: `other` for a factor of 0, the image itself for 1. */
function blend(bytes: Uint8Array, other: Uint8Array, factor: number): void {
  const share = Math.fround(factor);
  for (let i = 0; i < bytes.length; i++) {
    // In 32 bits, as Pillow calculates it, or one value in fifty would be cut elsewhere.
    const x = Math.fround(other[i] + Math.fround(share * (bytes[i] - other[i])));
    bytes[i] = x <= 0 ? 0 : x >= 255 ? 255 : x;
  }
}

/** The matrix that turns an image about its centre, in degrees counter-clockwise. */
function rotation(degrees: number, { height, width }: Size): readonly number[] {
  const cos = Math.cos(degrees * Math.PI / 180), sin = Math.sin(degrees * Math.PI / 180);
  const x = width / 2, y = height / 2;
  return [cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y];
}

/** Mean of the grey bytes, rounded. */
function meanOf(bytes: Uint8Array, scratch: Uint8Array, channels: number): number {
  let grey = bytes;
  if (channels === 3) luminance(bytes, grey = scratch);
  let sum = 0;
  for (let i = 0; i < grey.length; i++) sum += grey[i];
  return Math.floor(sum / grey.length + 0.5);
}
