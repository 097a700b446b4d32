import type { Facet } from "./draw.ts";

/** A kind of argument, as the table of the docs has a column of. */
export interface Column extends Facet {
  /** Whether the gradient is compared in place of the result. */
  readonly gradient?: boolean;
  /** Ops that are not compared. */
  readonly without?: readonly string[];
}

/** The kinds of arguments that every op is tried with. */
export const FACETS: Readonly<Record<string, Column>> = {
  float32: { type: "float32" },
  int32: { type: "int32" },
  bool: { type: "bool" },
  gradient: { type: "float32", gradient: true },
  // cpu's own puts a NaN into every segment
  "NaN, infinity": { type: "float32", odd: true, without: ["unsortedSegmentSum"] },
  empty: { type: "float32", empty: true },
  "empty int32": { type: "int32", empty: true },
  "empty bool": { type: "bool", empty: true },
  "rank 5, 6": { type: "float32", ranks: [5, 6] },
};
