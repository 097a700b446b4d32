/**
 * The paper's losses in plain loops and double precision: a second opinion on the tensor code,
 * written from the formulas and slow on purpose.
 *
 * @module
 */
import type { CriticName, EntropyKind, Negatives } from "../../../nn/losses/mod.ts";

export type Row = number[];
export type Rows = Row[];

const sum = (xs: Row) => xs.reduce((total, x) => total + x, 0);
export const mean = (xs: Row) => sum(xs) / xs.length;
export const dotProduct = (p: Row, q: Row) => sum(p.map((x, c) => x * q[c]));

function entropy(p: Row): number {
  return -sum(p.map((x) => x > 0 ? x * Math.log(x) : 0));
}

export const pairCritics: Readonly<Record<CriticName, (p: Row, q: Row) => number>> = {
  log_dot: (p, q) => Math.log(dotProduct(p, q)),
  dot: dotProduct,
  neg_l2: (p, q) => -sum(p.map((x, c) => (x - q[c]) ** 2)),
  neg_l2_norm: (p, q) => -Math.sqrt(sum(p.map((x, c) => (x - q[c]) ** 2))),
  neg_jsd: (p, q) => (entropy(p) + entropy(q)) / 2 - entropy(p.map((x, c) => (x + q[c]) / 2)),
};

export function unit(z: Row): Row {
  const length = Math.max(Math.sqrt(dotProduct(z, z)), 1e-12);
  return z.map((x) => x / length);
}

export function softmax(u: Row): Row {
  const highest = Math.max(...u), e = u.map((x) => Math.exp(x - highest));
  return e.map((x) => x / sum(e));
}

export function smoothed(q: Row, alpha: number): Row {
  return q.map((x) => (1 - alpha) * x + alpha / q.length);
}

/** -f(anchor, positive) + log of the sum of exp f over the candidates, the positive among them. */
function anchorLoss(positive: number, candidates: Row): number {
  const highest = Math.max(...candidates);
  return -positive + highest + Math.log(sum(candidates.map((f) => Math.exp(f - highest))));
}

/** Eq. 1, anchor by anchor: those of view 1, then those of view 2. */
export function infoNceLoop(
  f: (p: Row, q: Row) => number,
  a: Rows,
  b: Rows,
  negatives: Negatives,
): Row {
  const views = [...a, ...b], images = a.length;
  return views.map((anchor, i) => {
    const partner = (i + images) % (2 * images);
    const rivals = negatives === "both_views"
      ? views.filter((_, j) => j !== i)
      : i < images
      ? b
      : a;
    return anchorLoss(f(anchor, views[partner]), rivals.map((rival) => f(anchor, rival)));
  });
}

/** The memory-bank form, anchor by anchor. */
export function bankLoop(
  f: (p: Row, q: Row) => number,
  anchors: Rows,
  positives: Rows,
  negatives: readonly Rows[],
): Row {
  return anchors.map((anchor, b) => {
    const positive = f(anchor, positives[b]);
    return anchorLoss(positive, [positive, ...negatives[b].map((row) => f(anchor, row))]);
  });
}

export function entropyLoop(q1: Rows, q2: Rows, kind: EntropyKind): number {
  const centre = (q: Rows) => q[0].map((_, c) => mean(q.map((row) => row[c])));
  return kind === "pooled"
    ? entropy(centre([...q1, ...q2]))
    : (entropy(centre(q1)) + entropy(centre(q2))) / 2;
}

export function penaltyLoop(logits: Rows, limit: number): number {
  const excess = (u: number) => Math.max(u - limit, 0) + Math.min(u + limit, 0);
  return mean(logits.map((row) => sum(row.map((u) => u * excess(u)))));
}
