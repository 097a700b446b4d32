import { ok } from "node:assert/strict";
import { backends } from "../../../backends/mod.ts";
import { tf } from "../../../backends/tf.ts";
import { temiLoss } from "../../../nn/losses/temi_loss.ts";

const S = 2, B = 3, C = 4, BETA = 0.6;
/** Probabilities by formula, `[S][B][C]`. */
const rows = (seed: number) =>
  Array.from({ length: S }, (_, s) =>
    Array.from({ length: B }, (_, b) => {
      const row = Array.from({ length: C }, (_, c) => 1 + (s * 7 + b * 5 + c * 3 + seed) % 11);
      const sum = row.reduce((a, x) => a + x, 0);
      return row.map((x) => x / sum);
    }));

Deno.test("temiLoss() is the paper's sum, written out", async () => {
  await using _open = await (await backends.get("cpu")).open({ threads: 1 });
  const [s1, s2, t1, t2] = [1, 2, 3, 4].map(rows);
  const prior = Array.from({ length: S }, (_, s) => rows(5)[s][0]);
  const expected = Array.from({ length: S }, (_, s) => {
    let total = 0;
    for (let b = 0; b < B; b++) {
      let weight = 0, forth = 0, back = 0;
      for (let t = 0; t < S; t++) {
        for (let c = 0; c < C; c++) weight += t1[t][b][c] * t2[t][b][c] / S;
      }
      for (let c = 0; c < C; c++) {
        forth += (s1[s][b][c] * t2[s][b][c]) ** BETA / prior[s][c];
        back += (s2[s][b][c] * t1[s][b][c]) ** BETA / prior[s][c];
      }
      total -= weight * (Math.log(forth) + Math.log(back)) / 2 / B;
    }
    return total;
  });
  const log = (q: number[][][]) => tf.log(tf.tensor3d(q));
  const found = tf.tidy(() =>
    temiLoss({
      student: [log(s1), log(s2)],
      teacher: [log(t1), log(t2)],
      prior: tf.tensor3d(prior.map((row) => [row])),
    }, BETA)
  );
  const got = await found.data();
  found.dispose();
  expected.forEach((value, s) => ok(Math.abs(value - got[s]) < 1e-5, `${value} and ${got[s]}`));
});
