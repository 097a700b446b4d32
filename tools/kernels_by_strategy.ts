import { tf } from "../backends/tf.ts";
import type { StrategyCase } from "../contracts/strategy/strategy_checks.ts";
import { initialSlots } from "../nn/optimisers.ts";
import { predictionScope } from "../nn/scope.ts";
import { strategies, type TrainStage } from "../plugins/mod.ts";
import { passStages } from "../run/recipe/pass_stages.ts";
import type { Task } from "../run/recipe/task.ts";
import { blankBatch, packBatch } from "../run/train/batch.ts";
import { initialState } from "../run/train/initial_state.ts";
import { stepOf } from "../run/train/step.ts";
import { trainedWeights } from "../run/train/trained_weights.ts";
import { CASES } from "../tests/contracts/strategies/cases.ts";

/** Images of a step: enough for each to have a neighbour, a class and a negative. */
const IMAGES = 12;
const INPUT = [6, 6, 3] as const;

/** Takes a step of a stage or a pass from the state, and throws away what it gives. */
function step(part: TrainStage, state: ReturnType<typeof initialState>): void {
  const { weights, buffers } = state;
  const trained = trainedWeights(part, weights).map((name) => [name, weights[name]]);
  tf.tidy(() =>
    void stepOf(part)({
      ...{ weights, buffers, slots: initialSlots(part.optimiser, Object.fromEntries(trained)) },
      batch: packBatch(blankBatch(part, IMAGES, INPUT)),
      learningRate: tf.scalar(0.1),
    })
  );
}

/** A step of each stage and pass of a strategy, and its prediction, with the plain training ops. */
async function run({ name, options }: StrategyCase): Promise<void> {
  const plugin = await strategies.get(name);
  const context = { clusters: 3, samples: 2 * IMAGES, input: INPUT };
  const strategy = plugin.create(context, plugin.options(options));
  const task = { recipe: { seed: 0 }, strategy, input: INPUT, auxiliary: {} } as unknown as Task;
  const state = initialState(task);
  for (const stage of strategy.stages) {
    if (stage.kind === "compute") continue;
    for (const part of [stage, ...passStages(stage, true).map(({ stage }) => stage)]) {
      step(part, state);
    }
  }
  tf.tidy(() => void strategy.predict(predictionScope(state), tf.zeros([IMAGES, ...INPUT])));
  tf.dispose([state.weights, state.buffers] as unknown as tf.TensorContainer);
}

/**
 * The kernels that each strategy of crlc runs on the active backend.
 *
 * @param recording Gives the names of the kernels that run meanwhile.
 */
export async function kernelsByStrategy(
  recording: (body: () => unknown) => Promise<Set<string>>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const cases: readonly StrategyCase[] = Object.values(CASES).flat();
  const found = new Map<string, ReadonlySet<string>>();
  for (const name of strategies.names()) {
    const own = cases.filter((one) => one.name === name && one.plugin === undefined);
    if (own.length === 0) throw new Error(`Cannot run "${name}": the contract must try it`);
    found.set(name, await recording(() => run(own[0])));
  }
  return found;
}
