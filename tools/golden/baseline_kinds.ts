import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import {
  clusterContrast,
  clusterJoint,
  dacLoss,
  dacSelfLoss,
  dacStarLoss,
  dacThresholds,
  dccmGraphLoss,
  dccmLabelLoss,
  dccmLocalLoss,
  decLoss,
  decTarget,
  detached,
  drcLoss,
  iicLoss,
  marginalEntropy,
  mcr2Loss,
  neighbourConsistency,
  ntXent,
  picaLoss,
  scanLoss,
  selfLabelLoss,
  softAssignment,
  tripletLoss,
  unitRows,
} from "../../nn/losses/mod.ts";
import { GREYS, sobel } from "../../nn/sobel.ts";
import { type Inputs, kind, type LossKind, type Outputs } from "./loss_kind.ts";

const number = v.number();
const negatives = "both_views";

const rows = (x: tf.Tensor) => x as tf.Tensor2D;
const probabilities = ({ logits1, logits2 }: Inputs) => [tf.softmax(logits1), tf.softmax(logits2)];

/** The loss of clusters in Contrastive Clustering, with its parts. */
function clusters(inputs: Inputs, temperature: number): Outputs & { loss: tf.Tensor } {
  const [q1, q2] = probabilities(inputs), most = Math.log(q1.shape.at(-1)!);
  const contrast = clusterContrast(q1, q2, temperature);
  const imbalance1 = tf.sub(most, marginalEntropy(q1));
  const imbalance2 = tf.sub(most, marginalEntropy(q2));
  return { loss: tf.addN([contrast, imbalance1, imbalance2]), contrast, imbalance1, imbalance2 };
}

function dccmTotal(inputs: Inputs, p: Readonly<Record<string, number>>): Outputs {
  const q = rows(tf.softmax(inputs.logits)), reference = rows(inputs.ref);
  const graph = dccmGraphLoss(reference, q, p.graph_threshold).loss;
  const label = dccmLabelLoss(reference, q, p.label_threshold).loss;
  const local = dccmLocalLoss(inputs.scores, inputs.fakes);
  const loss = tf.addN([graph, tf.mul(label, p.label_weight), tf.mul(local, p.local_weight)]);
  return { loss, graph, label, local };
}

/** The losses of the methods that CRLC is compared with, as `golden_baselines.json` has them. */
export const baselineKinds: readonly LossKind[] = [
  kind({
    begins: "iic ",
    params: v.strictObject({ lambda: number }),
    compute: (inputs, { lambda }) => {
      const [q1, q2] = probabilities(inputs);
      return {
        loss: iicLoss(q1, q2, lambda),
        loss_no_lambda: iicLoss(q1, q2, 1),
        joint: clusterJoint(q1, q2),
      };
    },
  }),
  kind({
    begins: "iic ",
    params: v.strictObject({ lambda: number, input: v.literal("probabilities") }),
    compute: ({ p1, p2 }, { lambda }) => ({ loss: iicLoss(p1, p2, lambda) }),
  }),
  kind({
    begins: "sobel ",
    params: v.strictObject({ grey: v.picklist(GREYS), padding: v.literal("zero") }),
    compute: ({ images, weights }, { grey }) => {
      const edges = sobel(images as tf.Tensor4D, grey);
      return { loss: tf.sum(tf.mul(weights, edges)), edges };
    },
  }),
  kind({
    begins: "pica ",
    params: v.strictObject({ lambda: number, repeats: v.optional(number) }),
    compute: (inputs, { lambda }) => {
      const [q1, q2] = probabilities(inputs);
      const { uncertainty, entropy, similarity } = picaLoss(q1, q2);
      const imbalance = tf.sub(Math.log(q1.shape.at(-1)!), entropy);
      const loss = tf.add(uncertainty, tf.mul(imbalance, lambda));
      return { loss, uncertainty, imbalance, similarity };
    },
  }),
  kind({
    begins: "scan entropy",
    params: v.strictObject({ entropy_weight: number }),
    compute: ({ logits, neighbours }, { entropy_weight }) => {
      const { cluster, consistency, entropy } = scanLoss(
        tf.softmax(logits),
        tf.softmax(neighbours),
        entropy_weight,
      );
      return { loss: cluster, consistency, entropy };
    },
  }),
  kind({
    begins: "scan head_score",
    params: v.strictObject({ entropy_weight: v.literal(1) }),
    compute: ({ p, idx }) => {
      const { score, consistency, entropy } = neighbourConsistency(rows(p), rows(idx));
      return { loss: score, consistency, entropy };
    },
  }),
  kind({
    begins: "self_label ",
    params: v.strictObject({ threshold: number, balanced: v.boolean() }),
    compute: ({ weak, strong }, options) => {
      const { loss, sure } = selfLabelLoss(weak, strong, options);
      return { loss, kept: sure };
    },
  }),
  kind({
    begins: "cc instance",
    params: v.strictObject({ tau: number }),
    compute: ({ z1, z2 }, { tau }) => {
      const anchors = ntXent(z1, z2, { temperature: tau, negatives });
      return { loss: tf.mean(anchors), per_anchor: anchors };
    },
  }),
  kind({
    begins: "cc cluster",
    params: v.strictObject({ tau: number }),
    compute: (inputs, { tau }) => clusters(inputs, tau),
  }),
  kind({
    begins: "cc total",
    params: v.strictObject({ tau_instance: number, tau_cluster: number }),
    compute: (inputs, { tau_instance, tau_cluster }) => {
      const options = { temperature: tau_instance, negatives } as const;
      const instance = tf.mean(ntXent(inputs.z1, inputs.z2, options));
      const cluster = clusters(inputs, tau_cluster).loss;
      return { loss: tf.add(instance, cluster), instance, cluster };
    },
  }),
  kind({
    begins: "drc ",
    params: v.strictObject({
      lambda: number,
      tau_af: number,
      tau_ap: number,
      normalise: v.boolean(),
    }),
    compute: ({ logits1, logits2 }, p) =>
      drcLoss(rows(logits1), rows(logits2), {
        lambda: p.lambda,
        featureTemperature: p.tau_af,
        probabilityTemperature: p.tau_ap,
        normalise: p.normalise ? "both" : "none",
      }),
  }),
  kind({
    begins: "dccm graph",
    params: v.strictObject({ threshold: number }),
    compute: ({ ref, logits }, { threshold }) =>
      dccmGraphLoss(rows(ref), rows(tf.softmax(logits)), threshold),
  }),
  kind({
    begins: "dccm label",
    params: v.strictObject({ threshold: number }),
    compute: ({ ref, logits }, { threshold }) => {
      const { loss, sure } = dccmLabelLoss(rows(ref), rows(tf.softmax(logits)), threshold);
      return { loss, kept: sure };
    },
  }),
  kind({
    begins: "dccm local",
    params: v.strictObject({}),
    compute: ({ scores, fakes }) => ({ loss: dccmLocalLoss(scores, fakes) }),
  }),
  kind({
    begins: "dccm total",
    params: v.strictObject({
      label_weight: number,
      local_weight: number,
      graph_threshold: number,
      label_threshold: number,
    }),
    compute: dccmTotal,
  }),
  kind({
    begins: "dac ",
    params: v.strictObject({ upper: number, lower: number, diagonal: v.boolean() }),
    compute: ({ ref, logits }, options) => dacLoss(rows(ref), rows(tf.softmax(logits)), options),
  }),
  kind({
    begins: "dac_star ",
    params: v.strictObject({ threshold: number }),
    compute: ({ ref, logits }, { threshold }) =>
      dacStarLoss(rows(ref), rows(tf.softmax(logits)), threshold),
  }),
  kind({
    begins: "dac self",
    params: v.strictObject({}),
    compute: ({ ref, logits }) => ({ loss: dacSelfLoss(rows(ref), rows(tf.softmax(logits))) }),
  }),
  kind({
    begins: "dac thresholds",
    params: v.strictObject({}),
    compute: ({ lambda }) => {
      const { upper, lower } = dacThresholds(lambda as tf.Scalar);
      return { loss: tf.sub(upper, lower), upper, lower };
    },
  }),
  kind({
    begins: "ddc ",
    params: v.strictObject({ threshold: number, estimated_on: v.literal("the batch itself") }),
    compute: ({ logits }, { threshold }) => {
      const q = rows(tf.softmax(logits));
      return dacStarLoss(q, q, threshold);
    },
  }),
  kind({
    begins: "dec ",
    params: v.strictObject({
      alpha: number,
      target: v.picklist(["of these rows, constant", "given"]),
    }),
    compute: ({ z, centres, p: given }, { alpha }) => {
      const q = softAssignment(rows(z), rows(centres), alpha);
      const p = given ?? detached(q, (own) => decTarget(rows(own)));
      return { loss: decLoss(rows(p), q), q, p };
    },
  }),
  kind({
    begins: "dec target",
    params: v.strictObject({}),
    compute: ({ q }) => {
      const p = decTarget(rows(q));
      return { loss: tf.sum(tf.square(p)), p };
    },
  }),
  kind({
    begins: "mcr2 ",
    params: v.strictObject({
      gamma1: number,
      gamma2: number,
      eps_squared: number,
      groups: number,
      normalise: v.literal(true),
    }),
    compute: ({ z, labels }, { eps_squared, ...p }) => {
      const options = { ...p, precision: eps_squared };
      const { rate, indefinite: _, ...parts } = mcr2Loss(
        rows(unitRows(z)),
        labels as tf.Tensor1D,
        options,
      );
      return { ...parts, expand_plain: rate };
    },
  }),
  kind({
    begins: "jule triplet ",
    params: v.strictObject({ margin: number, gamma: number }),
    compute: ({ a, p, n }, options) => {
      const each = tripletLoss(rows(a), rows(p), rows(n), options);
      return { loss: tf.mean(each), per_triplet: each };
    },
  }),
];
