import fc from "fast-check";

const logit = fc.integer({ min: -60, max: 60 }).map((x) => x / 10);

/** Two views of logits `[B, C]`, B from 1 to 6 and C from 2 to 5. */
export const twoViews: fc.Arbitrary<[number[][], number[][]]> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 5 }))
  .chain(([images, clusters]) => fc.tuple(rows(images, clusters), rows(images, clusters)));

/** A matrix of logits, from -6 to 6. */
export function rows(height: number, width: number): fc.Arbitrary<number[][]> {
  const row = fc.array(logit, { minLength: width, maxLength: width });
  return fc.array(row, { minLength: height, maxLength: height });
}
