import type { PackedRun } from "../page_data.ts";
import type { PageSet } from "./page_set.ts";
import { float32, int16, int32, uint16, uint32, uint8 } from "./unpack.ts";

/** Every cluster in so many parts. */
export interface Parts {
  /** Part of each image, from 0. */
  readonly of: Uint8Array;
  /** Images of each part over the whole split, a row a cluster; empty where it is not split. */
  readonly sizes: readonly (readonly number[])[];
  /** The part of each cluster that each image is nearest to, two bits each. */
  readonly nearest: Uint8Array | null;
}

/** What one run says of its images. They are numbered as they are shown. */
export class View {
  readonly packed: PackedRun;
  readonly images: PageSet;
  /** Place of each image in its set. */
  readonly places: Uint32Array;
  /** Number of each image in its split. */
  readonly shown: Uint32Array;
  readonly labels: Int32Array | null;
  readonly names: readonly string[];
  readonly clusters: Int32Array;
  readonly confidence: Float32Array;
  /** Whether it tells how sure it is: k-means puts each picture into one group, and says no more. */
  readonly tellsConfidence: boolean;
  /** The next likely cluster, and its probability. */
  readonly second: { readonly clusters: Int32Array; readonly shares: Uint16Array } | null;
  readonly agreement: Float32Array | null;
  readonly map: Float32Array;
  /** Neighbours `[shown, k]`, and their cosines times 10,000. */
  readonly ids: Uint16Array | Uint32Array;
  readonly cosines: Int16Array;
  readonly k: number;
  /** Images of each cluster over the whole split. */
  readonly sizes: readonly number[];
  /** By the number of parts. */
  readonly parts: ReadonlyMap<number, Parts>;
  /** Clusters by size. */
  readonly order: readonly number[];
  #novelty: Float32Array | undefined;
  #placesByName: ReadonlyMap<string, number> | undefined;

  constructor(run: PackedRun, set: PageSet) {
    const shown = run.shown === null ? set.shown : uint32(run.shown);
    const placeOf = new Map(Array.from(set.shown, (number, place) => [number, place]));
    const places = Uint32Array.from(shown, (number) => placeOf.get(number)!);
    const { labels } = set;
    this.packed = run;
    this.images = set;
    this.places = places;
    this.shown = shown;
    this.labels = labels && Int32Array.from(places, (place) => labels[place]);
    this.names = Array.from(places, (place) => set.names[place]);
    this.clusters = int32(run.clusters);
    this.confidence = float32(run.confidence);
    this.tellsConfidence = this.confidence.some((one) => one !== this.confidence[0]);
    this.second = run.second
      ? { clusters: int32(run.second.clusters), shares: uint16(run.second.shares) }
      : null;
    this.agreement = run.agreement === null ? null : float32(run.agreement);
    this.map = float32(run.map);
    this.ids = shown.length <= 65_536 ? uint16(run.ids) : uint32(run.ids);
    this.cosines = int16(run.cosines);
    this.k = run.k;
    this.sizes = run.sizes;
    this.parts = new Map(
      Object.entries(run.parts).map(([n, { of, sizes, nearest }]) => [
        Number(n),
        { of: uint8(of), sizes, nearest: nearest === undefined ? null : uint8(nearest) },
      ]),
    );
    this.order = run.sizes.map((_, c) => c).sort((a, b) => run.sizes[b] - run.sizes[a] || a - b);
  }

  /** Images on the page. */
  get length(): number {
    return this.shown.length;
  }

  get classNames(): readonly string[] {
    return this.images.classNames ?? [];
  }

  /** Splits of its images, where there are several. */
  get splitNames(): readonly string[] {
    return this.images.splits?.names ?? [];
  }

  /** The split of an image, by its place among the names; -1 where there is one. */
  splitOf(i: number): number {
    return this.images.splits?.of[this.places[i]] ?? -1;
  }

  classText(c: number): string {
    return this.images.classNames?.[c] ?? String(c);
  }

  /** The class that a cluster is matched to, or -1. */
  matched(cluster: number): number {
    return this.packed.classOf?.[cluster] ?? -1;
  }

  /** The part, from 0, that an image is nearest to of a cluster in so many parts. */
  nearestPart(i: number, cluster: number, parts: number): number {
    const nearest = this.parts.get(parts)?.nearest, at = i * this.sizes.length + cluster;
    return nearest ? nearest[at >> 2] >> 2 * (at & 3) & 3 : 0;
  }

  /** What pictures of a group are put in order by: confidence, or else how like their neighbours they are. */
  get certainty(): Float32Array {
    return this.tellsConfidence ? this.confidence : this.novelty.map((one) => 1 - one);
  }

  /** How unlike its neighbours each image is: 1 less the mean cosine. */
  get novelty(): Float32Array {
    const { k, cosines, length } = this;
    return this.#novelty ??= Float32Array.from({ length }, (_, i) => {
      let sum = 0;
      for (let j = 0; j < k; j++) sum += cosines[i * k + j];
      return k > 0 ? Math.min(1, Math.max(0, 1 - sum / k / 1e4)) : 0;
    });
  }

  /** The image of a name, if it is on the page; as it was typed, an accent may be coded otherwise. */
  placeOf(name: string): number | undefined {
    this.#placesByName ??= new Map([
      ...this.names.map((own, i) => [own.normalize("NFC"), i] as const),
      ...this.names.map((own, i) => [own, i] as const),
    ]);
    return this.#placesByName.get(name) ?? this.#placesByName.get(name.normalize("NFC"));
  }
}
