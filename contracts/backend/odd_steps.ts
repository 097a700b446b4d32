import type { Step, StepInput } from "../../backends/backend.ts";
import { ops } from "../../backends/ops.ts";
import { tf } from "../../backends/tf.ts";

/** A step that lacks something most steps have, or hands on what it was given. */
export interface OddStep {
  readonly what: string;
  readonly step: Step;
  /** What its input has besides one weight `w` of [2, -1] and a learning rate of 0.5. */
  readonly input?: () => Partial<StepInput>;
  /** What it must give, group by group. */
  readonly gives: Readonly<Record<"weights" | "buffers" | "slots" | "terms", Groups>>;
}

type Groups = Readonly<Record<string, number[]>>;

/** Gradient descent on the sum of squares, which leaves all else to `more`. */
const descend =
  (more: (input: StepInput, loss: tf.Scalar) => Partial<ReturnType<Step>>): Step => (input) => {
    const { weights: { w }, learningRate } = input;
    const { value, grad } = tf.valueAndGrad((w) => tf.sum(tf.square(w)) as tf.Scalar)(w);
    const rule = { learningRate, momentum: 0, weightDecay: 0, nesterov: false };
    return {
      weights: { w: ops.sgd(w, grad, undefined, rule).weight },
      ...{ buffers: {}, slots: {}, terms: { loss: value } },
      ...more(input, value),
    };
  };

const none = { buffers: {}, slots: {} };
/** A weight that gradient descent takes to the lowest point in one step. */
const solved = { weights: { w: [0, 0] }, terms: { loss: [5] } };

/** The steps that every backend must run, each on its own. */
export const ODD_STEPS: readonly OddStep[] = [
  {
    what: "one weight, no buffers, no slots, an empty batch",
    step: descend(() => ({})),
    gives: { ...solved, ...none },
  },
  {
    what: "no slots, but a buffer",
    input: () => ({ buffers: { seen: tf.scalar(3) } }),
    step: descend(({ buffers }) => ({ buffers: { seen: tf.add(buffers.seen, 1) } })),
    gives: { ...solved, ...none, buffers: { seen: [4] } },
  },
  {
    what: "no buffers, but a slot",
    input: () => ({ slots: { w: tf.tensor1d([1, 1]) } }),
    step: descend(({ slots }) => ({ slots: { w: tf.mul(slots.w, 2) } })),
    gives: { ...solved, ...none, slots: { w: [2, 2] } },
  },
  {
    what: "a term that is a constant",
    step: descend((_, loss) => ({ terms: { loss, one: tf.scalar(1) } })),
    gives: { ...solved, ...none, terms: { loss: [5], one: [1] } },
  },
  {
    what: "a term that is an input",
    input: () => ({ batch: { x: tf.tensor1d([7, 8]) } }),
    step: descend(({ batch }, loss) => ({ terms: { loss, x: batch.x } })),
    gives: { ...solved, ...none, terms: { loss: [5], x: [7, 8] } },
  },
  {
    what: "no terms",
    step: descend(() => ({ terms: {} })),
    gives: { ...solved, ...none, terms: {} },
  },
  {
    what: "a term that is the loss twice",
    step: descend((_, loss) => ({ terms: { loss, again: loss } })),
    gives: { ...solved, ...none, terms: { loss: [5], again: [5] } },
  },
  {
    what: "weights, buffers and slots handed on unchanged",
    input: () => ({
      buffers: { seen: tf.scalar(3) },
      slots: { w: tf.tensor1d([1, 1]) },
    }),
    step: descend(({ weights, buffers, slots }) => ({ weights, buffers, slots })),
    gives: {
      weights: { w: [2, -1] },
      buffers: { seen: [3] },
      slots: { w: [1, 1] },
      terms: { loss: [5] },
    },
  },
  {
    what: "nothing of its own",
    step: ({ weights, buffers, slots }) => ({ weights, buffers, slots, terms: {} }),
    gives: { ...none, weights: { w: [2, -1] }, terms: {} },
  },
  {
    what: "a weight beside one that is frozen",
    input: () => ({ weights: { w: tf.tensor1d([2, -1]), still: tf.scalar(9) } }),
    step: (input) => {
      const { weights, ...rest } = descend(() => ({}))(input);
      return { weights: { ...weights, still: input.weights.still }, ...rest };
    },
    gives: { ...solved, ...none, weights: { w: [0, 0], still: [9] } },
  },
];

/** The whole input of an odd step. */
export const inputOf = ({ input }: OddStep): StepInput => ({
  weights: { w: tf.tensor1d([2, -1]) },
  ...{ buffers: {}, slots: {}, batch: {}, learningRate: tf.scalar(0.5) },
  ...input?.(),
});
