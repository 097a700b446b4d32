import * as v from "valibot";
import type { Nested } from "./compare.ts";

const nested: v.GenericSchema<Nested> = v.lazy(() => v.union([v.number(), v.array(nested)]));
const vector = v.array(v.number());
const rows = v.array(vector);
const name = v.string();
const params = v.record(v.string(), v.unknown());

export const lossCase = v.strictObject({
  name,
  params,
  inputs: v.record(v.string(), nested),
  outputs: v.record(v.string(), nested),
  grads: v.record(v.string(), nested),
  note: v.optional(v.string()),
});

export const bankCase = v.strictObject({
  name,
  kind: v.string(),
  momentum: v.number(),
  init: v.optional(v.string()),
  shape: v.optional(vector),
  init_bank: v.optional(rows),
  steps: v.array(v.strictObject({ idx: vector, new: rows, bank_after: rows })),
  note: v.optional(v.string()),
});

export const pairCase = v.strictObject({
  name,
  labels: vector,
  clusters: vector,
  n: v.number(),
  hits: v.number(),
  acc: v.number(),
  nmi: v.number(),
  nmi_geometric: v.number(),
  mi_nats: v.number(),
  ari: v.number(),
});

export const topCase = v.strictObject({
  probs: rows,
  labels: vector,
  mapping_used: vector,
  acc: v.number(),
  acc5: v.number(),
});

export const neighbourCase = v.strictObject({
  name,
  queries: rows,
  database: v.nullish(rows),
  k: v.number(),
  exclude_self: v.optional(v.boolean(), false),
  indices: v.optional(rows),
  similarities: v.optional(rows),
  labels: v.optional(vector),
  temperature: v.optional(v.number()),
  num_classes: v.optional(v.number()),
  votes: v.optional(rows),
  predictions: v.optional(vector),
  accuracy: v.optional(v.number()),
});

export const scheduleCase = v.strictObject({
  name,
  params,
  points: v.array(v.tuple([v.number(), v.number()])),
});

export const rotationCase = v.strictObject({
  name,
  layout: v.optional(v.string()),
  input: nested,
  turned: v.array(nested),
  labels: vector,
  note: v.optional(v.string()),
});

export const weightAverageCase = v.strictObject({
  name,
  kind: v.picklist(["constant", "tenth", "true-average"]),
  decay: v.number(),
  initial: vector,
  weights_after_step: rows,
  decays: vector,
  after: rows,
  note: v.optional(v.string()),
});

const ofBatches = {
  name,
  batches: v.array(rows),
  used: rows,
  end: vector,
  note: v.optional(v.string()),
};

export const classAverageCase = v.variant("kind", [
  v.strictObject({ kind: v.literal("window"), size: v.number(), ...ofBatches }),
  v.strictObject({ kind: v.literal("decay"), decay: v.number(), ...ofBatches }),
]);

export const optimiserCase = v.strictObject({
  name,
  kind: v.string(),
  params,
  initial: vector,
  grads: rows,
  after: rows,
});

export const batchNormCase = v.strictObject({
  eps: v.number(),
  momentum: v.number(),
  init: v.strictObject({ gamma: vector, beta: vector }),
  train_steps: v.array(v.strictObject({
    x: rows,
    weights: rows,
    y: rows,
    grad_x: rows,
    grad_gamma: vector,
    grad_beta: vector,
    running_mean: vector,
    running_var: vector,
  })),
  eval_x: rows,
  eval_y: rows,
  note: v.optional(v.string()),
});

const cases = v.optional(v.array(v.unknown()), []);

/**
 * A file of golden numbers: what went into a formula, and what PyTorch or scikit-learn gave. Each
 * case is read by the schema of its kind when its turn comes, so that a bad one fails alone.
 */
export const goldenSchema = v.looseObject({
  meta: v.looseObject({
    suggested_tolerance: v.looseObject({
      float64: v.optional(v.number(), 1e-9),
      float32_value: v.optional(v.number(), 1e-4),
      float32_grad: v.optional(v.number(), 1e-3),
    }),
  }),
  losses: cases,
  bank_updates: cases,
  metrics: v.optional(
    v.strictObject({ pairs: cases, topk: cases, note: v.optional(v.string()) }),
    { pairs: [], topk: [] },
  ),
  knn: cases,
  schedules: cases,
  optimisers: cases,
  batchnorm: v.nullish(v.unknown()),
  agglomeration: cases,
  rotations: cases,
  averages: cases,
});

export type GoldenFile = v.InferOutput<typeof goldenSchema>;
export type LossCase = v.InferOutput<typeof lossCase>;
export type BankCase = v.InferOutput<typeof bankCase>;
export type PairCase = v.InferOutput<typeof pairCase>;
export type TopCase = v.InferOutput<typeof topCase>;
export type NeighbourCase = v.InferOutput<typeof neighbourCase>;
export type ScheduleCase = v.InferOutput<typeof scheduleCase>;
export type OptimiserCase = v.InferOutput<typeof optimiserCase>;
export type BatchNormCase = v.InferOutput<typeof batchNormCase>;
