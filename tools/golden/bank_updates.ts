import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { updateFeatureBank, updateProbabilityBank } from "../../nn/losses/mod.ts";
import { type CaseKind, UnknownCase } from "./case.ts";
import type { Comparison, Nested } from "./compare.ts";
import { type BankCase, bankCase } from "./file.ts";

const UPDATES = { probability: updateProbabilityBank, feature: updateFeatureBank };

/** A memory bank after each of a few batches. */
export const bankUpdates: CaseKind = {
  group: "bank_updates",
  async compare(raw, tolerances): Promise<Comparison[]> {
    const golden = v.parse(bankCase, raw);
    const update = UPDATES[golden.kind as keyof typeof UPDATES];
    if (!update) throw new UnknownCase(`no memory bank is of kind "${golden.kind}"`);
    const comparisons: Comparison[] = [];
    let bank = initialBank(golden);
    for (const [step, { idx, new: rows, bank_after }] of golden.steps.entries()) {
      // Where a bank has fewer rows than a batch, the file gives rows that belong to no index.
      const used = tf.tensor2d(rows.slice(0, idx.length));
      const next = tf.tidy(() => update(bank, tf.tensor1d(idx, "int32"), used, golden.momentum));
      used.dispose();
      bank.dispose();
      bank = next;
      comparisons.push({
        what: `bank after step ${step + 1}`,
        got: await bank.array() as Nested,
        expected: bank_after,
        tolerance: tolerances.value,
      });
    }
    bank.dispose();
    return comparisons;
  },
};

function initialBank({ init, shape, init_bank }: BankCase): tf.Tensor {
  if (init_bank) return tf.tensor2d(init_bank);
  if (init === "uniform 1/C" && shape?.length === 2) return tf.fill(shape, 1 / shape[1]);
  throw new UnknownCase(`no memory bank begins as "${init}"`);
}
