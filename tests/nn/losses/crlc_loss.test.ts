import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import * as v from "valibot";
import { backends } from "../../../backends/mod.ts";
import { tf } from "../../../backends/tf.ts";
import {
  crlcLoss,
  crlcLossFields,
  type CrlcLossOptions,
  ENTROPIES,
  LOGIT_BOUNDS,
  NEGATIVES,
  semiLoss,
} from "../../../nn/losses/mod.ts";
import { twoViews } from "./arbitraries.ts";
import {
  dotProduct,
  entropyLoop,
  infoNceLoop,
  mean,
  pairCritics,
  penaltyLoop,
  type Rows,
  smoothed,
  softmax,
  unit,
} from "./loops.ts";
import { near } from "./near.ts";

await (await backends.get("cpu")).open({});

function options(
  given: v.InferInput<ReturnType<typeof schema>> = {},
): CrlcLossOptions {
  return v.parse(schema(), given);
}

function schema() {
  return v.strictObject(crlcLossFields);
}

/** Eq. 8 of one sub-head, in loops. */
function clusterLoop(u1: Rows, u2: Rows, o: CrlcLossOptions): number {
  const cut = (u: Rows) =>
    o.logitBound === "hard"
      ? u.map((row) => row.map((x) => Math.min(o.logitLimit, Math.max(-o.logitLimit, x))))
      : u;
  const [q1, q2] = [u1, u2].map((u) => cut(u).map(softmax));
  const [p1, p2] = [q1, q2].map((q) => q.map((row) => smoothed(row, o.smoothing)));
  const contrast = mean(infoNceLoop(pairCritics[o.critic], p1, p2, o.negatives));
  const penalty = o.logitBound === "penalty"
    ? (penaltyLoop(u1, o.logitLimit) + penaltyLoop(u2, o.logitLimit)) / 2
    : 0;
  return contrast - o.lambda1 * entropyLoop(q1, q2, o.entropy) + o.logitWeight * penalty;
}

const chosen = fc.record({
  negatives: fc.constantFrom(...NEGATIVES),
  entropy: fc.constantFrom(...ENTROPIES),
  logitBound: fc.constantFrom(...LOGIT_BOUNDS),
  logitLimit: fc.constantFrom(2, 25),
  lambda1: fc.constantFrom(0, 1, 2),
  lambda2: fc.constantFrom(0, 10),
  smoothing: fc.constantFrom(0.01, 0.1),
});

Deno.test("crlcLoss() equals the paper's sums for every choice of options", () => {
  fc.assert(
    fc.property(twoViews, twoViews, chosen, ([u1, u2], [z1, z2], given) => {
      const o = options(given);
      // Two sub-heads: the second sees the views the other way round and shifted.
      const heads1 = [u1, u2], heads2 = [u2, u1.map((row) => row.map((x) => x + 1))];
      const { loss, terms } = crlcLoss({
        features: [tf.tensor2d(z1), tf.tensor2d(z2)],
        logits: [tf.tensor3d(heads1), tf.tensor3d(heads2)],
      }, o);
      const clusters = heads1.map((_, s) => clusterLoop(heads1[s], heads2[s], o));
      const features = mean(infoNceLoop(
        (a, b) => dotProduct(a, b) / o.temperature,
        z1.map(unit),
        z2.map(unit),
        o.negatives,
      ));
      near(terms.cluster, clusters);
      near(terms.featureContrast!, [features]);
      near(loss, [mean(clusters) + o.lambda2 * features]);
      tf.dispose([loss, ...Object.values(terms)]);
    }),
  );
});

Deno.test("crlcLoss() without features trains the cluster heads alone", () => {
  tf.tidy(() => {
    const u = tf.tensor3d([[[1, 2], [3, 1]]]);
    const { loss, terms } = crlcLoss({ logits: [u, u] }, options());
    deepStrictEqual([...loss.dataSync()], [...terms.cluster.dataSync()]);
    deepStrictEqual("featureContrast" in terms, false);
  });
});

Deno.test("crlcLoss() of balanced one-hot clusters is near its lowest, log(2B/C - 1) - log C", () => {
  tf.tidy(() => {
    const u = tf.mul(tf.oneHot(tf.tensor1d([0, 1, 2, 3, 0, 1, 2, 3], "int32"), 4), 60);
    const logits = tf.expandDims(tf.cast(u, "float32"), 0);
    const { terms } = crlcLoss({ logits: [logits, logits] }, options({ smoothing: 0 }));
    near(terms.probabilityContrast, [Math.log(3)], 1e-4);
    near(terms.entropy, [Math.log(4)], 1e-6);
  });
});

Deno.test("crlcLoss() of collapsed clusters has entropy 0 and contrast log(2B - 1), all finite", () => {
  tf.tidy(() => {
    const one = tf.tile(tf.tensor3d([[[80, -80, -80]]]), [1, 6, 1]);
    const o = options();
    const { terms } = crlcLoss({ logits: [one, one] }, o);
    near(terms.entropy, [0], 1e-5);
    near(terms.probabilityContrast, [Math.log(11)], 1e-4);
    const [slope] = tf.grads((u) => crlcLoss({ logits: [u, u] }, o).loss)([one]);
    for (const x of slope.dataSync()) ok(Number.isFinite(x));
  });
});

Deno.test("crlcLoss() of one image and of an empty cluster is finite, with its gradients", () => {
  tf.tidy(() => {
    for (const critic of ["log_dot", "dot", "neg_l2", "neg_l2_norm", "neg_jsd"] as const) {
      for (const smoothing of [0, 0.01]) {
        const z = tf.tensor2d([[1, 0.5]]), u = tf.tensor3d([[[100, 0, -100]]]);
        const o = options({ critic, smoothing });
        const slopes = tf.grads((z, u) => crlcLoss({ features: [z, z], logits: [u, u] }, o).loss)([
          z,
          u,
        ]);
        for (const x of slopes.flatMap((s) => [...s.dataSync()])) ok(Number.isFinite(x), critic);
      }
    }
  });
});

Deno.test("crlcLoss() keeps no tensor but its result, and reads none back", () => {
  const wave = (shape: number[], count: number) => tf.reshape(tf.sin(tf.range(0, count)), shape);
  const u = wave([3, 8, 4], 96), z = wave([8, 6], 48);
  const before = tf.memory().numTensors;
  const step = () =>
    tf.grads((z, u) => crlcLoss({ features: [z, z], logits: [u, u] }, options()).loss)([z, u]);
  const reading = tf.Tensor.prototype.dataSync;
  tf.Tensor.prototype.dataSync = () => {
    throw new Error("read back");
  };
  try {
    for (const critic of ["log_dot", "neg_l2_norm", "neg_jsd"] as const) {
      tf.dispose(step());
      tf.dispose(
        tf.grad((u: tf.Tensor) => crlcLoss({ logits: [u, u] }, options({ critic })).loss)(u),
      );
    }
  } finally {
    tf.Tensor.prototype.dataSync = reading;
  }
  deepStrictEqual(tf.memory().numTensors, before);
  tf.dispose([u, z]);
});

Deno.test("semiLoss() adds lambda3 times the cross entropy of the labelled batch", () => {
  tf.tidy(() => {
    const u = tf.tensor3d([[[1, 2], [3, 1]]]);
    const crlc = crlcLoss({ logits: [u, u] }, options());
    const labels = tf.tensor1d([1, 0], "int32");
    const { loss, terms } = semiLoss(crlc, { logits: u, labels }, 0.5);
    const expected = (Math.log(1 + Math.exp(-1)) + Math.log(1 + Math.exp(-2))) / 2;
    near(terms.crossEntropy, [expected], 1e-6);
    near(loss, [crlc.loss.dataSync()[0] + 0.5 * expected], 1e-6);
  });
});
