import type { Resnet } from "./resnet.ts";
import { WIDE_STEM } from "./wide_resnet.ts";

/**
 * Multiplications of one forward pass of an image through a residual network, without its heads:
 * what training costs is about three times as many.
 *
 * @param size Height and width of the image.
 * @param channels Of the image.
 *
 * @example The paper's ResNet-34 on CIFAR-10
 * ```ts
 * import { resnetCost, resnetOf } from "@crlc/crlc/nn";
 * import { strictEqual } from "node:assert/strict";
 *
 * strictEqual((resnetCost(resnetOf("resnet34"), [32, 32], 3) / 1e9).toFixed(2), "1.16");
 * ```
 */
export function resnetCost(
  { widths, blocks, stem, stemStride, block }: Resnet,
  size: readonly [number, number],
  channels: number,
): number {
  const side = Math.max(...size);
  const kind = stem !== "auto" ? stem : side <= 64 ? "cifar" : side <= 128 ? "stl" : "imagenet";
  const half = (places: readonly number[]) => places.map((n) => Math.ceil(n / 2));
  const area = (places: readonly number[]) => places[0] * places[1];
  let places: readonly number[] = size, from = block === "pre-activation" ? WIDE_STEM : widths[0];
  if (kind === "imagenet" || kind === "cifar" && stemStride === 2) places = half(places);
  let total = area(places) * (kind === "imagenet" ? 49 : 9) * channels * from;
  if (kind === "imagenet") places = half(places);
  if (kind === "stl") places = places.map((n) => Math.floor(n / 2) + 1);
  blocks.forEach((count, stage) => {
    const width = widths[stage], to = block === "bottleneck" ? 4 * width : width;
    for (let i = 0; i < count; i++) {
      const before = area(places);
      if (stage > 0 && i === 0) places = half(places);
      const n = area(places);
      total += block === "bottleneck"
        ? before * from * width + n * 9 * width * width + n * width * to
        : n * 9 * width * (from + width);
      if (from !== to) total += n * from * to;
      from = to;
    }
  });
  return total;
}
