import * as v from "valibot";
import { count, whole } from "../../core/whole.ts";
import type { tf } from "../../backends/tf.ts";
import { clusteringHead, representationHead } from "../../nn/heads.ts";
import { type Backbone, backboneSchema, resnet, resnetOf } from "../../nn/resnet.ts";
import type { Scope } from "../../nn/scope.ts";

/** The options of the network, to be spread into a strategy's schema. */
export const networkEntries = {
  backbone: v.optional(backboneSchema, "resnet34"),
  /** Size of the representation head's output. */
  featureSize: v.optional(count, 128),
};

/** The option of how many clustering sub-heads there are, S. */
export function headEntries(subHeads: number) {
  return { subHeads: v.optional(whole(1, 1000), subHeads) };
}

/**
 * The parts that the strategies share, under the same names, so that what one has learned another
 * may begin with: `h = E(x)`, the representation head `z = g(h)`, the clustering heads
 * `u^s = c_s(h)` (crlc.md 2).
 */
export function encoder(options: { backbone: Backbone; featureSize: number }) {
  const network = resnetOf(options.backbone);
  return {
    /** `[n, d]`. */
    h: (scope: Scope, x: tf.Tensor4D) => resnet(scope.child("backbone"), x, network),
    /** `[n, featureSize]`, not of unit length. */
    z: (scope: Scope, h: tf.Tensor2D) =>
      representationHead(scope.child("representation"), h, options.featureSize),
    /** `[S, n, C]`. */
    u: (scope: Scope, h: tf.Tensor2D, shape: { heads: number; clusters: number }) =>
      clusteringHead(scope.child("clustering"), h, shape),
  };
}

/** Whether a weight belongs to one of some parts of the network. */
export function partOf(...parts: readonly string[]): (weight: string) => boolean {
  return (weight) => parts.some((part) => weight.startsWith(`${part}/`));
}
