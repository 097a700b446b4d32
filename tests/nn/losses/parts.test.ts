import { ok } from "node:assert/strict";
import fc from "fast-check";
import { backends } from "../../../backends/mod.ts";
import { tf } from "../../../backends/tf.ts";
import {
  clipLogits,
  logitExcess,
  logitPenalty,
  marginalEntropy,
  smooth,
  unitRows,
} from "../../../nn/losses/mod.ts";
import { twoViews } from "./arbitraries.ts";
import { dotProduct, softmax, unit } from "./loops.ts";
import { near } from "./near.ts";

await (await backends.get("cpu")).open({});

Deno.test("smooth() of rows obeys S~ = (1-a)^2 S + a(2-a)/C for their dot products", () => {
  fc.assert(fc.property(twoViews, fc.constantFrom(0.01, 0.1, 0.5), ([u1, u2], alpha) => {
    tf.tidy(() => {
      const q1 = u1.map(softmax), q2 = u2.map(softmax), clusters = q1[0].length;
      const dots = tf.sum(
        tf.mul(
          smooth(tf.tensor2d(q1), alpha),
          smooth(tf.tensor2d(q2), alpha),
        ),
        -1,
      );
      const expected = q1.map((p, i) =>
        (1 - alpha) ** 2 * dotProduct(p, q2[i]) + alpha * (2 - alpha) / clusters
      );
      near(dots, expected, 1e-6);
    });
  }));
});

Deno.test("smooth() with 0 keeps probabilities, but none below a millionth", () => {
  tf.tidy(() => near(smooth(tf.tensor2d([[1, 0], [0.25, 0.75]]), 0), [1, 1e-6, 0.25, 0.75], 1e-9));
});

Deno.test("marginalEntropy() is log C where clusters are used evenly, and 0 where one takes all", () => {
  tf.tidy(() => {
    near(marginalEntropy(tf.tensor2d([[1, 0], [0, 1]])), [Math.log(2)], 1e-6);
    near(marginalEntropy(tf.tensor2d([[1, 0], [1, 0]])), [0], 1e-6);
  });
});

Deno.test("marginalEntropy() still pulls on an empty cluster", () => {
  tf.tidy(() => {
    const slope = tf.grad((q: tf.Tensor) => tf.sum(marginalEntropy(q)))(tf.tensor2d([[1, 0]]));
    const [full, empty] = slope.dataSync();
    ok(empty > 10 && Math.abs(full + 1) < 1e-5);
  });
});

Deno.test("logitPenalty() is 0 in range, and its gradient is the excess over the batch", () => {
  tf.tidy(() => {
    const u = tf.tensor3d([[[26, -28], [3, -25]], [[0, 1], [2, 25]]]);
    near(logitPenalty(u, 25), [(26 * 1 + 28 * 3) / 2, 0], 1e-6);
    near(logitExcess(u, 25), [1, -3, 0, 0, 0, 0, 0, 0], 1e-6);
    const slope = tf.grad((u: tf.Tensor) => tf.sum(logitPenalty(u, 25)))(u);
    near(slope, [0.5, -1.5, 0, 0, 0, 0, 0, 0], 1e-6);
  });
});

Deno.test("clipLogits() has gradient 0 outside the range and 1 within", () => {
  tf.tidy(() => {
    const u = tf.tensor1d([-30, -25, 0, 25, 30]);
    near(clipLogits(u, 25), [-25, -25, 0, 25, 25]);
    near(tf.grad((u: tf.Tensor) => tf.sum(clipLogits(u, 25)))(u), [0, 1, 1, 1, 0]);
  });
});

Deno.test("unitRows() divides by the length, and leaves zeros alone", () => {
  tf.tidy(() => {
    near(unitRows(tf.tensor2d([[3, 4], [0, 0], [-1e3, 0]])), [0.6, 0.8, 0, 0, -1, 0], 1e-6);
    fc.assert(fc.property(twoViews, ([z]) => {
      near(unitRows(tf.tensor2d(z)), z.flatMap(unit), 1e-5);
    }));
  });
});
