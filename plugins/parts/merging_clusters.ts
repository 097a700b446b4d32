import { tf } from "../../backends/tf.ts";
import { constant } from "../../nn/initialisers.ts";
import type { Scope } from "../../nn/scope.ts";
import { agglomerate } from "../../search/agglomeration/agglomerate.ts";
import { euclideanNeighbours } from "../../search/agglomeration/euclidean_neighbours.ts";
import { firstNeighbourGroups } from "../../search/agglomeration/first_neighbour_groups.ts";
import { neighbourGraph } from "../../search/agglomeration/neighbour_graph.ts";
import type { ComputeContext, ComputeStage, Renewal } from "../strategy.ts";

/** How clusters are merged (Yang et al., CVPR 2016). */
export interface MergingOptions {
  /** Of the split, N. */
  readonly samples: number;
  /** Clusters at the end, C. */
  readonly clusters: number;
  /** Neighbours an image in the graph. */
  readonly neighbours: number;
  /** eta: share of the clusters that are merged in a round. */
  readonly share: number;
  readonly every: Renewal["every"];
  /** K_c: clusters that a cluster's nearest one is compared with. */
  readonly candidates: number;
  /**
   * Of how many clusters at most the two of the largest affinity are merged; of more, those that also
   * stand out from the next ones.
   */
  readonly largestBelow: number;
}

/** Where the cluster of each image is kept between the buffers. */
const NAME = "merging", LABELS = `${NAME}/clusters`;

/**
 * Clusters that begin as groups of nearest images and are merged by their affinities in a graph of
 * `predict`'s features, in turn with training on them, as in JULE.
 */
export function mergingClusters(options: MergingOptions): {
  /** Finds the groups to begin with, by what the network sees. */
  readonly start: ComputeStage;
  /** Merges a share of the clusters, but not before the first round; ends the stage where C are left. */
  readonly renewal: Renewal;
  /** Merges what are still more than C. */
  readonly finish: ComputeStage;
  /** The present clusters of a batch, `[B]`, int32. @param scope Of the whole network. */
  of(scope: Scope, indices: tf.Tensor1D): tf.Tensor1D;
} {
  const { samples, clusters: least, share } = options;

  const start: ComputeStage = {
    name: "first groups",
    kind: "compute",
    async compute({ inputs, multiply, progress }) {
      const points = await inputs();
      const { indices } = await euclideanNeighbours(points, 1, {
        multiply,
        onProgress: (done) => progress("grouping images", done, samples),
      });
      return labelled(firstNeighbourGroups(indices), samples);
    },
  };

  async function merge(context: ComputeContext, wanted: (present: number) => number) {
    const groups = groupsOf(await context.buffer(LABELS)), present = groups.length;
    const left = Math.max(least, wanted(present));
    if (present <= left) return { left: present };
    const graph = await graphOf(context, options.neighbours);
    const { candidates, largestBelow } = options;
    const fast = true, turn = Math.max(left, Math.min(present, largestBelow));
    const apart = agglomerate(graph, groups, {
      ...{ merges: present - turn, criterion: "contrast", candidates, fast },
    });
    const last = agglomerate(graph, apart.clusters, {
      ...{ merges: turn - left, criterion: "largest", fast },
    });
    return { left, ...labelled(last.clusters, samples) };
  }

  return {
    start,
    renewal: {
      name: NAME,
      every: options.every,
      async compute(context) {
        const { round } = context;
        const { left, ...found } = await merge(
          context,
          (present) => round === 0 ? present : present - Math.ceil(share * present),
        );
        return { ...found, terms: { clusters: left }, ends: round > 0 && left <= least };
      },
    },
    finish: {
      name: "last merges",
      kind: "compute",
      async compute(context) {
        const { left: _, ...found } = await merge(context, () => least);
        return found;
      },
    },
    of(scope, indices) {
      const labels = scope.child(NAME).buffer<tf.Rank.R1>("clusters", [samples], constant(0));
      return tf.cast(tf.gather(labels, indices), "int32");
    },
  };
}

/** The graph of the features, of unit length or not. */
async function graphOf({ features, multiply, progress }: ComputeContext, k: number) {
  const points = await features();
  const near = await euclideanNeighbours(points, k, {
    multiply,
    onProgress: (done) => progress("searching neighbours", done, points.rows),
  });
  return neighbourGraph(near.k, near.indices, near.squares);
}

function labelled(groups: readonly (readonly number[])[], samples: number) {
  const labels = new Float32Array(samples);
  groups.forEach((images, cluster) => images.forEach((image) => labels[image] = cluster));
  return { buffers: { [LABELS]: labels }, terms: { clusters: groups.length } };
}

/** The images of each cluster that has some. */
function groupsOf(labels: Float32Array): number[][] {
  const groups: number[][] = [];
  labels.forEach((cluster, image) => (groups[cluster] ??= []).push(image));
  return groups.filter((group) => group !== undefined);
}
