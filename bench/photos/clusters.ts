/**
 * How often `-k auto` on features has the true number of classes in its range, and how wide that is:
 * on the half of `sets.jsonl` that the rule was found on, or on the half that it is told of; and
 * whether the rule of uneven groups (decision 063) takes the better of two clusterings.
 *
 * Run: `deno run -A bench/photos/clusters.ts work|report --imagenette F.npy --tiny F.npy
 * --tiny-classes wnids.txt`, F.npy being what `crlc embed` makes of the folders.
 */
import { parseArgs } from "node:util";
import { backends } from "../../backends/mod.ts";
import { ari, score } from "../../metrics/mod.ts";
import { judgeNumbers } from "../../results/choose_clusters/judge_numbers.ts";
import { scoreNumbers } from "../../results/choose_clusters/score_numbers.ts";
import { unitRows } from "../../search/unit_rows.ts";
import { backendMultiply } from "../../run/parts/multiply.ts";
import { averageLinkage, cutMerges } from "../../search/average_linkage.ts";
import { kMeans } from "../../search/kmeans.ts";
import { matrix } from "../../search/matrix.ts";
import { silhouette } from "../../search/silhouette.ts";
import { writeResult } from "../result.ts";
import { openFeatures, readSets } from "./set_features.ts";

const { values, positionals: [half] } = parseArgs({
  allowPositionals: true,
  options: {
    imagenette: { type: "string" },
    tiny: { type: "string" },
    "tiny-classes": { type: "string" },
    output: { type: "string" },
  },
});
const wnids = (await Deno.readTextFile(values["tiny-classes"]!)).trim().split(/\s+/).sort();
const open = {
  imagenette: await openFeatures(values.imagenette!),
  "tiny-imagenet": await openFeatures(values.tiny!, wnids),
};
await using _open = await (await backends.get("wasm")).open({ threads: 1 });
using multiply = backendMultiply();
interface Result {
  readonly classes: number;
  readonly within: boolean;
  readonly width: number;
  readonly uneven: { takesLinkage: boolean; kmeans: number; linkage: number; ariOfBoth: number };
}
const results: Result[] = [];
for (const set of (await readSets()).filter(({ use }) => use === half)) {
  const { features, dimensions, labels } = open[set.source](set);
  const points = unitRows(matrix(features, dimensions)), k = Object.keys(set.photos).length;
  const scores = await scoreNumbers(points, { low: 2, high: 20 }, multiply);
  const { low, high } = judgeNumbers(scores, points.rows);
  const even = (await kMeans(points, k, { seed: 0, starts: 5, multiply })).assignments;
  const pairs = Float32Array.from(await multiply(points, points));
  const linked = cutMerges(averageLinkage(points, pairs), k);
  const truth = Int32Array.from(labels);
  const accOf = (groups: Int32Array) => score(truth, groups).acc;
  const uneven = {
    takesLinkage: silhouette(points, linked) > silhouette(points, even),
    ...{ kmeans: accOf(even), linkage: accOf(linked), ariOfBoth: ari(even, linked) },
  };
  const { name, source, ratio } = set;
  const within = low <= k && k <= high, width = high - low;
  const told = {
    ...{ set: name, source, ratio, photos: labels.length, classes: k, low, high, within, width },
    ...{ uneven, scores },
  };
  results.push(told);
  const right = uneven.takesLinkage === (uneven.linkage > uneven.kmeans);
  console.log(
    `${name} ${labels.length} photos, ${k} classes: ${low} to ${high}${within ? "" : ", MISSED"}${
      width > 0.4 * k ? ", WIDE" : ""
    }; uneven: ${uneven.takesLinkage ? "linkage" : "k-means"} ${right ? "right" : "WRONG"} (${
      uneven.kmeans.toFixed(2)
    }, ${uneven.linkage.toFixed(2)})`,
  );
}
const count = (holds: (one: Result) => boolean) => results.filter(holds).length;
console.log(
  `within ${count(({ within }) => within)}, narrow ${
    count(({ width, classes }) => width <= 0.4 * classes)
  }, both ${
    count(({ within, width, classes }) => within && width <= 0.4 * classes)
  } of ${results.length}; uneven right ${
    count(({ uneven: { takesLinkage, linkage, kmeans } }) =>
      takesLinkage === (linkage > kmeans) || linkage === kmeans
    )
  }`,
);
await writeResult(`photo-clusters-${half}`, { half, results }, values.output);
