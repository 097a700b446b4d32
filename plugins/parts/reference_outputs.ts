import { tf } from "../../backends/tf.ts";
import { constant } from "../../nn/initialisers.ts";
import type { Scope } from "../../nn/scope.ts";
import type { Matrix } from "../../search/matrix.ts";
import type { Renewal, RenewalContext, RenewalResult } from "../strategy.ts";

/** What reference outputs are made of, and how often. */
export interface ReferenceOptions {
  /** Of the stage's split, N. */
  readonly samples: number;
  /** Clusters, C. */
  readonly clusters: number;
  readonly every: Renewal["every"];
  /**
   * What the loss reads in place of the outputs: targets `[n, C]` made of those `[n, C]` of all images
   * of a renewal, as DEC's.
   */
  readonly target?: (outputs: tf.Tensor2D) => tf.Tensor2D;
  /** The stage ends where a smaller share of the images than this has changed its cluster. */
  readonly endsBelow?: number;
}

/** Where they are kept between the buffers. */
const NAME = "reference", ROWS = `${NAME}/rows`, CHOSEN = `${NAME}/chosen`;

/**
 * What the network said of each image when it was last asked, not augmented, which a loss takes for
 * granted: the outputs of a block of images (DAC, DCCM), or targets made of those of all (DEC). The
 * network has one sub-head. Terms: `changed`, the share of images that have another cluster than
 * before, and `sure`, the mean probability of their cluster.
 */
export function referenceOutputs(
  { samples, clusters, every, target, endsBelow }: ReferenceOptions,
): {
  readonly renewal: Renewal;
  /** Those of a batch `[B, C]`, without a gradient. @param scope Of the whole network. */
  of(scope: Scope, indices: tf.Tensor1D): tf.Tensor2D;
} {
  async function compute(context: RenewalContext): Promise<RenewalResult> {
    const { images, round } = context;
    const outputs = await context.probabilities();
    const rows = await context.buffer(ROWS), chosen = await context.buffer(CHOSEN);
    const wanted = target ? await targetsOf(outputs, target) : outputs.data;
    let changed = 0, sure = 0;
    images.forEach((image, i) => {
      rows.set(wanted.subarray(i * clusters, (i + 1) * clusters), image * clusters);
      const row = outputs.data.subarray(i * clusters, (i + 1) * clusters);
      let best = 0;
      for (let c = 1; c < clusters; c++) if (row[c] > row[best]) best = c;
      if (chosen[image] !== best) changed++;
      chosen[image] = best;
      sure += row[best];
    });
    const share = changed / images.length;
    return {
      buffers: { [ROWS]: rows, [CHOSEN]: chosen },
      terms: { changed: share, sure: sure / images.length },
      ends: endsBelow !== undefined && round > 0 && share < endsBelow,
    };
  }
  return {
    renewal: { name: NAME, every, compute },
    of(scope, indices) {
      const part = scope.child(NAME);
      part.buffer("chosen", [samples], constant(-1));
      const rows = part.buffer<tf.Rank.R2>("rows", [samples, clusters], constant(0));
      return tf.gather(rows, indices);
    },
  };
}

async function targetsOf(
  { data, rows, columns }: Matrix,
  target: (outputs: tf.Tensor2D) => tf.Tensor2D,
): Promise<Float32Array> {
  const made = tf.tidy(() => target(tf.tensor2d(Float32Array.from(data), [rows, columns])));
  const values = await made.data<"float32">();
  made.dispose();
  return Float32Array.from(values);
}
