import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import {
  alignDistribution,
  crossEntropy,
  detached,
  foldedLambda,
  klRows,
  meanOver,
  type Mixing,
  mixUp,
  sharpen,
  softCrossEntropy,
  squaredConsistency,
  sureRows,
} from "../../nn/losses/mod.ts";
import { rampUp } from "../../nn/ramps.ts";
import { annealedThreshold, ANNEALINGS } from "../../nn/signal_annealing.ts";
import { fixMatchTerm } from "../../plugins/semi_supervised/fixmatch.ts";
import { mixMatchGuess, mixMatchStep } from "../../plugins/semi_supervised/mixmatch.ts";
import { pseudoLabelTerm } from "../../plugins/semi_supervised/pseudo_label.ts";
import { reMixMatchGuess, reMixMatchStep } from "../../plugins/semi_supervised/remixmatch.ts";
import { annealedTerm, udaTerm } from "../../plugins/semi_supervised/uda.ts";
import { type Inputs, kind, type LossKind, type Outputs } from "./loss_kind.ts";

const number = v.number();
const ramp = v.picklist(["linear", "sigmoid"]);
const ramped = { weight: number, ramp, ramp_length: number, t: number };

const softmax = (u: tf.Tensor) => tf.softmax(u);
const labels = ({ labels }: Inputs) => labels as tf.Tensor1D;
const views = (x: tf.Tensor) => tf.unstack(x);
const mixing = ({ lam, perm }: Inputs): Mixing => ({
  lambda: lam as tf.Tensor1D,
  permutation: perm as tf.Tensor1D,
});
/** `f(x) = x W + b`. */
const linear = (W: tf.Tensor, bias: tf.Tensor) => (x: tf.Tensor) => tf.add(tf.matMul(x, W), bias);
const guessOf = (f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor) => detached(f(x), softmax);

/** `sum(weights * value)`, where weights are given. */
function weighed(value: tf.Tensor, weights: tf.Tensor | undefined): Outputs {
  return weights ? { loss: tf.sum(tf.mul(weights, value)) } : {};
}

/** Labelled images, and a consistency whose weight rises. */
function consistent(inputs: Inputs, p: v.InferOutput<v.ObjectSchema<typeof ramped, undefined>>) {
  const supervised = crossEntropy(inputs.labelled, labels(inputs));
  const consistency = squaredConsistency(
    softmax(inputs.student),
    detached(inputs.teacher, softmax),
  );
  const weight = tf.mul(rampUp(tf.scalar(p.t), p.ramp_length, p.ramp), p.weight);
  return {
    loss: tf.add(supervised, tf.mul(weight, consistency)),
    supervised,
    consistency,
    weight,
  };
}

/** The losses of semi-supervised methods, as `golden_semi.json` has them. */
export const semiKinds: readonly LossKind[] = [
  kind({
    begins: "sharpen ",
    params: v.strictObject({ temperature: number }),
    compute: ({ p, weights }, { temperature }) => {
      const sharpened = sharpen(p, temperature);
      return { ...weighed(sharpened, weights), sharpened };
    },
  }),
  kind({
    begins: "guess of ",
    params: v.strictObject({ views: number, temperature: number }),
    compute: ({ logits }, { temperature }) => ({
      target: mixMatchGuess(views(softmax(logits)), temperature),
    }),
  }),
  kind({
    begins: "mixup ",
    params: v.strictObject({ fold: v.literal("max(lambda, 1 - lambda)") }),
    compute: (inputs) => {
      const x = mixUp(inputs.x, mixing(inputs)), y = mixUp(inputs.y, mixing(inputs));
      const loss = tf.add(
        tf.sum(tf.mul(inputs.weights_x, x)),
        tf.sum(tf.mul(inputs.weights_y, y)),
      );
      return { loss, lambda: foldedLambda(inputs.lam as tf.Tensor1D), x, y };
    },
  }),
  kind({
    begins: "consistency ",
    params: v.strictObject({
      kind: v.literal("mse"),
      both: v.optional(v.boolean(), false),
      mean_over: v.optional(v.literal("rows and classes")),
    }),
    compute: ({ student, teacher }, { both }) => ({
      loss: squaredConsistency(
        softmax(student),
        both ? softmax(teacher) : detached(teacher, softmax),
      ),
    }),
  }),
  kind({
    begins: "consistency ",
    params: v.strictObject({ kind: v.literal("kl") }),
    compute: ({ student, teacher }) => ({
      loss: tf.mean(klRows(detached(teacher, softmax), student)),
    }),
  }),
  kind({ begins: "total pi-model ", params: v.strictObject(ramped), compute: consistent }),
  kind({ begins: "total mean-teacher ", params: v.strictObject(ramped), compute: consistent }),
  kind({
    begins: "total pseudo-label ",
    params: v.strictObject({ threshold: number, ...ramped }),
    compute: (inputs, p) => {
      const supervised = crossEntropy(inputs.labelled, labels(inputs));
      const { Lu, m } = pseudoLabelTerm(inputs.unlabelled, p.threshold);
      const weight = tf.mul(rampUp(tf.scalar(p.t), p.ramp_length, p.ramp), p.weight);
      const loss = tf.add(supervised, tf.mul(weight, Lu));
      return { loss, supervised, unsupervised: Lu, weight, mask: m };
    },
  }),
  kind({
    begins: "total mixmatch ",
    params: v.strictObject({ lambda_u: number, step: number, ramp_steps: number }),
    compute: ({ logits_x, target_x, logits_u, target_u }, p) => {
      const lx = tf.mean(softCrossEntropy(target_x, logits_x));
      const lu = squaredConsistency(softmax(logits_u), target_u);
      const weight = tf.mul(rampUp(tf.scalar(p.step), p.ramp_steps), p.lambda_u);
      return { loss: tf.add(lx, tf.mul(weight, lu)), lx, lu, weight };
    },
  }),
  kind({
    begins: "mixmatch, the whole step",
    params: v.strictObject({
      temperature: number,
      lambda_u: number,
      ramp: v.literal("none"),
      order: v.string(),
    }),
    compute: (inputs, p) => {
      const f = linear(inputs.W, inputs.bias), u = views(inputs.views);
      const q = mixMatchGuess(u.map((view) => guessOf(f, view)), p.temperature);
      const given = { x: inputs.labelled, y: labels(inputs), u, q };
      const { Lx, Lu, targets } = mixMatchStep(f, given, mixing(inputs));
      const loss = tf.add(Lx, tf.mul(Lu, p.lambda_u));
      return { loss, lx: Lx, lu: Lu, guess: q, mixed_target: targets };
    },
  }),
  kind({
    begins: "uda consistency ",
    params: v.strictObject({
      temperature: number,
      threshold: number,
      kind: v.picklist(["kl", "ce"]),
    }),
    compute: ({ weak, strong }, p): Outputs => {
      if (p.kind === "kl") {
        const { Lu, m, kl } = udaTerm(weak, strong, p);
        return { loss: Lu, kl, mask: m };
      }
      const q = detached(weak, (u) => softmax(tf.div(u, p.temperature)));
      const m = detached(weak, (u) => sureRows(softmax(u), p.threshold));
      return { loss: meanOver(softCrossEntropy(q, strong), m, "all") };
    },
  }),
  kind({
    begins: "total uda ",
    params: v.strictObject({
      tsa: v.picklist(ANNEALINGS),
      t: number,
      temperature: number,
      threshold: number,
      lambda_u: number,
    }),
    compute: (inputs, p) => {
      const eta = annealedThreshold(tf.scalar(p.t), p.tsa, inputs.labelled.shape[1]!);
      const { Lx, m } = annealedTerm(inputs.labelled, labels(inputs), eta);
      const { Lu, m: mask } = udaTerm(inputs.weak, inputs.strong, p);
      const loss = tf.add(Lx, tf.mul(Lu, p.lambda_u));
      return { loss, supervised: Lx, unsupervised: Lu, eta, mask_supervised: m, mask };
    },
  }),
  kind({
    begins: "uda tsa ",
    params: v.strictObject({ tsa: v.picklist(ANNEALINGS), t: number }),
    compute: (inputs, p) => {
      const eta = annealedThreshold(tf.scalar(p.t), p.tsa, inputs.labelled.shape[1]!);
      return { loss: annealedTerm(inputs.labelled, labels(inputs), eta).Lx };
    },
  }),
  kind({
    begins: "total fixmatch ",
    params: v.strictObject({
      threshold: number,
      lambda_u: number,
      mean: v.picklist(["all", "masked"]),
    }),
    compute: (inputs, p) => {
      const supervised = crossEntropy(inputs.labelled, labels(inputs));
      const { Lu, m } = fixMatchTerm(detached(inputs.weak, softmax), inputs.strong, p);
      const loss = tf.add(supervised, tf.mul(Lu, p.lambda_u));
      return { loss, supervised, unsupervised: Lu, mask: m };
    },
  }),
  kind({
    begins: "total fixmatch with distribution alignment",
    params: v.strictObject({ threshold: number, lambda_u: number, epsilon: number }),
    compute: (inputs, p) => {
      const classes = inputs.weak.shape[1]!, q = detached(inputs.weak, softmax);
      const aligned = alignDistribution(q, 1 / classes, inputs.p_model, p.epsilon);
      const options = { threshold: p.threshold, mean: "all" } as const;
      const { Lu, m } = fixMatchTerm(aligned, inputs.strong, options);
      const supervised = crossEntropy(inputs.labelled, labels(inputs));
      return { loss: tf.add(supervised, tf.mul(Lu, p.lambda_u)), aligned, mask: m };
    },
  }),
  kind({
    begins: "distribution alignment",
    params: v.strictObject({ epsilon: number, temperature: number }),
    compute: ({ q, p_data, p_model }, { epsilon, temperature }) => ({
      aligned: alignDistribution(q, p_data, p_model, epsilon),
      target: reMixMatchGuess(q, { data: p_data, model: p_model }, temperature),
    }),
  }),
  kind({
    begins: "total remixmatch ",
    params: v.strictObject({
      lambda_u: number,
      lambda_1: number,
      lambda_r: number,
      step: number,
      ramp_steps: number,
    }),
    compute: (inputs, p) => {
      const risen = rampUp(tf.scalar(p.step), p.ramp_steps);
      const lx = tf.mean(softCrossEntropy(inputs.target_x, inputs.logits_x));
      const lu = tf.mean(softCrossEntropy(inputs.target_u, inputs.logits_u));
      const pre = tf.mean(softCrossEntropy(inputs.target, inputs.logits_strong));
      const rotation = crossEntropy(inputs.logits_rot, inputs.rotation as tf.Tensor1D);
      const rising = tf.add(tf.mul(lu, p.lambda_u), tf.mul(pre, p.lambda_1));
      const loss = tf.addN([lx, tf.mul(risen, rising), tf.mul(rotation, p.lambda_r)]);
      return { loss, lx, lu, pre_mixup: pre, rotation, ramp: risen };
    },
  }),
  kind({
    begins: "remixmatch, the whole step",
    params: v.strictObject({
      temperature: number,
      lambda_u: number,
      lambda_1: number,
      lambda_r: number,
      ramp: v.literal("none"),
      order: v.string(),
    }),
    compute: (inputs, p) => {
      const f = linear(inputs.W, inputs.bias), q0 = guessOf(f, inputs.weak);
      const means = { data: inputs.p_data, model: inputs.p_model };
      const q = reMixMatchGuess(q0, means, p.temperature);
      const heads = {
        h: (x: tf.Tensor) => x as tf.Tensor2D,
        f,
        g: linear(inputs.W_rot, inputs.bias_rot),
      };
      const { Lx, Lu, L1, Lr } = reMixMatchStep(heads, {
        x: inputs.labelled,
        y: labels(inputs),
        w: inputs.weak,
        s: views(inputs.strong),
        q,
        turned: inputs.rotated,
        r: inputs.rotation as tf.Tensor1D,
      }, mixing(inputs));
      const weighted = [tf.mul(Lu, p.lambda_u), tf.mul(L1, p.lambda_1), tf.mul(Lr, p.lambda_r)];
      return {
        ...{ loss: tf.addN([Lx, ...weighted]), lx: Lx, lu: Lu, pre_mixup: L1, rotation: Lr },
        ...{ guess: q, mean_of_guess_before_alignment: tf.mean(q0, 0) },
      };
    },
  }),
];
