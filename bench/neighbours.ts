/**
 * Times the search of nearest neighbours beside scikit-learn's `NearestNeighbors` by brute force,
 * turn by turn in one session, and compares what they find.
 *
 * Run: `deno run -A bench/neighbours.ts --python PATH [--rounds 5] [--images 50000]`, where PATH
 * has scikit-learn; the vectors have length 1, so that Euclidean order is that of cosines, and
 * scikit-learn is faster by the former. `--large 1000000 [--share 4096]` instead searches a large
 * set, without Python: a share of its images, or all of them where the share is as large.
 */
import process from "node:process";
import { parseArgs } from "node:util";
import { openBackend } from "../run/parts/open_backend.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { backendMultiply } from "../run/parts/multiply.ts";
import { Stream } from "../core/random.ts";
import { median } from "./result.ts";
import { type Matrix, matrix, nearestNeighbours, type Neighbours, rowsOf } from "../search/mod.ts";

const { values } = parseArgs({
  options: {
    python: { type: "string" },
    rounds: { type: "string", default: "5" },
    images: { type: "string", default: "50000" },
    large: { type: "string" },
    share: { type: "string", default: "4096" },
    threads: { type: "string", default: "1,2" },
    metrics: { type: "string", default: "euclidean,cosine" },
  },
});
const WIDTH = 128, K = 50;
const threadCounts = values.threads.split(",").map(Number);

/** Directions at random, the same in every session. */
function directions(rows: number): Matrix {
  const random = new Stream(0, "sample");
  const data = new Float32Array(rows * WIDTH);
  for (let row = 0; row < rows; row++) {
    const own = data.subarray(row * WIDTH, (row + 1) * WIDTH);
    let sum = 0;
    for (let c = 0; c < WIDTH; c++) sum += (own[c] = random.normal()) ** 2;
    for (let c = 0; c < WIDTH; c++) own[c] /= Math.sqrt(sum);
  }
  return matrix(data, WIDTH);
}

async function ours(
  threads: number,
  queries: Matrix,
  points: Matrix,
  onProgress?: (done: number) => void,
) {
  const { backend } = await openBackend(await openCatalog([]), {
    dataFolder: "",
    backend: "wasm",
    threads,
    plugins: [],
  });
  await using _backend = backend;
  using multiply = backendMultiply();
  const began = performance.now();
  const found = await nearestNeighbours(queries, points, K, {
    excludeSelf: queries === points,
    multiply,
    onProgress,
  });
  return { seconds: (performance.now() - began) / 1000, found };
}

async function theirs(threads: number, metric: string, file: string) {
  const { stdout, success } = await new Deno.Command(values.python!, {
    args: [
      new URL("sklearn_neighbours.py", import.meta.url).pathname,
      ...[file, metric, threads, WIDTH, K].map(String),
    ],
    env: { OMP_NUM_THREADS: String(threads), OPENBLAS_NUM_THREADS: String(threads) },
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("scikit-learn has failed");
  const { seconds, version } = JSON.parse(new TextDecoder().decode(stdout));
  const ids = new Int32Array((await Deno.readFile(`${file}.ids`)).buffer);
  return { seconds: seconds as number, version: version as string, ids };
}

/** Queries whose ids differ other than by the order of cosines that float32 cannot tell apart. */
function differing(
  points: Matrix,
  { k, queries, similarities, indices }: Neighbours,
  ids: Int32Array,
) {
  const cosine = (a: number, b: number) => {
    let sum = 0;
    for (let c = 0; c < WIDTH; c++) sum += points.data[a * WIDTH + c] * points.data[b * WIDTH + c];
    return sum;
  };
  let exact = 0, tied = 0, wrong = 0;
  for (let i = 0; i < queries; i++) {
    const at = [...Array(k).keys()].filter((place) =>
      ids[i * k + place] !== indices[i * k + place]
    );
    if (at.length === 0) exact++;
    else if (
      at.every((p) => Math.abs(cosine(i, ids[i * k + p]) - similarities[i * k + p]) < 1e-6)
    ) tied++;
    else wrong++;
  }
  return { exact, tied, wrong };
}

const settings = {
  deno: Deno.version.deno,
  cores: navigator.hardwareConcurrency,
  width: WIDTH,
  k: K,
};

if (values.large) {
  const points = directions(Number(values.large));
  const images = points.rows, share = Number(values.share);
  const queries = share >= images ? points : matrix(rowsOf(points, 0, share).data.slice(), WIDTH);
  for (const threads of threadCounts) {
    const before = process.cpuUsage();
    let told = 0;
    const { seconds } = await ours(threads, queries, points, (done) => {
      const percent = Math.floor(100 * done / queries.rows);
      if (percent >= told + 5) console.error(`${told = percent} %`, new Date().toISOString());
    });
    const { user, system } = process.cpuUsage(before);
    // In KiB: the largest that the process has been.
    const peak = process.resourceUsage().maxRSS * 1024;
    console.log(
      JSON.stringify({
        ...settings,
        images,
        queries: queries.rows,
        threads,
        seconds,
        processorSeconds: (user + system) / 1e6,
        peak,
      }),
    );
  }
} else {
  const points = directions(Number(values.images));
  const file = await Deno.makeTempFile();
  await Deno.writeFile(file, new Uint8Array(points.data.buffer));
  const results = [];
  for (const threads of threadCounts) {
    const times: Record<string, number[]> = { crlc: [] };
    let version = "", same;
    for (let round = 0; round < Number(values.rounds); round++) {
      const { seconds, found } = await ours(threads, points, points);
      times.crlc.push(seconds);
      for (const metric of values.metrics.split(",")) {
        const other = await theirs(threads, metric, file);
        (times[metric] ??= []).push(other.seconds);
        version = other.version;
        if (metric === "euclidean") same ??= differing(points, found, other.ids);
      }
      console.error(threads, times);
    }
    const medians = Object.fromEntries(
      Object.entries(times).map(([name, list]) => [name, median(list)]),
    );
    results.push({ threads, scikitLearn: version, seconds: times, medians, ids: same });
  }
  await Deno.remove(file);
  await Deno.remove(`${file}.ids`);
  console.log(JSON.stringify({ ...settings, images: points.rows, results }, null, 2));
}
