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
}

export interface PackedRun {
  readonly run: string;
  /** Images of the whole split. */
  readonly samples: number;
  /** Which of the sets. */
  readonly set: number;
  /** Null where it shows all of the set. */
  readonly shown: Packed | null;
  readonly clusters: Packed;
  readonly confidence: Packed;
  readonly agreement: Packed | null;
  readonly map: Packed;
  /** Neighbours `[shown, k]`, and their cosines times 10,000. */
  readonly ids: Packed;
  readonly cosines: Packed;
  readonly k: number;
  readonly edits: PageEdits;
  readonly sizes: readonly number[];
  readonly classOf?: readonly number[];
}

/** The text of the page's element `data`. */
export interface PageData {
  readonly sets: readonly PackedSet[];
  readonly runs: readonly PackedRun[];
}
