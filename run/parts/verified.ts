/** One thing that was verified. */
export interface Verified {
  /** A file of the run folder, or "data". */
  readonly what: string;
  /** "skipped": it could not be asked, and the reason says why. */
  readonly state: "ok" | "bad" | "skipped";
  readonly reason?: string;
}
