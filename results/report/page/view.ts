import type { PackedRun } from "../page_data.ts";
import { ClusterNames } from "./names.ts";
import type { PageSet } from "./page_set.ts";
import { float32, int16, int32, uint16, uint32 } from "./unpack.ts";

/** What one run says of its images, and how that is told. Images are numbered as they are shown. */
export class View {
  readonly run: string;
  readonly samples: number;
  readonly images: PageSet;
  /** Place of each image in its set. */
  readonly places: Uint32Array;
  /** Number of each image in its split. */
  readonly shown: Uint32Array;
  readonly labels: Int32Array | null;
  readonly names: readonly string[];
  readonly classNames: readonly string[] | undefined;
  readonly clusters: Int32Array;
  readonly confidence: Float32Array;
  readonly agreement: Float32Array | null;
  readonly map: Float32Array;
  readonly ids: Uint16Array;
  readonly cosines: Int16Array;
  readonly k: number;
  /** Images of each cluster over the whole split. */
  readonly sizes: readonly number[];
  readonly classOf: readonly number[] | undefined;
  /** Images of each cluster, the most confident first. */
  readonly members: readonly number[][];
  /** Clusters by size. */
  readonly order: readonly number[];
  readonly naming: ClusterNames;

  constructor(run: PackedRun, set: PageSet) {
    const shown = run.shown === null ? set.shown : uint32(run.shown);
    const placeOf = new Map(Array.from(set.shown, (number, place) => [number, place]));
    const places = Uint32Array.from(shown, (number) => placeOf.get(number)!);
    const { labels } = set, confidence = float32(run.confidence);
    this.run = run.run;
    this.samples = run.samples;
    this.images = set;
    this.places = places;
    this.shown = shown;
    this.labels = labels && Int32Array.from(places, (place) => labels[place]);
    this.names = Array.from(places, (place) => set.names[place]);
    this.classNames = set.classNames;
    this.clusters = int32(run.clusters);
    this.confidence = confidence;
    this.agreement = run.agreement === null ? null : float32(run.agreement);
    this.map = float32(run.map);
    this.ids = uint16(run.ids);
    this.cosines = int16(run.cosines);
    this.k = run.k;
    this.sizes = run.sizes;
    this.classOf = run.classOf;
    const members: number[][] = run.sizes.map(() => []);
    this.clusters.forEach((cluster, i) => members[cluster].push(i));
    for (const own of members) own.sort((a, b) => confidence[b] - confidence[a] || a - b);
    this.members = members;
    this.order = run.sizes.map((_, c) => c).sort((a, b) => run.sizes[b] - run.sizes[a] || a - b);
    this.naming = new ClusterNames(run.edits);
  }

  clusterText(cluster: number): string {
    const name = this.naming.nameOf(cluster);
    return name ? `${cluster} (${name})` : String(cluster);
  }

  classText(c: number): string {
    return this.classNames?.[c] ?? String(c);
  }

  /** The class that a cluster is matched to, or -1. */
  matched(cluster: number): number {
    return this.classOf?.[cluster] ?? -1;
  }

  /** Whether an image is of the class that its cluster is matched to. */
  isRight(i: number): boolean {
    return this.labels !== null && this.matched(this.clusters[i]) === this.labels[i];
  }

  describe(i: number): string {
    return [
      this.names[i],
      `cluster ${this.clusterText(this.clusters[i])}`,
      `confidence ${this.confidence[i].toFixed(3)}`,
      ...(this.labels
        ? [`class ${this.classText(this.labels[i])}${this.isRight(i) ? "" : ", not as matched"}`]
        : []),
    ].join(", ");
  }
}
