import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { Stream } from "../../core/random.ts";
import {
  acc,
  ari,
  labelFree,
  matchClusters,
  mutualInformation,
  nmi,
  score,
  topAccuracy,
} from "../../metrics/mod.ts";

const label = fc.integer({ min: -3, max: 5 });

/** Two labellings of the same samples. */
const pairs = fc.integer({ min: 1, max: 40 }).chain((n) => {
  const labels = fc.array(label, { minLength: n, maxLength: n });
  return fc.tuple(labels, labels);
});

/** Another name for every label. */
const rename = (x: number) => (x * 7 + 100) % 31;

const METRICS = { acc, nmi, ari };

for (const [name, metric] of Object.entries(METRICS)) {
  Deno.test(`${name}() ignores how clusters are numbered, and is symmetric`, () => {
    fc.assert(fc.property(pairs, ([a, b]) => {
      const value = metric(a, b);
      ok(Math.abs(metric(a, b.map(rename)) - value) < 1e-12);
      ok(Math.abs(metric(b, a) - value) < 1e-12);
    }));
  });

  Deno.test(`${name}() of a labelling with itself is 1, and never more`, () => {
    fc.assert(fc.property(pairs, ([a, b]) => {
      ok(Math.abs(metric(a, a) - 1) < 1e-12);
      ok(metric(a, b) <= 1 && metric(a, b) >= (name === "ari" ? -0.5 : 0));
    }));
  });

  Deno.test(`${name}() refuses labellings of different length`, () => {
    throws(() => metric([0], [0, 1]), RangeError);
  });
}

Deno.test("ari() equals counting every pair of samples", () => {
  fc.assert(fc.property(pairs, ([a, b]) => {
    let both = 0, onlyA = 0, onlyB = 0, neither = 0;
    for (let i = 0; i < a.length; i++) {
      for (let j = 0; j < i; j++) {
        const inA = a[i] === a[j], inB = b[i] === b[j];
        if (inA && inB) both++;
        else if (inA) onlyA++;
        else if (inB) onlyB++;
        else neither++;
      }
    }
    const expected = onlyA === 0 && onlyB === 0 ? 1 : 2 * (both * neither - onlyA * onlyB) /
      ((both + onlyA) * (onlyA + neither) + (both + onlyB) * (onlyB + neither));
    ok(Math.abs(ari(a, b) - expected) < 1e-12);
  }));
});

Deno.test("ari() stays exact where counts of pairs leave the safe integers", () => {
  const samples = 300_000;
  const halves = Int32Array.from({ length: samples }, (_, i) => i % 2);
  const quarters = Int32Array.from({ length: samples }, (_, i) => Math.floor(i / 2) % 2);
  strictEqual(ari(halves, halves), 1);
  // Four cells of n / 4 give -1 / (n - 2), worked out in fractions.
  strictEqual(ari(halves, quarters), -1 / (samples - 2));
});

Deno.test("mutualInformation() of independent labels is 0, of equal ones their entropy", () => {
  strictEqual(mutualInformation([0, 0, 1, 1], [0, 1, 0, 1]), 0);
  ok(Math.abs(mutualInformation([0, 0, 1, 1], [5, 5, 2, 2]) - Math.log(2)) < 1e-12);
});

Deno.test("matchClusters() leaves surplus clusters without a class", () => {
  const { hits, classOf } = matchClusters([0, 0, 0, 1], [4, 4, 9, 7]);
  strictEqual(hits, 3);
  deepStrictEqual([...classOf].sort(), [[4, 0], [7, 1]]);
});

Deno.test("matchClusters() refuses tables that no machine would finish", () => {
  const numbers = Int32Array.from({ length: 6000 }, (_, i) => i);
  throws(() => matchClusters(numbers, numbers), { code: "TOO_MANY_CLUSTERS" });
  strictEqual(nmi(numbers, numbers), 1);
});

Deno.test("score() of one cluster has the share of the largest class, and no information", () => {
  deepStrictEqual(score([0, 0, 1], [5, 5, 5]), { samples: 3, acc: 2 / 3, nmi: 0, ari: 0 });
});

Deno.test("score() of no samples is an error, not NaN", () => {
  throws(() => score([], []), RangeError);
});

Deno.test("topAccuracy() takes of equal probabilities the lower cluster, as a whole sort would", () => {
  const samples = 200, clusters = 12, random = new Stream(0, "sample");
  const probabilities = Float64Array.from({ length: samples * clusters }, () => random.below(5));
  const labels = Array.from({ length: samples }, () => random.below(clusters));
  const classOf = new Map(labels.slice(0, clusters).map((_, c) => [c, (5 * c) % clusters]));
  for (const k of [1, 3, 5, 12, 20]) {
    const hits = labels.filter((label, i) =>
      Array.from({ length: clusters }, (_, c) => c)
        .sort((a, b) => probabilities[i * clusters + b] - probabilities[i * clusters + a])
        .slice(0, k).some((cluster) => classOf.get(cluster) === label)
    );
    strictEqual(
      topAccuracy(probabilities, clusters, labels, { k, classOf }),
      hits.length / samples,
    );
  }
});

Deno.test("topAccuracy() counts a class among the k most probable clusters", () => {
  const probabilities = [0.6, 0.3, 0.1, 0.2, 0.5, 0.3, 0.1, 0.2, 0.7];
  const classOf = new Map([[0, 0], [1, 1], [2, 2]]);
  strictEqual(topAccuracy(probabilities, 3, [0, 0, 1], { k: 1, classOf }), 1 / 3);
  strictEqual(topAccuracy(probabilities, 3, [0, 0, 1], { k: 2, classOf }), 2 / 3);
  strictEqual(topAccuracy(probabilities, 3, [0, 0, 1], { k: 3, classOf }), 1);
});

Deno.test("topAccuracy() with k = 1 and its own matching is acc()", () => {
  const probabilities = [0.9, 0.1, 0.2, 0.8, 0.7, 0.3, 0.6, 0.4];
  strictEqual(topAccuracy(probabilities, 2, [1, 0, 1, 0], { k: 1 }), 0.75);
});

Deno.test("labelFree() shows a collapse", () => {
  const even = labelFree([0.9, 0.1, 0.2, 0.8], 2);
  deepStrictEqual([even.samples, even.used, even.largest], [2, 2, 0.5]);
  ok(Math.abs(even.entropy - Math.log(2)) < 1e-12 && Math.abs(even.confidence - 0.85) < 1e-12);
  const collapsed = labelFree([0.9, 0.1, 0.8, 0.2], 2);
  deepStrictEqual([collapsed.used, collapsed.entropy, collapsed.largest], [1, 0, 1]);
});
