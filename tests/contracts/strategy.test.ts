import { deepStrictEqual } from "node:assert/strict";
import { strategies } from "../../plugins/mod.ts";
import type { StrategyPlugin } from "../../plugins/strategy.ts";
import { PLUGINS } from "../run/training.ts";
import { type StrategyCase, testStrategy } from "./strategy.ts";

const EXAMPLES = new URL("../../examples/plugins/", import.meta.url);

const backbone = { widths: [4], blocks: [1], stem: "cifar", stemStride: 2 };
const training = { epochs: 1, batchSize: 12, batching: "drop" };
const small = { backbone, ...training };
const heads = { subHeads: 2 };
const pretrain = { featureSize: 4, pretrain: training };

const cases: readonly StrategyCase[] = [
  { name: "contrastive-clustering", options: { ...small, ...heads, featureSize: 4 } },
  { name: "crlc", options: { ...small, ...heads, featureSize: 4 } },
  { name: "crlc-bank", options: { ...small, ...heads, featureSize: 4, bankNegatives: 7 } },
  { name: "crlc-head", options: { ...small, ...heads } },
  {
    name: "crlc-semi",
    options: { ...small, ...heads, featureSize: 4, perClass: 1, labelledBatch: 5 },
    labelled: true,
  },
  { name: "crlc-two-stage", options: { ...small, ...heads, ...pretrain, neighbours: 3 } },
  {
    name: "fixmatch",
    options: { ...small, perClass: 1, labelledBatch: 5, threshold: 0.3 },
    labelled: true,
  },
  { name: "iic", options: { ...small, ...heads } },
  { name: "kmeans", options: { starts: 2 }, trained: false },
  { name: "pica", options: { ...small, ...heads } },
  {
    name: "pseudo-label",
    options: { ...small, perClass: 1, labelledBatch: 5, ramp: [0, 0.5] },
    labelled: true,
  },
  {
    name: "scan",
    options: {
      ...small,
      ...heads,
      ...pretrain,
      neighbours: 3,
      selfLabel: { ...training, threshold: 0.3 },
    },
  },
  { name: "simclr", options: { ...small, featureSize: 4, starts: 2 } },
];

for (const c of cases) testStrategy(c);

const takesMore = ["contrastive-clustering", "crlc", "crlc-bank", "crlc-two-stage"];
for (const c of cases) {
  if (!takesMore.includes(c.name)) continue;
  testStrategy({ ...c, auxiliary: true, options: { ...c.options, epochs: 2 } });
}

const examples: readonly StrategyCase[] = [
  { name: "infomax", plugin: PLUGINS.infomax, options: small },
];

for (const c of examples) testStrategy(c);

Deno.test("every strategy of crlc and of its examples goes through the suite", async () => {
  deepStrictEqual(cases.map(({ name }) => name), strategies.names());
  const shown: string[] = [];
  for await (const { name } of Deno.readDir(EXAMPLES)) {
    const { default: module } = await import(new URL(name, EXAMPLES).href);
    shown.push(...(module.strategies ?? []).map((strategy: StrategyPlugin) => strategy.name));
  }
  deepStrictEqual(examples.map(({ name }) => name), shown.sort());
});
