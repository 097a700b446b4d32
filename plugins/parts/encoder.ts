import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import type { DefaultedField } from "../../core/field.ts";
import { count, whole } from "../../core/numbers.ts";
import { clusteringHead, representationHead } from "../../nn/heads.ts";
import { type Backbone, backboneSchema, resnet, resnetOf } from "../../nn/resnet.ts";
import type { Scope } from "../../nn/scope.ts";
import { type Grey, GREYS, sobel } from "../../nn/sobel.ts";
import { type Images, passJointly } from "./pass_jointly.ts";

/** Size of the representation head's output, unless a recipe says otherwise. */
const FEATURE_SIZE = 128;

/** The option of the backbone alone, for a strategy without a representation head. */
export function backboneField(name: Backbone): { backbone: DefaultedField<Backbone> } {
  return { backbone: v.optional(backboneSchema, name) };
}

/** The options of the network, to be spread into a strategy's. */
export function networkFields(backbone: Backbone): {
  backbone: DefaultedField<Backbone>;
  /** Size of the representation head's output. */
  featureSize: DefaultedField<number>;
} {
  return {
    ...backboneField(backbone),
    featureSize: v.optional(count, FEATURE_SIZE),
  };
}

/** The option for edges in place of colours in front of the network. */
export function edgesField(edges: Grey): {
  /**
   * What the network sees: Sobel's edges of a grey image, whose weights of the channels are those of
   * IIC (`rec601`) or of PICA (`mean`), or with `none` the image itself.
   */
  edges: DefaultedField<Grey | "none">;
} {
  return {
    edges: v.optional(v.picklist(["none", ...GREYS]), edges),
  };
}

/** In place of a backbone: the input is features already, and nothing before them is learned. */
const GIVEN = "features";
type Given = typeof GIVEN;

/** The options of the network of a strategy that can begin with its second stage, on given features. */
export function networkOrFeatures(backbone: Backbone): {
  backbone: DefaultedField<Backbone | Given>;
  featureSize: DefaultedField<number>;
} {
  return {
    ...networkFields(backbone),
    backbone: v.optional(v.union([v.literal(GIVEN), backboneSchema]), backbone),
  };
}

/** The option for the number of clustering sub-heads, S. */
export function headFields(subHeads: number): { subHeads: DefaultedField<number> } {
  return { subHeads: v.optional(whole(1, 1000), subHeads) };
}

/** The network that the strategies share. */
export interface Encoder {
  /** Whether the features are given, so that there is no first stage. */
  readonly given: boolean;
  /** `[n, d]`, one batch after the other where several pass jointly; in training those of every rank. */
  h(scope: Scope, x: Images): tf.Tensor2D;
  /** `[n, featureSize]`, not of unit length. */
  z(scope: Scope, h: tf.Tensor2D): tf.Tensor2D;
  /** `[S, n, C]`. */
  u(scope: Scope, h: tf.Tensor2D, shape: { heads: number; clusters: number }): tf.Tensor3D;
}

/**
 * The network that the strategies share: backbone `h = E(x)`, representation head `z = g(h)`, and
 * clustering heads `u^s = c_s(h)` (docs/method.md 2). Weights have the same names in all strategies, so that
 * one can start from what another has learned. Of given features, `h` and `z` are the features.
 */
export function encoder(
  { backbone, featureSize = FEATURE_SIZE, edges = "none", batchNormShare }: {
    backbone: Backbone | Given;
    featureSize?: number;
    edges?: Grey | "none";
    batchNormShare?: number;
  },
): Encoder {
  const network = backbone === GIVEN ? undefined : { batchNormShare, ...resnetOf(backbone) };
  return {
    given: network === undefined,
    h: (scope: Scope, images: Images) =>
      passJointly(
        scope,
        images,
        (x) =>
          network
            ? resnet(scope.child("backbone"), edges === "none" ? x : sobel(x, edges), network)
            : tf.reshape(x, [x.shape[0], -1]),
      ),
    z: (scope: Scope, h: tf.Tensor2D) =>
      network ? representationHead(scope.child("representation"), h, featureSize) : h,
    u: (scope: Scope, h: tf.Tensor2D, shape: { heads: number; clusters: number }) =>
      clusteringHead(scope.child("clustering"), h, shape),
  };
}

/** A test whether a weight belongs to one of the given parts of the network. */
export function partOf(...parts: readonly string[]): (weight: string) => boolean {
  return (weight) => parts.some((part) => weight.startsWith(`${part}/`));
}
