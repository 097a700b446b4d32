import { ok } from "node:assert/strict";
import fc from "fast-check";
import { backends } from "../../../backends/mod.ts";
import { tf } from "../../../backends/tf.ts";
import { type Critic, CRITIC_NAMES, critics } from "../../../nn/losses/mod.ts";
import { twoViews } from "./arbitraries.ts";
import { pairCritics, type Rows, smoothed, softmax } from "./loops.ts";
import { near, slopes } from "./near.ts";

await (await backends.get("cpu")).open({});

const probabilities = twoViews.map((views) =>
  views.map((u) => u.map((row) => smoothed(softmax(row), 0.01)))
);

for (const name of CRITIC_NAMES) {
  Deno.test(`critic ${name} equals its formula for all pairs of rows`, () => {
    fc.assert(fc.property(probabilities, ([p, q]) => {
      tf.tidy(() => {
        const values = critics[name](tf.tensor2d(p), tf.tensor2d(q));
        near(values, p.flatMap((a) => q.map((b) => pairCritics[name](a, b))));
      });
    }));
  });

  Deno.test(`critic ${name} is symmetric, and the same with sub-heads in front`, () => {
    fc.assert(fc.property(probabilities, ([p, q]) => {
      tf.tidy(() => {
        const stacked = (x: number[][], y: number[][]) =>
          tf.stack([tf.tensor2d(x), tf.tensor2d(y)]);
        const both = critics[name](stacked(p, q), stacked(q, p));
        const [first, second] = tf.unstack(both);
        near(first, [...tf.transpose(second).dataSync()], 1e-5);
        near(first, [...critics[name](tf.tensor2d(p), tf.tensor2d(q)).dataSync()], 1e-6);
      });
    }));
  });

  Deno.test(`critic ${name} has the gradient that small changes show`, () => {
    const p = [[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]], q = [[0.25, 0.5, 0.25], [0.05, 0.15, 0.8]];
    const weights = [[0.5, -1], [2, 0.3]];
    const total = (p: Rows, q: Rows) =>
      p.reduce(
        (sum, a, i) =>
          sum + q.reduce((part, b, j) => part + weights[i][j] * pairCritics[name](a, b), 0),
        0,
      );
    const pairs = (flat: number[]) => [flat.slice(0, 3), flat.slice(3)];
    tf.tidy(() => {
      const [ofP, ofQ] = tf.grads((p, q) => tf.sum(tf.mul(critics[name](p, q), weights)))(
        [tf.tensor2d(p), tf.tensor2d(q)],
      );
      near(ofP, slopes((x) => total(pairs(x), q), p.flat(), 1e-5), 1e-3);
      near(ofQ, slopes((x) => total(p, pairs(x)), q.flat(), 1e-5), 1e-3);
    });
  });

  Deno.test(`critic ${name} and its gradient are finite for equal and for one-hot rows`, () => {
    finiteFor(critics[name], [[1, 0, 0], [0, 1, 0], [1, 0, 0]]);
    finiteFor(critics[name], [[0.2, 0.3, 0.5], [0.2, 0.3, 0.5], [0.2, 0.3, 0.5]]);
  });
}

function finiteFor(critic: Critic, rows: number[][]): void {
  tf.tidy(() => {
    const x = tf.tensor2d(rows);
    const { value, grad } = tf.valueAndGrad((x) => tf.sum(critic(x, x)))(x);
    for (const number of [...value.dataSync(), ...grad.dataSync()]) ok(Number.isFinite(number));
  });
}
