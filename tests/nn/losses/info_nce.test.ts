import { ok } from "node:assert/strict";
import fc from "fast-check";
import { backends } from "../../../backends/mod.ts";
import { tf } from "../../../backends/tf.ts";
import {
  CRITIC_NAMES,
  critics,
  infoNce,
  NEGATIVES,
  ntXent,
  probabilityContrast,
} from "../../../nn/losses/mod.ts";
import { twoViews } from "./arbitraries.ts";
import { dotProduct, infoNceLoop, pairCritics, smoothed, softmax, unit } from "./loops.ts";
import { near } from "./near.ts";

await (await backends.get("cpu")).open({});

const probabilities = twoViews.map((views) =>
  views.map((u) => u.map((row) => smoothed(softmax(row), 0.01)))
);

for (const negatives of NEGATIVES) {
  Deno.test(`ntXent() with ${negatives} equals the loop over anchors and candidates`, () => {
    fc.assert(fc.property(twoViews, ([z1, z2]) => {
      tf.tidy(() => {
        const loop = infoNceLoop(
          (a, b) => dotProduct(a, b) / 0.1,
          z1.map(unit),
          z2.map(unit),
          negatives,
        );
        near(ntXent(tf.tensor2d(z1), tf.tensor2d(z2), { temperature: 0.1, negatives }), loop);
      });
    }));
  });

  for (const critic of CRITIC_NAMES) {
    Deno.test(`probabilityContrast() with ${critic} and ${negatives} equals the loop`, () => {
      fc.assert(
        fc.property(probabilities, ([p1, p2]) => {
          tf.tidy(() => {
            const loop = infoNceLoop(pairCritics[critic], p1, p2, negatives);
            const views: [tf.Tensor, tf.Tensor] = [tf.tensor2d(p1), tf.tensor2d(p2)];
            near(probabilityContrast(...views, { critic, negatives }), loop);
          });
        }),
        { numRuns: 40 },
      );
    });
  }

  Deno.test(`log_dot without a table of pairs equals log_dot with one, ${negatives}`, () => {
    fc.assert(fc.property(probabilities, ([p1, p2]) => {
      tf.tidy(() => {
        const views: [tf.Tensor, tf.Tensor] = [tf.tensor2d(p1), tf.tensor2d(p2)];
        const short = tf.grads((a, b) =>
          tf.sum(probabilityContrast(a, b, { critic: "log_dot", negatives }))
        )(views);
        const long = tf.grads((a, b) => tf.sum(infoNce(critics.log_dot, a, b, negatives)))(views);
        short.forEach((gradient, i) => near(gradient, [...long[i].dataSync()], 1e-3));
      });
    }));
  });
}

Deno.test("infoNce() of sub-heads equals infoNce() of each", () => {
  fc.assert(fc.property(probabilities, ([p1, p2]) => {
    tf.tidy(() => {
      const a = tf.tensor2d(p1), b = tf.tensor2d(p2);
      for (const critic of CRITIC_NAMES) {
        const heads = probabilityContrast(tf.stack([a, b]), tf.stack([b, b]), {
          critic,
          negatives: "both_views",
        });
        const options = { critic, negatives: "both_views" } as const;
        const each = [probabilityContrast(a, b, options), probabilityContrast(b, b, options)];
        near(heads, each.flatMap((x) => [...x.dataSync()]), 1e-5);
      }
    });
  }));
});

Deno.test("ntXent() of one image is 0 with both views: its other view is the only candidate", () => {
  tf.tidy(() => {
    const z1 = tf.tensor2d([[1, 2]]), z2 = tf.tensor2d([[-3, 1]]);
    const options = { temperature: 0.1, negatives: "both_views" } as const;
    near(ntXent(z1, z2, options), [0, 0], 1e-6);
    const slopes = tf.grads((a, b) => tf.sum(ntXent(a, b, options)))([z1, z2]);
    for (const slope of slopes) near(slope, [0, 0], 1e-6);
  });
});

Deno.test("ntXent() where all images are equal is log(2B - 1)", () => {
  tf.tidy(() => {
    const z = tf.tile(tf.tensor2d([[3, 4, 0]]), [5, 1]);
    const anchors = ntXent(z, z, { temperature: 0.1, negatives: "both_views" });
    near(anchors, Array(10).fill(Math.log(9)), 1e-5);
  });
});

Deno.test("ntXent() of features that are all zeros is finite, and so is its gradient", () => {
  tf.tidy(() => {
    const z = tf.zeros([3, 4]);
    const loss = (z: tf.Tensor) =>
      tf.mean(ntXent(z, z, { temperature: 0.1, negatives: "both_views" }));
    near(loss(z), [Math.log(5)], 1e-5);
    for (const slope of tf.grad(loss)(z).dataSync()) ok(Number.isFinite(slope));
  });
});

Deno.test("NaN features give a NaN loss, not a number that looks right", () => {
  tf.tidy(() => {
    const z = tf.tensor2d([[NaN, 1], [1, 0]]);
    const loss = tf.mean(ntXent(z, z, { temperature: 0.1, negatives: "both_views" }));
    ok(Number.isNaN(loss.dataSync()[0]));
  });
});
