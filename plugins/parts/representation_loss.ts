import { tf } from "../../backends/tf.ts";
import type { Negatives } from "../../nn/losses/info_nce.ts";
import { ntXent } from "../../nn/losses/nt_xent.ts";
import { type Encoder, partOf } from "./encoder.ts";
import type { EpochPass, TrainStage } from "../strategy.ts";
import { candidatesOf, informationDiagnostics } from "./diagnostics.ts";

/** What the feature contrast is made with. */
interface ContrastOptions {
  readonly temperature: number;
  readonly negatives: Negatives;
}

/**
 * The loss of two views by the representation head alone, `weight * L_FC` (Eq. 5-6).
 *
 * @param weight Of the contrast in the loss; what is logged is the contrast itself.
 */
export function representationLoss(
  network: Encoder,
  options: ContrastOptions,
  weight = 1,
): TrainStage["loss"] {
  return (scope, { views: [x1, x2] }) => {
    const z1 = network.z(scope, network.h(scope, x1));
    const z2 = network.z(scope, network.h(scope, x2));
    const featureContrast: tf.Scalar = tf.mean(ntXent(z1, z2, options));
    const M = candidatesOf(z1.shape[0], options.negatives);
    return {
      loss: weight === 1 ? featureContrast : tf.mul(featureContrast, weight),
      terms: { featureContrast, ...informationDiagnostics({ featureContrast }, M) },
    };
  };
}

/**
 * A pass over auxiliary images that trains backbone and representation head on `weight * L_FC`
 * (docs/method.md 5.1): the clustering heads neither see them nor change.
 */
export function representationPass(
  network: Encoder,
  options: ContrastOptions,
  weight = 1,
): EpochPass {
  return {
    name: "auxiliary",
    images: "auxiliary",
    views: ["simclr", "simclr"],
    trains: partOf("backbone", "representation"),
    loss: representationLoss(network, options, weight),
  };
}
