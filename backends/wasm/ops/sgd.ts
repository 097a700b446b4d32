import { tf } from "../../tf.ts";
import { type SgdAttributes, sgdOf } from "../../sgd_of.ts";
import { split } from "../split.ts";
import { kernel } from "./register.ts";

const step = kernel<SgdAttributes>("CrlcSgd", (b, inputs, { momentum, weightDecay, nesterov }) => {
  const { weight, gradient, velocity, learningRate } = inputs;
  const size = tf.util.sizeFromShape(weight.shape);
  const newWeight = b.make(weight.shape);
  const newVelocity = velocity && b.make(weight.shape);
  b.run(
    "sgd",
    split(b.pool.threads, Math.ceil(size / 4), 8 * size),
    ...[b.at(weight), b.at(gradient), velocity ? b.at(velocity) : 0, b.at(newWeight)],
    ...[newVelocity ? b.at(newVelocity) : 0, b.at(learningRate), size],
    ...[momentum, weightDecay, nesterov ? 1 : 0],
  );
  return newVelocity ? [newWeight, newVelocity] : [newWeight];
});

export const kernels = [step];

/** `sgd` of the training ops in one pass over the weights. */
export const sgd = sgdOf((inputs, attributes) => step(inputs, attributes) as tf.Tensor[]);
