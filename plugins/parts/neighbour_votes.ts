import { tf } from "../../backends/tf.ts";
import { constant } from "../../nn/initialisers.ts";
import { oneHot } from "../../nn/losses/one_hot.ts";
import type { Scope } from "../../nn/scope.ts";
import { nearestNeighbours } from "../../search/knn.ts";
import type { ComputeResult, ComputeStage, StageLoss } from "../strategy.ts";

/**
 * Has the nearest images of each one vote on its cluster, in every sub-head by itself. A linear head
 * on the features of a few hundred images can put any of them anywhere: where it puts an image into
 * another cluster than its neighbours, they are right more often.
 *
 * @param selectBy The term that sub-heads are chosen by, which the stage that learns the votes hands
 * on as it was.
 */
export function neighbourVotes(
  { heads, clusters, samples, voters, unless, selectBy }: {
    heads: number;
    clusters: number;
    samples: number;
    /** Nearest images that vote, beside the image itself. */
    voters: number;
    /** A buffer that is 1 where nobody is to vote, and heads learn what they say themselves. */
    unless?: string;
    selectBy: string;
  },
): {
  readonly stage: ComputeStage;
  /** The loss of learning the votes, from logits `[S, B, C]` of a batch. */
  learn(scope: Scope, logits: tf.Tensor, indices: tf.Tensor1D): StageLoss;
} {
  const stage: ComputeStage = {
    name: "votes",
    kind: "compute",
    async compute(context): Promise<ComputeResult> {
      const { features, probabilities, terms, multiply } = context;
      const points = await features(), { data } = await probabilities();
      const asked = unless === undefined || (await context.buffer(unless))[0] !== 1 ? voters : 0;
      const near = await nearestNeighbours(points, points, asked, { excludeSelf: true, multiply });
      const groups = new Float32Array(heads * samples), votes = new Float64Array(clusters);
      let changed = 0;
      const highest = (row: ArrayLike<number>, from: number) => {
        let best = 0;
        for (let c = 1; c < clusters; c++) if (row[from + c] > row[from + best]) best = c;
        return best;
      };
      for (let head = 0, at = 0; head < heads; head++) {
        for (let i = 0; i < samples; i++, at++) {
          votes.fill(0);
          for (let n = -1; n < near.k; n++) {
            const voter = n < 0 ? i : near.indices[i * near.k + n];
            const from = (head * samples + voter) * clusters;
            for (let c = 0; c < clusters; c++) votes[c] += data[from + c];
          }
          groups[at] = highest(votes, 0);
          if (groups[at] !== highest(data, at * clusters)) changed++;
        }
      }
      return {
        buffers: {
          "votes/groups": groups,
          "votes/scores": Float32Array.from(terms[selectBy] ?? new Array(heads).fill(0)),
        },
        terms: { changedByVotes: changed / groups.length },
      };
    },
  };

  function learn(scope: Scope, logits: tf.Tensor, indices: tf.Tensor1D): StageLoss {
    const votes = scope.child("votes");
    const groups = votes.buffer<tf.Rank.R2>("groups", [heads, samples], constant(0));
    const scores = votes.buffer<tf.Rank.R1>("scores", [heads], constant(0));
    const labels = tf.cast(tf.gather(groups, indices, 1), "int32");
    const targets = tf.reshape(
      oneHot(tf.reshape(labels, [-1]) as tf.Tensor1D, clusters),
      logits.shape,
    );
    const crossEntropy = tf.neg(
      tf.mean(tf.sum(tf.mul(tf.logSoftmax(logits, -1), targets), -1), -1),
    );
    return { loss: tf.sum(crossEntropy), terms: { [selectBy]: tf.clone(scores), crossEntropy } };
  }
  return { stage, learn };
}
