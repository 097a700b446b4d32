/** Pictures that are one kind, as the run found them and a person corrected them. */
export interface Group {
  /** Clusters, parts of clusters and added groups that it is made of: "4", "4.1", "+1". */
  readonly keys: readonly string[];
  /** What a person calls it, or nothing. */
  readonly name: string;
  /** Its pictures on the page, the most confident first, or the most typical. */
  readonly members: readonly number[];
  /** Pictures of the whole split, as far as the page knows. */
  readonly size: number;
  /** Mean confidence of its pictures on the page. */
  readonly confidence: number;
  /** Classes that its clusters are matched to. */
  readonly classes: readonly number[];
}

/** The groups of a run's pictures. */
export interface Grouping {
  readonly groups: readonly Group[];
  /** Group of each picture on the page. */
  readonly of: Int32Array;
  /** The group that holds a key. */
  readonly byKey: ReadonlyMap<string, number>;
  /** The group that each picture would be in without being moved. */
  readonly natural: Int32Array;
}

/** A group in a few words, such as `4 (cats)`. */
export function groupText({ keys, name }: Pick<Group, "keys" | "name">): string {
  const number = keys.join(" + ");
  return name ? `${number} (${name})` : number;
}
