import { tf } from "../../backends/tf.ts";
import { hashText, Stream } from "../../core/random.ts";
import type { DrawCount, DrawRule } from "../../plugins/strategy.ts";

/** Images in a batch, and labelled ones. */
interface BatchSizes {
  readonly images: number;
  readonly labelled: number;
}

/** What is drawn for a step. */
interface Drawn {
  readonly [name: string]: tf.Tensor1D;
}

/**
 * Draws the numbers of a step: they follow from the seed, the draw's name and the step. The caller
 * owns the tensors.
 */
export function drawNumbers(
  rules: Readonly<Record<string, DrawRule>>,
  sizes: BatchSizes,
  { seed, step }: { readonly seed: number; readonly step: number },
): Drawn {
  return mapRules(rules, (rule, name) => {
    const random = new Stream(seed, "negatives", step, hashText(name));
    return drawn(rule, countOf(rule.count, sizes), random);
  });
}

/** Tensors of the shapes and types that a step's numbers have, of zeros. */
export function blankNumbers(
  rules: Readonly<Record<string, DrawRule>>,
  sizes: BatchSizes,
): Drawn {
  return mapRules(
    rules,
    ({ kind, count }) =>
      tf.zeros<tf.Rank.R1>([countOf(count, sizes)], kind === "beta" ? "float32" : "int32"),
  );
}

function mapRules(
  rules: Readonly<Record<string, DrawRule>>,
  of: (rule: DrawRule, name: string) => tf.Tensor1D,
): Drawn {
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, of(rule, name)]));
}

function countOf(count: DrawCount, sizes: BatchSizes): number {
  if (typeof count === "number") return count;
  const { images = 0, labelled = 0 } = count;
  return images * sizes.images + labelled * sizes.labelled;
}

function drawn(rule: DrawRule, count: number, random: Stream): tf.Tensor1D {
  if (rule.kind === "beta") {
    return tf.tensor1d(Float32Array.from({ length: count }, () => random.beta(rule.alpha)));
  }
  if (rule.kind === "permutation") {
    return tf.tensor1d(new Int32Array(random.permutation(count)), "int32");
  }
  return tf.tensor1d(Int32Array.from({ length: count }, () => random.below(rule.below)), "int32");
}
