import { badWeights, type Weights } from "../weights/weights.ts";
import { importEfficientNetLite } from "./import_efficientnet_lite.ts";
import { importResnet } from "./import_resnet.ts";
import { importVit } from "./import_vit.ts";
import type { Network, NetworkHints } from "./network.ts";

/**
 * The network that weights belong to, told by their names and shapes.
 *
 * @throws {CrlcError} `BAD_WEIGHTS` if they belong to none that is known here, or are incomplete.
 */
export function importNetwork(weights: Weights, hints: NetworkHints = {}): Network {
  const network = importVit(weights, hints) ?? importResnet(weights, hints) ??
    importEfficientNetLite(weights, hints);
  if (network) return network;
  const some = [...weights.keys()].slice(0, 3).map((name) => `"${name}"`).join(", ");
  throw badWeights(
    `their names (${some}, ...) are of no network that is known here`,
    "known are vision transformers (DINO, DINOv2, CLIP, SigLIP, DeiT), ResNets and EfficientNet-Lite",
  );
}
