import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { count, share } from "../../core/numbers.ts";
import { constant } from "../../nn/initialisers.ts";
import { bankFeatureContrast } from "../../nn/losses/bank_feature_contrast.ts";
import { bankRows } from "../../nn/losses/bank_rows.ts";
import { updateFeatureBank, updateProbabilityBank } from "../../nn/losses/bank_update.ts";
import { crlcBankLoss } from "../../nn/losses/crlc_bank_loss.ts";
import { crlcLossFields } from "../../nn/losses/options.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { clusterDiagnostics, informationDiagnostics } from "../parts/diagnostics.ts";
import { type Encoder, encoder, headFields, networkFields, partOf } from "../parts/encoder.ts";
import { END_TO_END, trainingFields, trainingOf } from "../parts/training.ts";
import type { Batch, EpochPass, Prediction, StageLoss } from "../strategy.ts";
import recipes from "./crlc_bank.json" with { type: "json" };

// There is one view, so that nothing is to be said of negatives in, and entropies of, two.
const { negatives: _negatives, entropy: _entropy, ...lossFields } = crlcLossFields;

/**
 * CRLC in MemoryBank form (section 3.1, appendix A.10; docs/method.md 5.2): one view an image, contrasted
 * with what the banks V `[N, d]` and Q^s `[N, C]` remember of it and of K images drawn at random.
 */
const crlcBank = defineStrategy({
  name: "crlc-bank",
  about: "CRLC with memory banks in place of a second view: less memory, less time a step",
  apiVersion: 1,
  source: "Do, Tran, Venkatesh, ICCV 2021, section 3.1 and appendix A.10",
  ranks: "any",
  options: {
    ...networkFields("resnet34"),
    ...headFields(10),
    ...lossFields,
    /** K: rows of the banks that compete with each image's own, the same for a whole batch. */
    bankNegatives: v.optional(count, 4096),
    /** m: how much of an old row stays. */
    bankMomentum: v.optional(share, 0.5),
    ...trainingFields(END_TO_END),
  },
  create({ clusters, samples, auxiliary }, options) {
    const network = encoder(options);
    const { subHeads: heads, featureSize, bankMomentum: m, lambda2 } = options;
    const K = Math.min(options.bankNegatives, samples);
    const most = mostRepeats(options);
    const lossOptions = { ...options, negatives: "both_views", entropy: "per_view" } as const;

    function forward(scope: Scope, x: tf.Tensor4D) {
      const h = network.h(scope, x);
      return { z: unitRows(network.z(scope, h)), u: network.u(scope, h, { heads, clusters }) };
    }

    /** `[N, S, C]` rows of the probability banks to `[S, n, C]`. */
    const rows = (bank: tf.Tensor, indices: tf.Tensor1D) =>
      tf.transpose(bankRows(bank, indices), [1, 0, 2]);

    function loss(scope: Scope, { views: [x], indices, draws }: Batch): StageLoss {
      const banks = scope.child("bank");
      const V = banks.buffer("features", [samples, featureSize], constant(0));
      const Q = banks.buffer("probabilities", [samples, heads, clusters], constant(1 / clusters));
      const { z, u } = forward(scope, x);
      const { loss, terms } = crlcBankLoss({ features: z, logits: u }, {
        features: { positives: bankRows(V, indices), negatives: bankRows(V, draws.negatives) },
        probabilities: { positives: rows(Q, indices), negatives: rows(Q, draws.negatives) },
      }, lossOptions);
      const q = tf.transpose(tf.softmax(u), [1, 0, 2]);
      banks.update("features", updateFeatureBank(V, indices, z, m, most));
      banks.update("probabilities", updateProbabilityBank(Q, indices, q, m, most));
      return {
        loss,
        terms: { ...terms, ...clusterDiagnostics(u), ...informationDiagnostics(terms, K + 1) },
      };
    }

    function predict(scope: Scope, x: tf.Tensor4D): Prediction {
      const { z, u } = forward(scope, x);
      return { features: z, probabilities: tf.softmax(u) };
    }

    return {
      stages: [{
        name: "cluster",
        kind: "train",
        views: [{ from: "self", augment: "simclr" }],
        ...trainingOf(options),
        draws: { negatives: { count: K, below: samples } },
        ...auxiliary !== undefined && lambda2 > 0 &&
          { passes: [auxiliaryPass(auxiliary, network, options)] },
        loss,
      }],
      selectBy: "cluster",
      predict,
    };
  },
});

interface BankOptions {
  readonly bankNegatives: number;
  readonly bankMomentum: number;
  readonly batching: string;
  readonly featureSize: number;
  readonly temperature: number;
  readonly lambda2: number;
}

/** Most times that an image comes in a batch; once where a batch lies within one permutation. */
function mostRepeats({ batching }: Pick<BankOptions, "batching">): number | undefined {
  return batching === "drop" ? 1 : undefined;
}

/** `lambda2 L_FC` of auxiliary images, against a feature bank of their own `[n, d]`. */
function auxiliaryPass(n: number, network: Encoder, options: BankOptions): EpochPass {
  const { featureSize, bankMomentum: m, temperature, lambda2 } = options;
  const K = Math.min(options.bankNegatives, n), most = mostRepeats(options);
  return {
    name: "auxiliary",
    images: "auxiliary",
    views: ["simclr"],
    draws: { negatives: { count: K, below: n } },
    trains: partOf("backbone", "representation"),
    loss(scope, { views: [x], indices, draws }) {
      const banks = scope.child("bank");
      const bank = banks.buffer("auxiliary", [n, featureSize], constant(0));
      const z = unitRows(network.z(scope, network.h(scope, x)));
      const rows = {
        positives: bankRows(bank, indices),
        negatives: bankRows(bank, draws.negatives),
      };
      const featureContrast: tf.Scalar = tf.mean(bankFeatureContrast(z, rows, temperature));
      banks.update("auxiliary", updateFeatureBank(bank, indices, z, m, most));
      return {
        loss: tf.mul(featureContrast, lambda2),
        terms: { featureContrast, ...informationDiagnostics({ featureContrast }, K + 1) },
      };
    },
  };
}

export default { strategies: [crlcBank], recipes };
