import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import {
  bankContrast,
  clipLogits,
  cosine,
  CRITIC_NAMES,
  critics,
  crlcBankLoss,
  crlcLoss,
  type CrlcLossOptions,
  crossEntropy,
  ENTROPIES,
  entropyTerm,
  infoNce,
  LOGIT_BOUNDS,
  logitExcess,
  logitPenalty,
  NEGATIVES,
  ntXent,
  probabilityContrast,
  semiLoss,
  smooth,
  unitRows,
} from "../../nn/losses/mod.ts";
import { type Inputs, kind, type LossKind, type Outputs } from "./loss_kind.ts";

const critic = v.picklist(CRITIC_NAMES);
const negatives = v.picklist(NEGATIVES);

const totalEntries = {
  critic,
  negatives,
  alpha: v.number(),
  tau: v.number(),
  lambda1: v.number(),
  lambda2: v.number(),
  entropy_mode: v.picklist(ENTROPIES),
  clamp: v.picklist(LOGIT_BOUNDS),
  max_abs_logit: v.number(),
  clamp_coeff: v.number(),
};
const totalParams = v.strictObject(totalEntries);

function optionsOf(p: v.InferOutput<typeof totalParams>): CrlcLossOptions {
  return {
    critic: p.critic,
    negatives: p.negatives,
    smoothing: p.alpha,
    temperature: p.tau,
    lambda1: p.lambda1,
    lambda2: p.lambda2,
    entropy: p.entropy_mode,
    logitBound: p.clamp,
    logitLimit: p.max_abs_logit,
    logitWeight: p.clamp_coeff,
  };
}

function perAnchor(anchors: tf.Tensor): Outputs {
  return { loss: tf.mean(anchors), per_anchor: anchors };
}

/** A weighted sum of a table, which probes its Jacobian. */
function probe(weights: tf.Tensor, name: string, table: tf.Tensor): Outputs {
  return { loss: tf.sum(tf.mul(weights, table)), [name]: table };
}

function rowsOf({ bank, idx, neg }: Inputs) {
  return { positives: tf.gather(bank, idx), negatives: tf.gather(bank, neg) };
}

function total(inputs: Inputs, options: CrlcLossOptions) {
  const { z1, z2, logits1, logits2 } = inputs;
  return crlcLoss({ features: [z1, z2], logits: [logits1, logits2] }, options);
}

/** Every kind of loss case. The first whose name fits and whose parameters are right is taken. */
export const lossKinds: readonly LossKind[] = [
  kind({
    begins: "smooth ",
    params: v.strictObject({ alpha: v.number() }),
    compute: ({ logits, weights }, { alpha }) =>
      probe(weights, "smoothed", smooth(tf.softmax(logits), alpha)),
  }),
  kind({
    begins: "nt_xent ",
    params: v.strictObject({ negatives, tau: v.number(), normalise: v.boolean() }),
    compute: ({ z1, z2 }, { negatives, tau, normalise }) =>
      perAnchor(
        normalise
          ? ntXent(z1, z2, { negatives, temperature: tau })
          : infoNce(cosine(tau), z1, z2, negatives),
      ),
  }),
  kind({
    begins: "prob_contrast ",
    params: v.strictObject({
      critic,
      negatives,
      alpha: v.number(),
      form: v.literal("simclr"),
    }),
    compute: ({ logits1, logits2 }, { alpha, ...options }) => {
      const [p1, p2] = [logits1, logits2].map((u) => smooth(tf.softmax(u), alpha));
      return perAnchor(probabilityContrast(p1, p2, options));
    },
  }),
  kind({
    begins: "prob_contrast ",
    params: v.strictObject({
      critic,
      negatives,
      form: v.literal("simclr"),
      input: v.literal("probabilities, no softmax, no smoothing"),
    }),
    compute: ({ p1, p2 }, options) => perAnchor(probabilityContrast(p1, p2, options)),
  }),
  kind({
    begins: "prob_contrast ",
    params: v.strictObject({
      critic,
      alpha: v.number(),
      form: v.literal("bank"),
      smooth_bank_on_read: v.literal(true),
    }),
    compute: (inputs, { critic, alpha }) => {
      const anchors = smooth(tf.softmax(inputs.logits), alpha);
      const rows = rowsOf({ ...inputs, bank: smooth(inputs.bank, alpha) });
      return perAnchor(bankContrast(critics[critic], anchors, rows));
    },
  }),
  kind({
    begins: "critic ",
    params: v.strictObject({ critic }),
    compute: ({ p, q, weights }, { critic }) => probe(weights, "values", critics[critic](p, q)),
  }),
  kind({
    begins: "feature_contrast ",
    params: v.strictObject({ tau: v.number(), form: v.literal("bank") }),
    compute: (inputs, { tau }) => {
      return perAnchor(bankContrast(cosine(tau), unitRows(inputs.z), rowsOf(inputs)));
    },
  }),
  kind({
    begins: "entropy ",
    params: v.strictObject({ entropy_mode: v.picklist(ENTROPIES) }),
    compute: ({ logits1, logits2 }, { entropy_mode }) => ({
      loss: entropyTerm(tf.softmax(logits1), tf.softmax(logits2), entropy_mode),
    }),
  }),
  kind({
    begins: "logit_clamp ",
    params: v.strictObject({ mode: v.literal("penalty"), max_abs_logit: v.number() }),
    compute: ({ logits1, logits2 }, { max_abs_logit }) => {
      const views = [logits1, logits2];
      const half = (x: tf.Tensor[]) => tf.mul(tf.add(x[0], x[1]), 0.5);
      const squares = views.map((u) =>
        tf.mean(tf.sum(tf.square(logitExcess(u, max_abs_logit)), -1))
      );
      return {
        loss: half(views.map((u) => logitPenalty(u, max_abs_logit))),
        tracked: half(squares),
      };
    },
  }),
  kind({
    begins: "logit_clamp ",
    params: v.strictObject({ mode: v.literal("hard"), max_abs_logit: v.number() }),
    compute: ({ logits1, weights }, { max_abs_logit }) =>
      probe(weights, "clamped", clipLogits(logits1, max_abs_logit)),
  }),
  kind({
    begins: "cross_entropy",
    params: v.strictObject({}),
    compute: ({ logits, labels }) => ({ loss: crossEntropy(logits, labels as tf.Tensor1D) }),
  }),
  kind({
    begins: "total crlc ",
    params: totalParams,
    compute: (inputs, params) => {
      const { loss, terms } = total(inputs, optionsOf(params));
      return {
        loss,
        fc: terms.featureContrast!,
        pc: tf.mean(terms.probabilityContrast),
        entropy: tf.mean(terms.entropy),
        cluster: tf.mean(terms.cluster),
        subhead_cluster: terms.cluster,
      };
    },
  }),
  kind({
    begins: "total crlc ",
    params: v.strictObject({ ...totalEntries, lambda3: v.number() }),
    compute: (inputs, { lambda3, ...params }) => {
      const unlabelled = total(inputs, optionsOf(params));
      const labels = inputs.labels as tf.Tensor1D;
      const { loss, terms } = semiLoss(unlabelled, { logits: inputs.labelled, labels }, lambda3);
      return { loss, crlc: unlabelled.loss, ce: tf.mean(terms.crossEntropy) };
    },
  }),
  kind({
    begins: "total crlc ",
    params: v.strictObject({
      form: v.literal("bank"),
      alpha: v.number(),
      tau: v.number(),
      lambda1: v.number(),
      lambda2: v.number(),
      critic,
    }),
    compute: ({ z, logits, zbank, pbank, idx, neg }, p) => {
      const { loss, terms } = crlcBankLoss(
        { features: z, logits },
        {
          features: rowsOf({ bank: zbank, idx, neg }),
          probabilities: {
            positives: tf.gather(pbank, idx, 1),
            negatives: tf.gather(pbank, neg, 1),
          },
        },
        optionsOf({
          ...p,
          negatives: "both_views",
          entropy_mode: "per_view",
          clamp: "none",
          max_abs_logit: 25,
          clamp_coeff: 0,
        }),
      );
      return {
        loss,
        fc: terms.featureContrast!,
        pc: tf.mean(terms.probabilityContrast),
        entropy: tf.mean(terms.entropy),
      };
    },
  }),
];
