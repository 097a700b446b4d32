import { type Tensors, tf } from "../backends/tf.ts";
import { CrlcError } from "../core/errors.ts";
import { Stream } from "../core/random.ts";
import { representationHead } from "../nn/heads.ts";
import { ntXent } from "../nn/losses/nt_xent.ts";
import { initialSlots } from "../nn/optimisers.ts";
import { resnet, resnetOf } from "../nn/resnet.ts";
import { initialise } from "../nn/scope.ts";
import type { Strategy, TrainStage } from "../plugins/strategy.ts";
import type { BenchStep } from "./bench_api.ts";
import type { Catalog } from "../run/parts/catalog.ts";
import { trainedWeights } from "../run/train/trained_weights.ts";
import { blankBatch, packBatch } from "../run/train/batch.ts";
import { drawNumbers } from "../run/train/draw_numbers.ts";

const SEED = 0;
const FEATURES = 128;

/** A training step that is timed, and where it starts. */
export interface BenchWork {
  readonly stage: TrainStage;
  /** Weights and buffers before the first step; the caller owns them. */
  start(): { weights: Tensors; buffers: Tensors; slots: Tensors };
  /** The batch of every timed step; the caller owns it. */
  input(): Tensors;
  /** A batch of the same shapes, made at once, of zeros; the caller owns it. */
  blank(): Tensors;
}

/**
 * The work every backend and PyTorch are compared on: backbone, representation head and NT-Xent
 * with temperature 0.5, one forward pass over all views, SGD with momentum.
 */
function plainStage({ architecture, width, batch }: BenchStep): TrainStage {
  const network = { ...resnetOf(architecture, width), stem: "cifar" as const };
  return {
    name: "bench",
    kind: "train",
    views: [{ from: "self", augment: "none" }],
    epochs: 1,
    batchSize: batch,
    batching: "drop",
    optimiser: {
      kind: "sgd",
      learningRate: 0.01,
      momentum: 0.9,
      weightDecay: 0,
      decayAll: false,
      nesterov: false,
    },
    schedule: { kind: "constant" },
    loss(scope, { views: [x] }) {
      const z = representationHead(scope, resnet(scope, x, network), FEATURES);
      const [first, second] = tf.split(z, 2);
      const anchors = ntXent(first, second, { temperature: 0.5, negatives: "both_views" });
      return { loss: tf.mean(anchors), terms: {} };
    },
  };
}

/** The first stage of a strategy on a network of the bench's size. */
async function strategyStage(catalog: Catalog, name: string, step: BenchStep): Promise<TrainStage> {
  const { architecture, width, batch, size } = step;
  const plugin = await catalog.strategies.get(name);
  const backbone = resnetOf(architecture, width);
  const options = plugin.options({ backbone, batchSize: batch / 2 });
  const input = [size, size, 3] as const;
  const context = { clusters: 10, samples: 50_000, input };
  const strategy: Strategy = plugin.create(context, options);
  const trained = strategy.stages.find((stage) => stage.kind === "train");
  if (trained) return trained;
  throw new CrlcError(
    "usage",
    "NOTHING_TRAINED",
    `Cannot time strategy "${name}": it must train a network, and does not`,
  );
}

/** Makes the work of a bench, the same on every backend and machine. */
export async function benchWork(
  catalog: Catalog,
  step: BenchStep,
  strategy?: string,
): Promise<BenchWork> {
  const stage = strategy === undefined
    ? plainStage(step)
    : await strategyStage(catalog, strategy, step);
  // A stage may see labelled images alone.
  const views = strategy === undefined ? 1 : Math.max(1, stage.views.length);
  const shape: [number, number, number, number] = [step.batch / views, step.size, step.size, 3];
  const indices = () => tf.range(0, shape[0], 1, "int32");
  const noise = (view: number) => {
    const random = new Stream(SEED, "sample", view);
    const numbers = new Float32Array(shape[0] * step.size * step.size * 3);
    for (let i = 0; i < numbers.length; i++) numbers[i] = random.normal();
    return numbers;
  };
  // The labelled part of a bench's batch is blank, and as large as the rest.
  const sizes = { images: shape[0], labelled: stage.labelled ? shape[0] : 0 };
  const drawn = () => drawNumbers(stage.draws ?? {}, sizes, { seed: SEED, step: 0 });
  const batch = (views: tf.Tensor4D[]) =>
    packBatch({
      ...blankBatch({ ...stage, views: [] }, shape[0], [step.size, step.size, 3]),
      ...{ views, indices: indices(), draws: drawn() },
    });
  const each = (view: (view: number) => tf.Tensor4D) =>
    Array.from({ length: views }, (_, i) => view(i));
  return {
    stage,
    input: () => batch(each((view) => tf.tensor4d(noise(view), shape))),
    blank: () => batch(each(() => tf.zeros(shape))),
    start() {
      const { weights, buffers } = initialise(
        SEED,
        (scope) => void stage.loss(scope, blankBatch(stage, 2, [step.size, step.size, 3])),
      );
      const trained = Object.fromEntries(
        trainedWeights(stage, weights).map((name) => [name, weights[name]]),
      );
      return { weights, buffers, slots: tf.tidy(() => initialSlots(stage.optimiser, trained)) };
    },
  };
}
