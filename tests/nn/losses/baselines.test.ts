import fc from "fast-check";
import { backends } from "../../../backends/mod.ts";
import { tf } from "../../../backends/tf.ts";
import {
  batchTriplets,
  dccmLocalLoss,
  iicLoss,
  mcr2Loss,
  mcr2ViewsLoss,
  picaLoss,
  scanLoss,
  selfLabelLoss,
  tripletLoss,
  unitRows,
} from "../../../nn/losses/mod.ts";
import { rows, twoViews } from "./arbitraries.ts";
import { dotProduct, mean, type Row, type Rows, softmax, unit } from "./loops.ts";
import { near, slopes } from "./near.ts";

await (await backends.get("cpu")).open({});

const sum = (xs: Row) => xs.reduce((total, x) => total + x, 0);
const column = (q: Rows, c: number) => q.map((row) => row[c]);
const columns = (q: Rows) => q[0].map((_, c) => column(q, c));
const entropyOf = (q: Rows) => -sum(columns(q).map(mean).map((m) => m * Math.log(m)));
/** One head: `[1, B, C]`. */
const head = (q: Rows) => tf.tensor3d([q]);

Deno.test("iicLoss() is the negative mutual information of the symmetric joint, cell by cell", () => {
  fc.assert(fc.property(twoViews, fc.constantFrom(1, 1.5), ([u1, u2], lambda) => {
    const q1 = u1.map(softmax), q2 = u2.map(softmax), C = q1[0].length;
    const joint = (c: number, d: number) => mean(q1.map((p, i) => p[c] * q2[i][d]));
    let expected = 0;
    for (let c = 0; c < C; c++) {
      for (let d = 0; d < C; d++) {
        const P = (a: number, b: number) => (joint(a, b) + joint(b, a)) / 2;
        const marginal = (a: number) => sum(q1[0].map((_, b) => P(a, b)));
        expected -= P(c, d) *
          (Math.log(P(c, d)) - lambda * (Math.log(marginal(c)) + Math.log(marginal(d))));
      }
    }
    tf.tidy(() => near(iicLoss(head(q1), head(q2), lambda), [expected], 1e-5));
  }));
});

Deno.test("picaLoss() is the cross-entropy of each cluster with itself in the other view", () => {
  fc.assert(fc.property(twoViews, fc.constantFrom(0.5, 1), ([u1, u2], temperature) => {
    const q1 = u1.map(softmax), q2 = u2.map(softmax);
    const a = columns(q1).map(unit), b = columns(q2).map(unit);
    const uncertainty = mean(
      a.map((x, c) => -Math.log(softmax(b.map((y) => dotProduct(x, y) / temperature))[c])),
    );
    tf.tidy(() => {
      const parts = picaLoss(head(q1), head(q2), temperature);
      near(parts.uncertainty, [uncertainty], 1e-4);
      near(parts.entropy, [entropyOf(q1)], 1e-5);
    });
  }));
});

Deno.test("scanLoss() is the cross-entropy of neighbours less the weighted entropy", () => {
  fc.assert(fc.property(twoViews, fc.constantFrom(0, 5), ([u1, u2], weight) => {
    const q1 = u1.map(softmax), q2 = u2.map(softmax);
    const consistency = -mean(q1.map((p, i) => Math.log(dotProduct(p, q2[i]))));
    tf.tidy(() => {
      const terms = scanLoss(head(q1), head(q2), weight);
      near(terms.consistency, [consistency], 1e-5);
      near(terms.cluster, [consistency - weight * entropyOf(q1)], 1e-5);
    });
  }));
});

/** Images that are sure of a cluster, and what they count: all clusters in use the same. */
function selfLabelLoop(weak: Rows, strong: Rows, threshold: number): number {
  const sure = weak.map(softmax).map((q) => q.findIndex((x) => x > threshold));
  const used = new Set(sure.filter((c) => c >= 0));
  return sum(sure.map((c, i) => {
    if (c < 0) return 0;
    const size = sure.filter((other) => other === c).length;
    return -Math.log(softmax(strong[i])[c]) / (size * used.size);
  }));
}

Deno.test("selfLabelLoss() weighs clusters alike, learns from sure images only, and slopes so", () => {
  const images = fc.integer({ min: 1, max: 6 }).chain((n) => fc.tuple(rows(n, 3), rows(n, 3)));
  fc.assert(fc.property(images, fc.constantFrom(0.6, 0.9), ([weak, strong], threshold) => {
    const loss = (u: number[]) => {
      const changed = strong.map((row, i) => row.map((_, c) => u[i * row.length + c]));
      return selfLabelLoop(weak, changed, threshold);
    };
    tf.tidy(() => {
      const options = { threshold, balanced: true };
      const f = (u: tf.Tensor) => tf.sum(selfLabelLoss(head(weak), u, options).loss) as tf.Scalar;
      near(f(head(strong)), [loss(strong.flat())], 1e-5);
      near(tf.grad(f)(head(strong)), slopes(loss, strong.flat(), 1e-5), 1e-3);
    });
  }));
});

Deno.test("mcr2ViewsLoss() is mcr2Loss() of images with as many views each, gradient and all", () => {
  const options = { precision: 0.5, gamma1: 20, gamma2: 0.05 };
  for (const [groups, views, d] of [[4, 3, 5], [3, 6, 4]]) {
    tf.tidy(() => {
      const z = tf.randomNormal<tf.Rank.R3>([groups, views, d], 0, 1, "float32", 7);
      const labels = tf.tensor1d(
        Array.from({ length: groups * views }, (_, i) => Math.floor(i / views)),
        "int32",
      );
      const unit = (x: tf.Tensor3D) => unitRows(tf.reshape<tf.Rank.R2>(x, [groups * views, d]));
      const whole = (x: tf.Tensor3D) => mcr2Loss(unit(x), labels, { ...options, groups });
      const ofViews = (x: tf.Tensor3D) => mcr2ViewsLoss(tf.reshape(unit(x), x.shape), options);
      for (const term of ["loss", "expand", "compress"] as const) {
        near(ofViews(z)[term], [...whole(z)[term].dataSync()], 1e-5);
      }
      const slope = tf.grad((x: tf.Tensor) => whole(x as tf.Tensor3D).loss)(z);
      near(
        tf.grad((x: tf.Tensor) => ofViews(x as tf.Tensor3D).loss)(z),
        [...slope.dataSync()],
        1e-4,
      );
    });
  }
});

Deno.test("batchTriplets() is tripletLoss() of every triplet, the mean over others and then over pairs", () => {
  const options = { margin: 0.2, gamma: 1.5 };
  const images = fc.integer({ min: 1, max: 6 }).chain((n) =>
    fc.tuple(rows(n, 3), fc.array(fc.integer({ min: 0, max: 2 }), { minLength: n, maxLength: n }))
  );
  fc.assert(
    fc.property(images, ([given, clusters]) => {
      const z = given.map(unit);
      const triplet = (a: Row, p: Row, n: Row) =>
        tf.tidy(() =>
          tripletLoss(tf.tensor2d([[...a]]), tf.tensor2d([[...p]]), tf.tensor2d([[...n]]), options)
            .dataSync()[0]
        );
      const pairs = z.flatMap((a, i) =>
        z.flatMap((p, j) => {
          const others = z.filter((_, k) => clusters[k] !== clusters[i]);
          return i === j || clusters[i] !== clusters[j] || others.length === 0
            ? []
            : [mean(others.map((n) => triplet(a, p, n)))];
        })
      );
      tf.tidy(() => {
        const found = batchTriplets(
          tf.tensor2d(z.map((row) => [...row])),
          tf.tensor1d(clusters, "int32"),
          options,
        );
        near(found.loss, [pairs.length > 0 ? mean(pairs) : 0], 1e-4);
        near(found.pairs, [pairs.length]);
      });
    }),
    { numRuns: 40 },
  );
});

Deno.test("dccmLocalLoss() leaves out false pairs that do not count, and gives 0 for them where none does", () => {
  tf.tidy(() => {
    const trues = tf.tensor2d([[1], [-1]]), falses = tf.tensor2d([[2, 0], [5, 5]]);
    const softplus = (x: number) => Math.log1p(Math.exp(x));
    const own = (softplus(-1) + softplus(1)) / 2, first = (softplus(2) + softplus(0)) / 2;
    near(dccmLocalLoss(trues, falses, tf.tensor1d([1, 0])), [own + first]);
    near(dccmLocalLoss(trues, falses, tf.tensor1d([0, 0])), [own]);
    near(dccmLocalLoss(trues, falses), [own + (first + softplus(5)) / 2]);
  });
});
