import { match, ok, strictEqual } from "node:assert/strict";
import { describeCollapse } from "../../../run/train/collapse.ts";
import { describeIdle } from "../../../run/train/idle.ts";

const epoch = { epoch: 5, epochs: 10 };
const recipe = { clusters: 10, options: { lambda1: 1 } };

Deno.test("even clusters are no collapse, and neither is one bad head of several", () => {
  strictEqual(describeCollapse({ ...epoch, terms: { entropy: [2.2, 2.3] } }, recipe), undefined);
  strictEqual(describeCollapse({ ...epoch, terms: { entropy: [0.1, 2.2] } }, recipe), undefined);
});

Deno.test("a collapse is told with its likely cause", () => {
  const flat = { ...epoch, terms: { entropy: [0.1, 0.2], usedClusters: [1, 1.2] } };
  match(describeCollapse(flat, recipe)!, /learning rate/);
  match(describeCollapse(flat, { clusters: 10, options: { lambda1: 0 } })!, /--set lambda1=1/);
});

Deno.test("one cluster for whole batches is a collapse where no entropy is logged", () => {
  ok(describeCollapse({ ...epoch, terms: { usedClusters: 1 } }, recipe));
});

Deno.test("the first epochs, and stages that say nothing of clusters, are left alone", () => {
  const terms = { entropy: 0 };
  strictEqual(describeCollapse({ epoch: 2, epochs: 10, terms }, recipe), undefined);
  strictEqual(describeCollapse({ ...epoch, terms: { loss: 3 } }, recipe), undefined);
  ok(describeCollapse({ epoch: 1, epochs: 1, terms }, recipe));
});

Deno.test("a representation that tells no images apart is a collapse, after ten epochs or at the end", () => {
  const told = (epoch: number, epochs: number, terms: Record<string, number>) =>
    describeCollapse({ epoch, epochs, terms: { entropy: 2.3, ...terms } }, recipe);
  match(
    told(10, 40, { featureInformation: 0.01 })!,
    /^the representation collapses.* is 0\.01 after/,
  );
  match(told(5, 5, { featureInformation: -3.2 })!, /0 is chance/);
  match(told(10, 40, { "auxiliary/featureInformation": 0 })!, /auxiliary\/featureInformation/);
  strictEqual(told(10, 40, { featureInformation: 0.4 }), undefined);
  strictEqual(told(9, 40, { featureInformation: 0 }), undefined);
  strictEqual(told(2, 2, { featureInformation: 0 }), undefined);
});

Deno.test("an epoch in which no pair was selected is told, and no other", () => {
  match(describeIdle({ epoch: 3, terms: { selected: 0 } })!, /no pair .* epoch 3/);
  strictEqual(describeIdle({ epoch: 3, terms: { selected: 0.01 } }), undefined);
  strictEqual(describeIdle({ epoch: 3, terms: { loss: 1 } }), undefined);
});
