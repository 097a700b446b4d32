import { type Resnet, resnet } from "../../nn/resnet.ts";
import { badWeights, type Weights, type WeightTensor } from "../weights/weights.ts";
import { channelsLast } from "./layout.ts";
import type { Network, NetworkHints } from "./network.ts";

/** What stands before a name of torchvision's in files of MoCo and its kin. */
const PREFIXES = [
  ...["module.encoder_q.", "module.base_encoder.", "module.encoder.", "module.backbone."],
  ...["encoder_q.", "backbone.", "encoder.", "module.", "resnet.", ""],
];

const PLACE =
  /^(?:layer(\d+)\.(\d+)\.)?(conv|bn|downsample\.)(\d)\.(weight|bias|running_mean|running_var)$/;
const OF_NORM = { weight: "gamma", bias: "beta", running_mean: "mean", running_var: "variance" };

/** A name of torchvision's as crlc's networks have it, if it is of the backbone. */
function renamed(name: string): { name: string; isNorm: boolean; isBuffer: boolean } | undefined {
  const place = PLACE.exec(name);
  if (!place) return undefined;
  const [, stage, block, kind, number, what] = place;
  const isNorm = kind === "bn" || (kind === "downsample." && number === "1");
  if (!isNorm && what !== "weight") return undefined;
  const root = stage ? `stage${stage}/block${Number(block) + 1}` : "stem";
  const parts = kind === "downsample."
    ? ["shortcut", ...isNorm ? ["norm"] : []]
    : stage
    ? [`${isNorm ? "norm" : "conv"}${number}`]
    : isNorm
    ? ["norm"]
    : [];
  const leaf = isNorm ? OF_NORM[what as keyof typeof OF_NORM] : "kernel";
  return { name: [root, ...parts, leaf].join("/"), isNorm, isBuffer: what.startsWith("running") };
}

/**
 * The residual network that weights belong to, if they are those of one: ResNet-18, 34, 50 and
 * others of their form by the names of torchvision, timm, MoCo and what follows them.
 *
 * @throws {CrlcError} `BAD_WEIGHTS` if some are missing, or of shapes that do not agree.
 */
export function importResnet(weights: Weights, hints: NetworkHints = {}): Network | undefined {
  const prefix = PREFIXES.find((prefix) =>
    weights.has(`${prefix}conv1.weight`) && weights.has(`${prefix}layer1.0.conv1.weight`)
  );
  if (prefix === undefined) return undefined;
  const of = (name: string) => weights.get(prefix + name);
  const first = of("conv1.weight")!;
  if (first.shape.join() !== [first.shape[0], 3, 7, 7].join()) {
    throw badWeights(
      `its first convolution must be of 7 x 7, and is of ${first.shape.slice(2).join(" x ")}`,
    );
  }
  const blocks: number[] = [], widths: number[] = [];
  for (let stage = 1; of(`layer${stage}.0.conv1.weight`); stage++) {
    let count = 1;
    while (of(`layer${stage}.${count}.conv1.weight`)) count++;
    blocks.push(count);
    widths.push(of(`layer${stage}.0.conv1.weight`)!.shape[0]);
  }
  const isDeep = of("layer1.0.conv3.weight") !== undefined;
  const network: Resnet = {
    widths,
    blocks,
    stem: "imagenet",
    stemStride: 1,
    block: isDeep ? "bottleneck" : "basic",
  };
  const numbers = new Map<string, WeightTensor>(), buffers = new Map<string, WeightTensor>();
  const unused: string[] = [];
  for (const [full, tensor] of weights) {
    const to = full.startsWith(prefix) ? renamed(full.slice(prefix.length)) : undefined;
    if (!to) {
      unused.push(full);
      continue;
    }
    if (tensor.shape.length !== (to.isNorm ? 1 : 4)) {
      throw badWeights(`"${full}" must have ${to.isNorm ? 1 : 4} axes`);
    }
    (to.isBuffer ? buffers : numbers).set(to.name, to.isNorm ? tensor : channelsLast(tensor));
  }
  const dimensions = widths.at(-1)! * (isDeep ? 4 : 1);
  const layers = (isDeep ? 3 : 2) * blocks.reduce((a, b) => a + b, 0) + 2;
  return {
    about: `ResNet-${layers}`,
    dimensions,
    side: hints.side ?? 224,
    weights: numbers,
    buffers,
    unused,
    run: (scope, images) => resnet(scope, images, network),
  };
}
