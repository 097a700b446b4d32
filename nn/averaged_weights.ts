import { tf } from "../backends/tf.ts";
import { constant } from "./initialisers.ts";
import { detached } from "./losses/detached.ts";
import type { Initialiser, Scope } from "./scope.ts";

/** How fast an average of weights forgets. */
export interface AverageOptions {
  /** d, from 0 to 1: the share of the old average that stays. */
  readonly decay: number;
  /**
   * How d begins, in the n-th update, counted from 0: `constant` as it is; `tenth` with
   * `min(d, (1 + n) / (10 + n))`; `true-average` with `min(d, 1 - 1 / (n + 1))`, so that at first
   * the average is that of all weights so far.
   */
  readonly rule: typeof AVERAGE_RULES[number];
}

/** The rules by which d grows, as recipes spell them. */
export const AVERAGE_RULES = ["constant", "tenth", "true-average"] as const;

/** A network and its average. */
export interface AveragedWeights {
  /**
   * The network itself. In training, a pass through it renews the averages of its weights; one
   * without a gradient, such as a guess of labels, goes through the plain scope instead.
   */
  readonly trained: Scope;
  /**
   * The network with the averages, `a <- d a + (1 - d) w` after every step, the last one included.
   * No gradient goes through it. In training it is a teacher, who takes the statistics of each
   * batch, or renews running ones of its own; in prediction it is scored.
   */
  readonly averaged: Scope;
}

/**
 * Exponential moving averages of a network's weights, kept in its part `average`. Batch norm's
 * running statistics are averages already: the averaged network uses those of the trained one,
 * unless it is to have its own.
 *
 * The averages that are kept are of the weights that a step begins with, and the current weights
 * are added where they are read: what is read is the average after the last update.
 *
 * @param scope Of the whole network.
 * @param ownStatistics Whether the averaged network has running statistics of its own, which its
 *   passes in training renew, as in Mean Teacher's PyTorch code.
 */
export function averagedWeights(
  scope: Scope,
  { decay, rule }: AverageOptions,
  ownStatistics = false,
): AveragedWeights {
  const part = scope.child("average");
  const steps = part.buffer<tf.Rank.R1>("steps", [1], constant(0));
  // Before the first update the average is the weights, whatever is kept.
  const updates = tf.maximum(tf.sub(steps, 1), 0), begun = tf.cast(tf.greater(steps, 0), "float32");
  const kept = tf.mul(decayAt(updates, decay, rule), begun);
  /** Averages that this step has renewed. */
  const renewed = new Map<string, tf.Tensor>();

  /** The average of a weight, this step's weights included. */
  function average<R extends tf.Rank>(
    path: string,
    kin: Scope,
    name: string,
    weight: tf.Tensor<R>,
  ) {
    const found = renewed.get(path + name);
    if (found) return found as tf.Tensor<R>;
    const old = kin.buffer<R>(name, weight.shape, constant(0));
    const made = detached(weight, (w) => tf.add(tf.mul(old, kept), tf.mul(w, tf.sub(1, kept))));
    return made as tf.Tensor<R>;
  }

  function trained(own: Scope, kin: Scope, path: string): Scope {
    return {
      training: own.training,
      ranks: own.ranks,
      child: (name) => trained(own.child(name), kin.child(name), `${path}${name}/`),
      frozen: () => trained(own.frozen(), kin, path),
      untracked: () => trained(own.untracked(), kin, path),
      weight<R extends tf.Rank>(name: string, shape: readonly number[], fill: Initialiser) {
        const weight = own.weight<R>(name, shape, fill);
        const current = average(path, kin, name, weight);
        if (scope.training) renewed.set(path + name, current);
        kin.update(name, current);
        return weight;
      },
      buffer: (name, shape, fill) => own.buffer(name, shape, fill),
      everyRank: (x, sizes) => own.everyRank(x, sizes),
      ownRows: (x) => own.ownRows(x),
      update: (name, value) => own.update(name, value),
    };
  }

  function averaged(own: Scope, kin: Scope, path: string): Scope {
    const statistics = ownStatistics ? kin.child("own") : own;
    return {
      training: own.training,
      ranks: own.ranks,
      child: (name) => averaged(own.child(name), kin.child(name), `${path}${name}/`),
      frozen: () => averaged(own.frozen(), kin, path),
      untracked: () => averaged(own.untracked(), kin, path),
      weight: <R extends tf.Rank>(name: string, shape: readonly number[], fill: Initialiser) =>
        average(path, kin, name, own.weight<R>(name, shape, fill)),
      buffer: (name, shape, fill) => statistics.buffer(name, shape, fill),
      everyRank: (x, sizes) => own.everyRank(x, sizes),
      ownRows: (x) => own.ownRows(x),
      update(name, value) {
        if (ownStatistics) statistics.update(name, tf.keep(value));
      },
    };
  }

  if (scope.training) part.update("steps", tf.add(steps, 1));
  return { trained: trained(scope, part, ""), averaged: averaged(scope, part, "") };
}

/** d of the n-th update, counted from 0. */
function decayAt(n: tf.Tensor, decay: number, rule: AverageOptions["rule"]): tf.Tensor {
  if (rule === "constant") return tf.fill([1], decay);
  const grown = rule === "tenth" ? tf.div(tf.add(n, 1), tf.add(n, 10)) : tf.div(n, tf.add(n, 1));
  return tf.minimum(decay, grown);
}
