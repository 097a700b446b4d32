import { type Augmentation, parseAugmentation } from "./augmentation.ts";

/**
 * FixMatch's weak augmentation (Sohn et al. 2020): shifted by up to an eighth, mirrored at the border,
 * and flipped.
 *
 * @param size Height and width of an image in pixels.
 */
export function weakSet(size: number): Augmentation {
  return parseAugmentation([
    { step: "padded-crop", padding: Math.round(size / 8), outside: "reflect" },
    { step: "flip" },
  ]);
}

/**
 * SCAN's strong augmentation: flip, four operations drawn with replacement, and a hole that is 0
 * once normalised (Van Gansbeke et al. 2020, and the authors' code).
 *
 * @param hole Largest side of the hole in pixels: 16 for CIFAR, 32 for STL-10.
 *
 * @example
 * ```ts
 * import { scanSet } from "@crlc/crlc/pipeline";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * deepStrictEqual(scanSet(16).map(({ step }) => step), ["flip", "operations", "cutout"]);
 * ```
 */
export function scanSet(hole: number): Augmentation {
  return parseAugmentation([
    { step: "flip" },
    { step: "operations", count: 4 },
    { step: "cutout", length: hole },
  ]);
}

/**
 * FixMatch's strong augmentation: the weak one, two operations of RandAugment at random strengths
 * (its Table 12), and a grey hole of half the image's side.
 *
 * @param size Height and width of an image in pixels.
 */
export function randAugmentSet(size: number): Augmentation {
  return parseAugmentation([
    ...weakSet(size),
    { step: "operations", count: 2, shear: 0.3, translate: 0.3 },
    { step: "cutout", length: Math.round(size / 2), random: false, fill: "grey" },
  ]);
}
