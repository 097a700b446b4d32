import type { CaseResult, Comparison, Tolerances } from "./compare.ts";

/** Thrown for a case of a kind or name that this program does not know. */
export class UnknownCase extends Error {
  override readonly name = "UnknownCase";

  constructor(what: string) {
    super(`unknown case: ${what}`);
  }
}

/** A kind of case: how it is read, and what it is compared with. */
export interface CaseKind {
  readonly group: string;
  /** What a case without a name is called. */
  readonly called?: string;
  /**
   * @param raw As it stands in the file.
   * @throws {UnknownCase} If it is of no known kind.
   */
  compare(raw: unknown, tolerances: Tolerances): Comparison[] | Promise<Comparison[]>;
}

export type { CaseResult, Comparison, Tolerances };
