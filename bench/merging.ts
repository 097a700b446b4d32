/**
 * Time and memory of JULE's graph and merges: so many rows around 100 directions, `[N, 160]`, the
 * graph of their 20 nearest others, groups of first neighbours, and merges down to a tenth.
 *
 *     deno run -A bench/merging.ts [N | FEATURES.npy]...
 *
 * A file's rows, `[N, D]`, take the place of those that are drawn.
 *
 * @module
 */
import process from "node:process";
import { backends } from "../backends/mod.ts";
import { CrlcError } from "../core/errors.ts";
import { Stream } from "../core/random.ts";
import { readNpy } from "../datasets/features/read_npy.ts";
import { backendMultiply } from "../run/parts/multiply.ts";
import {
  agglomerate,
  euclideanNeighbours,
  firstNeighbourGroups,
  neighbourGraph,
} from "../search/agglomeration/mod.ts";
import { matrix } from "../search/matrix.ts";

const WIDTH = 160, DIRECTIONS = 100;

function features(rows: number) {
  const random = new Stream(1, "sample");
  const centres = Array.from({ length: DIRECTIONS * WIDTH }, () => random.normal());
  const data = new Float32Array(rows * WIDTH);
  for (let i = 0; i < rows; i++) {
    const from = random.below(DIRECTIONS) * WIDTH, row = data.subarray(i * WIDTH, (i + 1) * WIDTH);
    for (let c = 0; c < WIDTH; c++) row[c] = centres[from + c] + random.normal();
    const length = Math.hypot(...row);
    for (let c = 0; c < WIDTH; c++) row[c] /= length;
  }
  return matrix(data, WIDTH);
}

/** The rows of a file, each of length 1. */
async function rowsOf(path: string) {
  const { data, shape: [, width] } = readNpy(
    await Deno.readFile(path),
    (why) => new CrlcError("data", "FEATURES_UNREADABLE", `${path}: ${why}`),
  );
  for (let from = 0; from < data.length; from += width) {
    const row = data.subarray(from, from + width), length = Math.hypot(...row);
    for (let c = 0; c < width; c++) row[c] /= length;
  }
  return matrix(Float32Array.from(data), width);
}

/** Seconds of processor time that this process has used. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const peak = () => Math.round(process.resourceUsage().maxRSS / 1024);

await using _backend = await (await backends.get("wasm")).open({ threads: 1 });
for (const of of Deno.args.length > 0 ? Deno.args : ["10000"]) {
  const points = of.endsWith(".npy") ? await rowsOf(of) : features(Number(of));
  const { rows } = points;
  using multiply = backendMultiply();
  let before = cpuSeconds();
  const lap = () => {
    const now = cpuSeconds(), seconds = now - before;
    before = now;
    return Number(seconds.toFixed(1));
  };
  const near = await euclideanNeighbours(points, 20, { multiply });
  const graph = neighbourGraph(near.k, near.indices, near.squares), searching = lap();
  const nearest = Int32Array.from({ length: rows }, (_, i) => graph.indices[i * graph.k]);
  const groups = firstNeighbourGroups(nearest);
  const merges = Math.ceil(0.9 * groups.length);
  const { clusters } = agglomerate(graph, groups, {
    ...{ merges, criterion: "contrast", candidates: 5, fast: true },
  });
  console.log(JSON.stringify({
    ...{ rows, groups: groups.length, left: clusters.length },
    cpuSeconds: { graph: searching, merges: lap() },
    graphMiB: Math.round(graph.indices.length * 12 / 2 ** 20),
    tableMiB: Math.round(groups.length ** 2 * 8 / 2 ** 20),
    peakMiB: peak(),
  }));
}
