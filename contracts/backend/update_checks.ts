import { ops } from "../../backends/ops.ts";
import * as reference from "../../backends/reference.ts";
import { tf } from "../../backends/tf.ts";
import { compare, evaluate, random, type Run } from "./compare.ts";
import { among, record, seed } from "./draw.ts";
import { LOSS_OPS } from "./loss_ops.ts";
import { FEW_CASES, type Suite } from "./suite.ts";

/** The optimiser, and the ops that losses are made of. */
export function updateChecks(suite: Suite): void {
  suite.test("sgd() agrees with the reference", ({ name }) =>
    suite.sweep(
      25,
      record({
        seed,
        shape: among<number[]>([1], [7], [16, 9], [3, 3, 5, 8]),
        momentum: among(undefined, 0.9),
        weightDecay: among(0, 5e-4),
        nesterov: among(false, true),
      }),
      ({ seed, shape, momentum, weightDecay, nesterov }) => {
        const run = (form: typeof ops.sgd): Run => (weight, gradient, velocity) => {
          const rule = {
            learningRate: tf.scalar(0.1),
            ...{
              momentum: momentum ?? 0,
              weightDecay,
              nesterov: nesterov && velocity !== undefined,
            },
          };
          const { weight: w, velocity: v } = form(weight, gradient, velocity, rule);
          return v ? [w, v] : [w];
        };
        const inputs = [random(seed, shape), random(seed + 1, shape)];
        if (momentum) inputs.push(random(seed + 2, shape));
        return compare(name, run(ops.sgd), run(reference.sgd), inputs);
      },
    ));

  suite.test("weightedSum() agrees with the reference", async ({ name }) => {
    const run = (form: typeof ops.weightedSum): Run => (a, b) => [form(a, b, 0.9, 0.1 * 49 / 48)];
    const inputs = [random(1, [5, 3]), random(2, [5, 3])], dy = random(3, [15]).values;
    await compare(name, run(ops.weightedSum), run(reference.weightedSum), inputs, dy);
  });

  suite.test("the tfjs ops that losses are made of have results and gradients as on cpu", async ({ name }) => {
    const all = Object.entries(LOSS_OPS);
    for (const [what, run] of suite.options.few === undefined ? all : all.slice(0, FEW_CASES)) {
      const inputs = [random(3, [6, 5]), random(4, [6, 5])].slice(0, run.length);
      const out = await evaluate("cpu", run, inputs, undefined);
      const dy = random(5, [out[0].length]).values;
      await compare(name, run, run, inputs, dy).catch((cause) => {
        throw new Error(`${what} differs`, { cause });
      });
    }
  });
}
