import { join } from "node:path";

/** One image that a person has put elsewhere. */
export interface Move {
  /** Its name in the data set. */
  readonly image: string;
  /** A key of the group that it belongs to. */
  readonly to: string;
}

/**
 * What a person has corrected: names, merges and splits of clusters, and moves of single images. A
 * key is a cluster's number, "4", a part of one that is split, "4.1", "4.2", ..., or a group of no
 * cluster, "+1", which is there where anything uses it.
 */
export interface Edits {
  readonly schemaVersion: 2;
  /** Clusters of the run, so that a file of another run is noticed. */
  readonly clusters: number;
  /** The sub-head whose clusters are meant. */
  readonly head: number;
  /** Which run is meant, as {@link runDigest} gives it; absent in files of version 1. */
  readonly run?: string;
  /** Names by key; a group of several is named by any of its keys. */
  readonly names: Readonly<Record<string, string>>;
  /** Keys that are one group. */
  readonly merge: readonly (readonly string[])[];
  /** Into how many parts a cluster is split. */
  readonly split: Readonly<Record<string, number>>;
  /** Images that are in other groups than their clusters; each once. */
  readonly moves: readonly Move[];
}

/** The run that edits must be of. */
export interface EditedRun {
  readonly clusters: number;
  readonly head: number;
  readonly run?: string;
}

/** Where the edits of a run lie. */
export function editsPath(run: string): string {
  return join(run, "names.json");
}

/** Clusters as they were found. */
export function noEdits(clusters: number, head: number, run?: string): Edits {
  const of = run === undefined ? {} : { run };
  return { schemaVersion: 2, clusters, head, ...of, names: {}, merge: [], split: {}, moves: [] };
}
