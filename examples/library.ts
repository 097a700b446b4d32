/**
 * Clusters a folder of pictures from a program: trains, scores, finds neighbours and assigns new
 * pictures. No command line is called, and what happens is told to an observer.
 *
 * Run: `deno run -A examples/library.ts FOLDER CLUSTERS NEW_PICTURE...`
 *
 * @module
 */
import {
  type Assigned,
  assignImages,
  type Environment,
  evaluate,
  type Evaluation,
  findNeighbours,
  type NeighboursResult,
  type Observer,
  type RecipeOverrides,
  train,
  type TrainOutcome,
} from "@crlc/crlc/run";

/** What came out, each as the command of its name prints it with `--json`. */
export interface Clustered {
  readonly trained: TrainOutcome;
  readonly evaluation: Evaluation;
  readonly neighbours: NeighboursResult;
  readonly assigned: Assigned;
}

/**
 * Clusters the pictures of a folder and puts new ones into its clusters.
 *
 * @param folder With or without a folder a class, or folders train and test.
 * @param run Where the run is kept: with the same folder a stopped training goes on.
 * @param pictures New pictures, and folders of some.
 * @param observer Is told of epochs, warnings and long preparations.
 * @param signal Stops the training after the step at hand, which is saved.
 * @throws {CrlcError} With `kind`, `code` and `hint`, as in docs/scripting.md.
 */
export async function clusterPictures(
  { folder, run, pictures, overrides, environment = { backend: "wasm", plugins: [] } }: {
    readonly folder: string;
    readonly run: string;
    readonly pictures: readonly string[];
    readonly overrides: RecipeOverrides;
    readonly environment?: Environment;
  },
  observer: Observer,
  signal = new AbortController().signal,
): Promise<Clustered> {
  const request = { target: folder, overrides, environment, run, runsFolder: "runs" };
  const trained = await train(request, observer, signal);
  const evaluation = await evaluate({ run, environment, baseline: false }, observer);
  // Of the first picture; the whole set where no query is named.
  const asked = { run, environment, queries: ["0"], k: 3 };
  const neighbours = await findNeighbours(asked, observer);
  const assigned = await assignImages({ run, environment, paths: pictures }, observer);
  return { trained, evaluation, neighbours, assigned };
}

if (import.meta.main) {
  const [folder, clusters, ...pictures] = Deno.args;
  const observer: Observer = {
    note: console.error,
    warn: console.error,
    progress: (what, done, total) => console.error(`${what}: ${done} of ${total}`),
    epoch: ({ stage, epoch, epochs, terms }) =>
      console.error(`${stage}, epoch ${epoch} of ${epochs}: loss ${terms.loss}`),
  };
  const { evaluation, neighbours, assigned } = await clusterPictures(
    { folder, run: "runs/library", pictures, overrides: { clusters: Number(clusters), set: [] } },
    observer,
  );
  console.log("images a cluster:", evaluation.labelFree.sizes.join(", "));
  if ("neighbors" in neighbours) {
    const [{ path, names }] = neighbours.neighbors;
    console.log(`nearest to ${path}:`, names.join(", "));
  }
  for (const { path, cluster, confidence } of assigned.images) {
    console.log(`${path}: cluster ${cluster}, ${(100 * confidence).toFixed(0)} % sure`);
  }
}
