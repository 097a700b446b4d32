import { tf } from "../../backends/tf.ts";
import { constant } from "../../nn/initialisers.ts";
import { bankRows } from "../../nn/losses/bank_rows.ts";
import { updateFeatureBank, updateProbabilityBank } from "../../nn/losses/bank_update.ts";
import { crlcBankLoss } from "../../nn/losses/crlc_bank_loss.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { encoder } from "../parts/encoder.ts";
import type { Batch, ModelContext, StageLoss, Strategy } from "../strategy.ts";
import { watchClusters, watchInformation } from "../parts/watch.ts";
import { trainingOf } from "../parts/training.ts";
import type { CrlcBankOptions } from "../crlc-bank/options.ts";
import { randomUnitRows } from "../crlc-bank/random_unit_rows.ts";
import { representationPass } from "../crlc-bank/representation_pass.ts";

/**
 * CRLC in MemoryBank form (paper, section 3.1 and appendix A.10): one view an image, contrasted
 * with what the banks V `[N, d]` and Q^s `[N, C]` remember of it and of K images drawn at random.
 */
export function crlcBank(
  { clusters, samples, auxiliary }: ModelContext,
  options: CrlcBankOptions,
): Strategy {
  const network = encoder(options);
  const { subHeads: heads, featureSize, bankMomentum: m } = options;
  const K = Math.min(options.bankNegatives, samples);
  // No image comes twice in a batch that lies within one permutation.
  const most = options.batching === "drop" ? 1 : undefined;
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
    const V = banks.buffer("features", [samples, featureSize], randomUnitRows);
    const Q = banks.buffer("probabilities", [samples, heads, clusters], constant(1 / clusters));
    const { z, u } = forward(scope, x);
    const { loss, terms } = crlcBankLoss({ features: z, logits: u }, {
      features: {
        positives: bankRows(V, indices),
        negatives: bankRows(V, draws.negatives),
      },
      probabilities: {
        positives: rows(Q, indices),
        negatives: rows(Q, draws.negatives),
      },
    }, lossOptions);
    const q = tf.transpose(tf.softmax(u), [1, 0, 2]);
    banks.update("features", updateFeatureBank(V, indices, z, m, most));
    banks.update("probabilities", updateProbabilityBank(Q, indices, q, m, most));
    return {
      loss,
      terms: {
        ...terms,
        ...watchClusters(u),
        ...watchInformation(terms, K + 1),
      },
    };
  }

  return {
    stages: [{
      name: "cluster",
      kind: "train",
      views: [{ from: "self", augment: "simclr" }],
      ...trainingOf(options),
      draws: { negatives: { count: K, below: samples } },
      ...auxiliary !== undefined && options.lambda2 > 0 &&
        { auxiliary: representationPass(network, options, auxiliary, most) },
      loss,
    }],
    selectBy: "cluster",
    predict(scope, x) {
      const { z, u } = forward(scope, x);
      return { features: z, probabilities: tf.softmax(u) };
    },
  };
}
