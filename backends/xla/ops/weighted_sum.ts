import { tf } from "../../tf.ts";
import { plus, scaled } from "../hlo/elementwise.ts";
import { op } from "./op.ts";

interface Attributes {
  readonly ofA: number;
  readonly ofB: number;
}

const run = op<Attributes>("WeightedSum", {
  kernel: (b, inputs, { ofA, ofB }: Attributes) =>
    plus(scaled(b.full(inputs.a), ofA), scaled(b.full(inputs.b), ofB)),
  gradient: (dy, _, { ofA, ofB }: Attributes) => ({
    a: () => tf.mul(dy, ofA),
    b: () => tf.mul(dy, ofB),
  }),
});

export const ops = [run];

/** `weightedSum` of the training ops. */
export const weightedSum = (a: tf.Tensor, b: tf.Tensor, ofA: number, ofB: number): tf.Tensor =>
  run({ a, b }, { ofA, ofB })[0];
