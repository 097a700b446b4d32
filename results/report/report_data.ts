/**
 * What the page of a report is made from. Types only.
 *
 * @module
 */
import type { Evaluation } from "../api.ts";
import type { Edits } from "../names/edits.ts";
import type { Findings } from "../../run/folder/findings.ts";
import type { Manifest } from "../../run/folder/run_folder.ts";
import type { Parts } from "./find_parts.ts";
import type { Mosaics } from "./mosaic.ts";
import type { Looked } from "./read_looked.ts";
import type { SplitsOfImages } from "./splits_of_images.ts";

/** One line of `metrics.jsonl`, as far as curves need it. */
export interface CurvePoint {
  readonly epoch: number;
  readonly stage: string;
  readonly terms: Readonly<Record<string, number | readonly number[]>>;
  /** Whether they are scores, which mean the same of every strategy. */
  readonly scores?: true;
}

/** A run as a report tells of it. */
export interface RunSummary {
  readonly run: string;
  /** What the page calls it: of a sweep its settings and seed. */
  readonly caption: string;
  /** Of a sweep: its runs that differ by the seed alone are one line of a chart. */
  readonly cell?: string;
  readonly manifest: Manifest;
  readonly finished: boolean;
  readonly step: number;
  /** Of the training split, or the one that was asked for. */
  readonly score: Evaluation["scores"][number];
  readonly heads: Evaluation["heads"];
  readonly labelFree: Evaluation["labelFree"];
  readonly curves: readonly CurvePoint[];
  readonly warnings: readonly string[];
  /** The command that makes the run again. */
  readonly command?: string;
  readonly quarantined: number;
  /** What the features show beside the clusters; of a run on features. */
  readonly findings?: Findings;
}

/** Images that runs were trained on, as far as the page draws them. */
export interface ReportSet {
  /** Which images of the split are on the page, ascending; the mosaics hold them in this order. */
  readonly shown: Uint32Array;
  readonly names: readonly string[];
  readonly labels?: Int32Array;
  readonly classNames?: readonly string[];
  readonly mosaics: Mosaics;
  /** Which of its splits each is of, where several are joined. */
  readonly splits?: SplitsOfImages;
  /** Address of the folder that the names begin in, as seen from the page; absent without links. */
  readonly folder?: string;
}

/** What one run says of images of its set. */
export interface ReportImages {
  /** Which of the sets. */
  readonly set: number;
  /** Which images of the split it shows, ascending: all of the set, or some. */
  readonly shown: Uint32Array;
  readonly clusters: Int32Array;
  readonly confidence: Float32Array;
  readonly agreement?: Float32Array;
  /** The next likely cluster, and its probability; absent with one cluster. */
  readonly second?: { readonly clusters: Int32Array; readonly shares: Float32Array };
  /** What splitting clusters gives, by the number of parts, for the shown images. */
  readonly parts: ReadonlyMap<number, Parts>;
  /** Images that are nearly the same, and those unlike all others. */
  readonly looked: Looked;
  /** The class each cluster is matched to, or -1. */
  readonly classOf?: Int32Array;
  /** Place on the map `[shown, 2]`, from 0 to 1. */
  readonly map: Float32Array;
  readonly mapKind: "pca" | "umap";
  /** Places within `shown` of the nearest others `[shown, k]`, and their cosines. */
  readonly neighbours: {
    readonly k: number;
    readonly ids: Int32Array;
    readonly cosines: Float32Array;
  };
  /** Names, merges and splits of clusters by a person; absent where there are none. */
  readonly edits?: Edits;
  /** Images of the whole split a cluster. */
  readonly sizes: readonly number[];
  /** Counts `[classes, clusters]` over the whole split. */
  readonly confusion?: Float64Array;
}

export interface ReportData {
  readonly made: string;
  readonly runs: readonly RunSummary[];
  /** Mean NMI of clusters between runs of the same images; `runs x runs`. */
  readonly agreement?: readonly (readonly number[])[];
  /** Of each pair of runs of the same images, the cluster of the second for each of the first. */
  readonly matched?: readonly (readonly Int32Array[])[];
  /** Runs of the same images share a set. */
  readonly sets: readonly ReportSet[];
  /** Of each run, in their order. */
  readonly images: readonly ReportImages[];
}
