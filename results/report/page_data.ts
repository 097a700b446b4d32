/**
 * What the script of the page reads: numbers as base64 of little-endian arrays. Types only, for
 * both who writes it and who reads it; it imports nothing, since a browser has other types.
 *
 * @module
 */

/** Base64 of the bytes of an array. */
export type Packed = string;

/** A single image that a person has put into another group. */
export interface PageMove {
  /** Its name. */
  readonly image: string;
  /** A key of the group. */
  readonly to: string;
}

/** The `Edits` of `names/edits.ts`, as `names.json` holds them. */
export interface PageEdits {
  readonly schemaVersion: 2;
  readonly clusters: number;
  readonly head: number;
  /** What tells the run from others. */
  readonly run?: string;
  readonly names: Readonly<Record<string, string>>;
  readonly merge: readonly (readonly string[])[];
  readonly split: Readonly<Record<string, number>>;
  readonly moves: readonly PageMove[];
}

export interface PackedMosaics {
  /** Pixels a side of one image. */
  readonly side: number;
  readonly columns: number;
  /** Images a mosaic. */
  readonly each: number;
  /** WebP files. */
  readonly files: readonly Packed[];
}

export interface PackedSet {
  readonly shown: Packed;
  readonly names: readonly string[];
  readonly labels: Packed | null;
  readonly classNames?: readonly string[];
  readonly mosaics: PackedMosaics;
  /** Splits that are joined, and a byte an image: its place among them. */
  readonly splits?: { readonly names: readonly string[]; readonly of: Packed };
  /** Address of the folder that the names begin in, as seen from the page; absent without links. */
  readonly folder?: string;
}

/** Every cluster in so many parts. */
export interface PackedParts {
  /** Part of each shown image, from 0. */
  readonly of: Packed;
  /** Images of each part over the whole split, a row a cluster; empty where it has too few. */
  readonly sizes: readonly (readonly number[])[];
  /**
   * The part of each cluster that each shown image is nearest to `[shown, clusters]`, from 0, two
   * bits each; where the page offers to split it.
   */
  readonly nearest?: Packed;
}

export interface PackedRun {
  readonly run: string;
  /** What the page calls it. */
  readonly caption: string;
  /** Applies a names.json that was saved beside. */
  readonly command: string;
  /** Images of the whole split. */
  readonly samples: number;
  /** Which of the sets. */
  readonly set: number;
  /** Null where it shows all of the set. */
  readonly shown: Packed | null;
  readonly clusters: Packed;
  readonly confidence: Packed;
  /** The next likely cluster, and 65,535 times its probability; absent with one cluster. */
  readonly second?: { readonly clusters: Packed; readonly shares: Packed };
  readonly agreement: Packed | null;
  readonly map: Packed;
  /** Neighbours `[shown, k]` of 2 bytes, or of 4 of more than 65,536 images. */
  readonly ids: Packed;
  /** Cosines of the neighbours, times 10,000. */
  readonly cosines: Packed;
  readonly k: number;
  readonly edits: PageEdits;
  /** What a split would give, by the number of parts. */
  readonly parts: Readonly<Record<string, PackedParts>>;
  /** Commands that look for doubles and strays. */
  readonly looking: { readonly doubles: string; readonly strays: string };
  /** Groups of images that are nearly the same, by their places among the shown, the best first. */
  readonly doubles?: readonly (readonly number[])[];
  /** Lists more doubles, where those are known by a training's features alone. */
  readonly moreDoubles?: string;
  /** Images unlike all others, by their places among the shown, the least alike first. */
  readonly strays?: readonly number[];
  readonly sizes: readonly number[];
  readonly classOf?: readonly number[];
}

/** The text of the page's element `data`. */
export interface PageData {
  readonly sets: readonly PackedSet[];
  readonly runs: readonly PackedRun[];
  /** Of each pair of runs of the same images, the cluster of the second for each of the first. */
  readonly matched?: readonly (readonly (readonly number[])[])[];
}
