import { tf } from "../../backends/tf.ts";
import { bankContrast } from "../../nn/losses/bank_contrast.ts";
import { bankRows } from "../../nn/losses/bank_rows.ts";
import { updateFeatureBank } from "../../nn/losses/bank_update.ts";
import { cosine } from "../../nn/losses/cosine.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { type encoder, partOf } from "../parts/encoder.ts";
import type { AuxiliaryPass } from "../strategy.ts";
import { watchInformation } from "../parts/watch.ts";
import type { CrlcBankOptions } from "./options.ts";
import { randomUnitRows } from "./random_unit_rows.ts";

/**
 * A pass over auxiliary images that trains backbone and representation head on `lambda2 L_FC`
 * against a feature bank of their own `[count, d]`.
 *
 * @param count Auxiliary images.
 * @param most How often an image may occur in a batch at most, as in `updateFeatureBank`.
 */
export function representationPass(
  network: ReturnType<typeof encoder>,
  options: CrlcBankOptions,
  count: number,
  most: number | undefined,
): AuxiliaryPass {
  const { featureSize, bankMomentum, bankNegatives, temperature, lambda2 } = options;
  const K = Math.min(bankNegatives, count);
  return {
    views: ["simclr"],
    draws: { negatives: { count: K, below: count } },
    trains: partOf("backbone", "representation"),
    loss(scope: Scope, { views: [x], indices, draws }) {
      const banks = scope.child("bank");
      const bank = banks.buffer("auxiliary", [count, featureSize], randomUnitRows);
      const z = unitRows(network.z(scope, network.h(scope, x)));
      const featureContrast: tf.Scalar = tf.mean(bankContrast(cosine(temperature), z, {
        positives: bankRows(bank, indices),
        negatives: bankRows(bank, draws.negatives),
      }));
      banks.update("auxiliary", updateFeatureBank(bank, indices, z, bankMomentum, most));
      return {
        loss: tf.mul(featureContrast, lambda2),
        terms: { featureContrast, ...watchInformation({ featureContrast }, K + 1) },
      };
    },
  };
}
