/**
 * What `crlc bench data` asks, and what it is told. Types only.
 *
 * @module
 */
import type { RecipeOverrides } from "../run/recipe/overrides.ts";
import type { Environment } from "../run/parts/environment.ts";

export interface BenchDataRequest {
  /** A recipe's name, a recipe file, or a folder of images. */
  readonly target: string;
  readonly overrides: RecipeOverrides;
  /** Folder that holds the data sets. */
  readonly dataFolder?: string;
  readonly cache?: Environment["cache"];
  readonly plugins: readonly string[];
  /** How long each part is timed. */
  readonly seconds: number;
  /** Numbers of workers to try; 0, 1 and one a core where absent. */
  readonly workers?: readonly number[];
}

/** How fast one part is. */
export interface DataRate {
  /** Images a second, the median of the stretches; all views of an image count once. */
  readonly imagesPerSecond: number;
  readonly viewsPerSecond: number;
}

/** What `crlc bench data --json` prints. */
export interface BenchDataReport {
  readonly schemaVersion: 1;
  readonly recipe: string;
  readonly dataset: string;
  /** `[height, width, channels]` as stored and as the network sees it. */
  readonly stored: readonly [number, number, number];
  readonly input: readonly [number, number, number];
  readonly batchSize: number;
  /** Views an image. */
  readonly views: number;
  readonly cores: number;
  /** Decoding a JPEG file of 500x375 to its middle square of 256x256, one at a time. */
  readonly decode: { readonly imagesPerSecond: number };
  /** Reading shuffled batches of the data set. */
  readonly read: { readonly imagesPerSecond: number };
  /** Making the views of a batch, on one thread. */
  readonly augment: DataRate;
  /** Reading and augmenting together, as training does, by the number of workers. */
  readonly pipeline: readonly (DataRate & { readonly workers: number })[];
  /** What `crlc train` begins with on this machine; it adds more where it waits for images. */
  readonly defaultWorkers: number;
}
