import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { backends } from "../../../backends/mod.ts";
import { tf } from "../../../backends/tf.ts";
import {
  bankContrast,
  bankFeatureContrast,
  cosine,
  CRITIC_NAMES,
  critics,
  unitRows,
  updateFeatureBank,
  updateProbabilityBank,
} from "../../../nn/losses/mod.ts";
import { rows } from "./arbitraries.ts";
import { bankLoop, pairCritics, smoothed, softmax, unit } from "./loops.ts";
import { near } from "./near.ts";

await (await backends.get("cpu")).open({});

/** An anchor batch, a bank, own rows and drawn rows. */
const banks = fc.record({
  logits: rows(3, 4),
  bank: rows(5, 4),
  own: fc.tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 0, max: 4 }))),
  drawn: fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 2 }), {
    minLength: 3,
    maxLength: 3,
  }),
});

for (const name of CRITIC_NAMES) {
  Deno.test(`bankContrast() with ${name} equals the loop, repeats and the own row included`, () => {
    fc.assert(
      fc.property(banks, ({ logits, bank, own, drawn }) => {
        const anchors = logits.map((u) => smoothed(softmax(u), 0.01));
        const stored = bank.map((u) => smoothed(softmax(u), 0.01));
        const loop = bankLoop(
          pairCritics[name],
          anchors,
          own.map((n) => stored[n]),
          drawn.map((row) => row.map((n) => stored[n])),
        );
        tf.tidy(() => {
          const table = tf.tensor2d(stored);
          const losses = bankContrast(critics[name], tf.tensor2d(anchors), {
            positives: tf.gather(table, own),
            negatives: tf.gather(table, drawn),
          });
          near(losses, loop);
        });
      }),
      { numRuns: 40 },
    );
  });
}

Deno.test("bankContrast() takes negatives drawn once for all anchors", () => {
  tf.tidy(() => {
    const anchors = tf.tensor2d([[0.5, 0.5], [0.9, 0.1]]), shared = tf.tensor2d([[0.2, 0.8]]);
    const each = tf.tile(tf.expandDims(shared, 0), [2, 1, 1]);
    const one = bankContrast(critics.log_dot, anchors, { positives: anchors, negatives: shared });
    const two = bankContrast(critics.log_dot, anchors, { positives: anchors, negatives: each });
    deepStrictEqual([...one.dataSync()], [...two.dataSync()]);
  });
});

/** Batches in which rows may occur as often as items of successive permutations can. */
const updates = fc.record({
  start: rows(3, 2),
  batch: rows(4, 2),
  indices: fc.constantFrom<number[][]>(
    [0, 1, 2, 0],
    [2, 1, 2, 0],
    [1, 0, 0, 1],
    [2, 2, 1, 0],
    [0, 1, 0, 1],
  ),
  momentum: fc.constantFrom(0, 0.5, 0.9),
});

Deno.test("updateFeatureBank() equals updating row after row, in batch order", () => {
  fc.assert(fc.property(updates, ({ start, batch, indices, momentum: m }) => {
    const bank = start.map(unit), news = batch.map(unit);
    const after = bank.map((row) => [...row]);
    // Rows that nearly cancel have no stable direction.
    let shortest = 1;
    indices.forEach((n, b) => {
      const moved = after[n].map((x, c) => m * x + (1 - m) * news[b][c]);
      shortest = Math.min(shortest, Math.hypot(...moved));
      after[n] = unit(moved);
    });
    fc.pre(shortest > 0.01);
    tf.tidy(() => {
      const made = updateFeatureBank(
        tf.tensor2d(bank),
        tf.tensor1d(indices, "int32"),
        tf.tensor2d(news),
        m,
      );
      near(made, after.flat(), 1e-3);
    });
  }));
});

Deno.test("updateProbabilityBank() keeps rows on the simplex and others as they are", () => {
  fc.assert(fc.property(updates, ({ start, batch, momentum }) => {
    tf.tidy(() => {
      const bank = tf.tensor2d(start.map(softmax));
      const news = tf.tensor2d(batch.slice(0, 2).map(softmax));
      const made = updateProbabilityBank(bank, tf.tensor1d([2, 0], "int32"), news, momentum);
      for (const total of tf.sum(made, 1).dataSync()) ok(Math.abs(total - 1) < 1e-6);
      deepStrictEqual(
        [...tf.slice(made, 1, 1).dataSync()],
        [...tf.slice(bank, 1, 1).dataSync()],
      );
    });
  }));
});

Deno.test("updateProbabilityBank() takes one bank a sub-head, rows of images in front", () => {
  tf.tidy(() => {
    const bank = tf.fill([3, 2, 4], 0.25), batch = tf.tensor3d([[[1, 0, 0, 0], [0, 1, 0, 0]]]);
    const made = updateProbabilityBank(bank, tf.tensor1d([1], "int32"), batch, 0.5);
    near(tf.slice(made, 1, 1), [0.625, 0.125, 0.125, 0.125, 0.125, 0.625, 0.125, 0.125], 1e-7);
  });
});

Deno.test("bankFeatureContrast() holds an image that was not seen to nothing, and others to their rows", () => {
  tf.tidy(() => {
    const z = tf.tensor2d([[3, 4], [1, -2]]);
    const rows = {
      positives: tf.tensor2d([[0, 0], [0, 1]]),
      negatives: tf.tensor2d([[1, 0], [0, 0], [0.6, 0.8]]),
    };
    const losses = bankFeatureContrast(z, rows, 0.1);
    const plain = bankContrast(cosine(0.1), unitRows(z), rows);
    near(losses, [Math.log(4), plain.dataSync()[1]], 1e-5);
    const gradient = tf.grad((x: tf.Tensor) => tf.sum(bankFeatureContrast(x, rows, 0.1)))(z);
    const [unseen, seen] = gradient.arraySync() as number[][];
    deepStrictEqual(unseen.map(Math.abs), [0, 0]);
    ok(Math.hypot(...seen) > 0.1);
  });
});

Deno.test("updateFeatureBank() makes a row that is still 0 the image's own features", () => {
  tf.tidy(() => {
    const made = updateFeatureBank(
      tf.zeros([2, 2]),
      tf.tensor1d([1], "int32"),
      tf.tensor2d([[0.6, 0.8]]),
      0.5,
    );
    near(made, [0, 0, 0.6, 0.8], 1e-6);
  });
});
