import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { backends } from "../../../backends/mod.ts";
import { tf } from "../../../backends/tf.ts";
import { nmi } from "../../../metrics/mod.ts";
import { clusterDiagnostics, headAgreement } from "../../../plugins/parts/diagnostics.ts";

await (await backends.get("cpu")).open({});

const S = 3, B = 12, C = 4;

/** Logits that are largest at given clusters. */
const logits = (heads: readonly (readonly number[])[]) =>
  tf.mul(tf.oneHot(tf.tensor2d(heads as number[][], undefined, "int32"), C), 5) as tf.Tensor3D;

Deno.test("headAgreement() is the mean NMI of all pairs of heads", () => {
  const head = fc.array(fc.integer({ min: 0, max: C - 1 }), { minLength: B, maxLength: B });
  fc.assert(fc.property(fc.array(head, { minLength: S, maxLength: S }), (heads) => {
    const pairs = heads.flatMap((a, i) =>
      heads.slice(i + 1).map((b) => nmi(Int32Array.from(a), Int32Array.from(b)))
    );
    const expected = pairs.reduce((x, y) => x + y, 0) / pairs.length;
    const [value] = tf.tidy(() => headAgreement(logits(heads)).dataSync());
    ok(Math.abs(value - expected) < 1e-4, `${value} is not ${expected}`);
  }));
});

Deno.test("headAgreement() is 1 for heads that only number their clusters differently", () => {
  const a = Array.from({ length: B }, (_, i) => i % C), b = a.map((c) => (c + 1) % C);
  const [value] = tf.tidy(() => headAgreement(logits([a, b])).dataSync());
  ok(Math.abs(value - 1) < 1e-5);
});

Deno.test("clusterDiagnostics() says nothing of agreement where there is one head", () => {
  tf.tidy(() => {
    const watched = clusterDiagnostics(logits([[0, 1, 1]]));
    strictEqual(watched.headAgreement, undefined);
    strictEqual(watched.usedClusters.dataSync()[0], 2);
  });
});
